package bot.herald.web;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The names under which Herald may be asked: the public address, this machine, and the address it listens on.
 *
 * <p>Otherwise a foreign page whose name points here (DNS rebinding) would pass for one of Herald's. Ports do not count, because web
 * servers in front change them.
 */
final class KnownHosts {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String publicHost;
    private final Supplier<Set<String>> own;

    KnownHosts(WebSettings settings) {
        this.publicHost = lower(settings.publicUrl().getHost());
        this.own = ownNames(settings.bind());
    }

    /** A request without a Host header, as HTTP/1.0 allows, cannot be the result of DNS rebinding. */
    boolean knows(WebRequest request) {
        Optional<String> host = host(request);
        return host.isEmpty()
                || host.get().equals(publicHost)
                || LOCAL.contains(host.get())
                || own.get().contains(host.get());
    }

    /** Whether the browser is where Twitch will send it back to, so that cookies set now are there then. */
    boolean isPublic(WebRequest request) {
        return host(request).map(publicHost::equals).orElse(true);
    }

    private static Optional<String> host(WebRequest request) {
        return request.header("host").map(KnownHosts::lower).map(host -> host.replaceFirst(":[0-9]*$", ""));
    }

    private static Supplier<Set<String>> ownNames(String bind) {
        Optional<InetAddress> address = Client.literal(bind);
        if (address.filter(InetAddress::isAnyLocalAddress).isEmpty()) {
            Set<String> names = Set.of(lower(address.isPresent() ? written(address.get()) : bind));
            return () -> names;
        }
        // Addresses change, so they are looked up for each request that names one.
        return KnownHosts::ofThisMachine;
    }

    private static Set<String> ofThisMachine() {
        Set<String> names = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(KnownHosts::written)
                    .forEach(names::add);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        String name = machineName();
        names.add(name);
        names.add(name + ".local");
        return names;
    }

    private static String machineName() {
        try {
            return lower(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String written(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
