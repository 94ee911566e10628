package bot.herald.web;

/** On whose threads a route is answered, so that what is slow holds up nothing else. */
enum Lane {
    /** Where the request was read: for what is answered without asking anybody, and for refusals. */
    AT_ONCE,
    /** What monitoring asks. */
    MONITORING,
    /** Pages and the API; may wait for the database. */
    PAGES,
    /** What waits for Twitch: few threads, and a short queue. */
    TWITCH
}
