package bot.herald.web;

import java.time.Duration;

/**
 * What one server takes from the outside.
 *
 * @param threads for pages
 * @param connections in all
 * @param connectionsOfOne for one address, unless a web server in front of Herald may stand there
 * @param idle how long a connection may stay silent
 * @param body how long a request's body may take to arrive
 * @param requestHeaderBytes for the request line and all headers
 * @param stop how long requests on their way may go on when the server stops
 */
record ServerLimits(
        int threads,
        int connections,
        int connectionsOfOne,
        Duration idle,
        Duration body,
        int requestHeaderBytes,
        int bodyBytes,
        Duration stop) {
    static final ServerLimits DEFAULT = new ServerLimits(
            16, 1000, 100, Duration.ofSeconds(15), Duration.ofSeconds(20), 16 * 1024, 64 * 1024, Duration.ofSeconds(5));
}
