package bot.herald.web;

/** The port that a request came in by, which decides what it can ask for. */
enum Door {
    /** The only port: everything. */
    ONLY,
    /** Everything but monitoring, which has a port of its own. */
    PUBLIC,
    /** Monitoring only. */
    MANAGEMENT;

    boolean leadsTo(Route route) {
        return this == ONLY || route.monitoring() == (this == MANAGEMENT);
    }
}
