package bot.herald.web;

import java.net.URI;

/**
 * Where the web server listens and how browsers reach it.
 *
 * @param port 0 lets the system choose
 */
public record ListenAddress(String bind, int port, URI publicUrl) {}
