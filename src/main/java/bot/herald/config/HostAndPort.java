package bot.herald.config;

/**
 * An address of this machine to listen on.
 *
 * @param host an address or a name; an IPv6 address without brackets
 * @param port 0 takes any free one
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
