package bot.herald.web;

/** The threads that answer a route, so that slow routes hold up no others. */
enum Lane {
    /** The thread that read the request: for refusals and answers that wait for nothing. */
    AT_ONCE,
    /** Monitoring. */
    MONITORING,
    /** Pages and the API; may wait for the database. */
    PAGES,
    /** What waits for Twitch: few threads, and a short queue. */
    TWITCH
}
