package bot.herald.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The client that a request is counted for.
 *
 * @param address of one visitor; for IPv6 its first half, since the rest is theirs to choose
 * @param shared whether it may stand for many visitors: this machine, or a web server on it that does not say whom it asks for
 */
record Client(String address, boolean shared) {
    static final Client HERE = new Client("here", true);

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int NETWORK_BYTES = 8;

    /**
     * @param forwardedFor {@code X-Forwarded-For}; believed only if a web server of ours sends it, and of that only what
     *     this one added, which comes last
     * @param behindProxy whether there has to be one, so that it may stand on another machine of a private network
     */
    static Client of(@Nullable SocketAddress peer, List<String> forwardedFor, boolean behindProxy) {
        if (!(peer instanceof InetSocketAddress internet) || internet.getAddress() == null) {
            return HERE;
        }
        InetAddress address = internet.getAddress();
        if (!isOurs(address, behindProxy)) {
            return visitor(address);
        }
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        return literal(hops[hops.length - 1].strip()).map(Client::visitor).orElse(HERE);
    }

    static boolean isOurs(InetAddress peer, boolean behindProxy) {
        return peer.isLoopbackAddress() || (behindProxy && isPrivate(peer));
    }

    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isSiteLocalAddress() || address.isLinkLocalAddress() || uniqueLocal;
    }

    private static Client visitor(InetAddress address) {
        return new Client(
                address instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                        : address.getHostAddress(),
                false);
    }

    /** Never asks a name server. */
    static Optional<InetAddress> literal(String text) {
        String bare = text.startsWith("[") ? text.substring(1).replaceFirst("\\].*", "") : text;
        String host = bare.indexOf(':') == bare.lastIndexOf(':') ? bare.replaceFirst(":.*", "") : bare;
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
