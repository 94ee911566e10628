package bot.herald.web;

/** Where a request came in, which decides what can be asked there. */
enum Door {
    /** The only one: everything. */
    ONLY,
    /** Everything but what monitoring asks, which has an address of its own. */
    PUBLIC,
    /** What monitoring asks, and nothing else. */
    MANAGEMENT;

    boolean leadsTo(Route route) {
        return this == ONLY || route.monitoring() == (this == MANAGEMENT);
    }
}
