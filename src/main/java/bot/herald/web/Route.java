package bot.herald.web;

/** Serves one address; answers the exchange exactly once, or throws. */
@FunctionalInterface
interface Route {
    void serve(Exchange exchange);
}
