package bot.herald.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The web server, and who may use it for what.
 *
 * @param port 0 for any free one
 * @param publicUrl how browsers reach the server; never ends with a slash
 * @param managementBind a separate address for monitoring; empty to use the same port
 * @param admins lower-case logins or user ids that may see and manage everything
 * @param publicPage whether each channel has a public page with its commands
 * @param allowlist lower-case logins or user ids that may connect a channel under {@link Registration#ALLOWLIST}
 */
public record WebConfig(
        String bind,
        int port,
        URI publicUrl,
        Optional<HostAndPort> managementBind,
        List<String> admins,
        Registration registration,
        List<String> allowlist,
        boolean publicPage) {
    private static final int HTTP_PORT = 80;
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]+){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    public WebConfig(
            String bind,
            int port,
            URI publicUrl,
            List<String> admins,
            Registration registration,
            List<String> allowlist) {
        this(bind, port, publicUrl, Optional.empty(), admins, registration, allowlist, true);
    }

    public WebConfig(
            String bind,
            int port,
            URI publicUrl,
            Optional<HostAndPort> managementBind,
            List<String> admins,
            Registration registration,
            List<String> allowlist) {
        this(bind, port, publicUrl, managementBind, admins, registration, allowlist, true);
    }

    public WebConfig {
        publicUrl = Addresses.withoutTrailingSlash(publicUrl);
        admins = List.copyOf(admins);
        allowlist = List.copyOf(allowlist);
    }

    /**
     * Why a public address on localhost does not lead browsers to this server; empty if it seems to. Behind a web server, or in a
     * container that listens on every address, the ports may differ.
     */
    public Optional<String> disagreement() {
        if (!isOnThisMachineOnly() || port == 0) {
            return Optional.empty();
        }
        boolean anyAddress = bind.equals("0.0.0.0") || bind.equals("::");
        int wanted = publicUrl.getPort() < 0 ? HTTP_PORT : publicUrl.getPort();
        if (wanted != port && !anyAddress && "http".equalsIgnoreCase(publicUrl.getScheme())) {
            return Optional.of("leads to port " + wanted + ", but Herald listens on port " + port);
        }
        return anyAddress || LOOPBACK.matcher(bind).matches()
                ? Optional.empty()
                : Optional.of("does not lead to " + bind + ", where Herald listens");
    }

    /** Whether only browsers on this machine can use the public address. */
    public boolean isOnThisMachineOnly() {
        return LOOPBACK.matcher(publicUrl.getHost()).matches();
    }

    /** The redirect address to register on Twitch, exactly like this. */
    public URI redirectUri() {
        return URI.create(publicUrl + "/auth/callback");
    }

    /** The redirect address to register on Discord, exactly like this. */
    public URI discordRedirectUri() {
        return URI.create(publicUrl + "/auth/discord/callback");
    }

    /** Who may connect a channel. */
    public enum Registration {
        OPEN,
        ALLOWLIST,
        CLOSED
    }

    /**
     * An address of this machine to listen on.
     *
     * @param host an address or a name; an IPv6 address without brackets
     * @param port 0 for any free one
     */
    public record HostAndPort(String host, int port) {
        /** @throws IllegalArgumentException unless the text is host:port, an IPv6 address in brackets */
        static HostAndPort parse(String text) {
            int colon = text.lastIndexOf(':');
            String host = colon < 0 ? "" : text.substring(0, colon);
            boolean brackets = host.startsWith("[") && host.endsWith("]");
            if (host.isEmpty() || (host.contains(":") && !brackets)) {
                throw new IllegalArgumentException();
            }
            return new HostAndPort(
                    ValueReaders.withoutSpace(brackets ? host.substring(1, host.length() - 1) : host),
                    ValueReaders.port(text.substring(colon + 1)));
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }
}
