package bot.herald.config;

import static java.util.stream.Collectors.joining;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Parse the text of a setting. Each throws {@link IllegalArgumentException} for a value that is not allowed. */
final class ValueReaders {
    private static final int LARGEST_PORT = 65535;
    private static final int MOST_SHARDS = 100;

    private ValueReaders() {}

    static <T> Optional<T> optional(String text, Function<String, T> reader) {
        return text.isEmpty() ? Optional.empty() : Optional.of(reader.apply(text));
    }

    static String withoutSpace(String text) {
        if (text.isEmpty() || text.codePoints().anyMatch(ValueReaders::isInvisible)) {
            throw new BadValue("must not be empty nor hold white space");
        }
        return text;
    }

    /** In chat, lines with / or . are Twitch's own commands, and @ begins a mention. */
    static String commandPrefix(String text) {
        int length = text.codePointCount(0, text.length());
        boolean isTyped = text.codePoints().noneMatch(c -> isInvisible(c) || "/.@".indexOf(c) >= 0);
        return require(length >= 1 && length <= 5 && isTyped, text);
    }

    static boolean bool(String text) {
        boolean yes = text.equalsIgnoreCase("true");
        return require(yes || text.equalsIgnoreCase("false"), yes);
    }

    static boolean onOrOff(String text) {
        boolean on = text.equalsIgnoreCase("on") || text.equalsIgnoreCase("true");
        return require(on || text.equalsIgnoreCase("off") || text.equalsIgnoreCase("false"), on);
    }

    static String hostName(String text) {
        String host = text.toLowerCase(Locale.ROOT);
        return require(host.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?"), host);
    }

    static int port(String text) {
        int port = Integer.parseInt(require(text.matches("[0-9]{1,5}"), text));
        return require(port <= LARGEST_PORT, port);
    }

    static OptionalInt shards(String text) {
        return text.equalsIgnoreCase("auto") ? OptionalInt.empty() : OptionalInt.of(between(1, MOST_SHARDS, text));
    }

    static int between(int least, int most, String text) {
        int number = Integer.parseInt(require(text.matches("[0-9]{1,6}"), text));
        return require(number >= least && number <= most, number);
    }

    static <E extends Enum<E>> E oneOf(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    static <E extends Enum<E>> String names(E[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(joining(", "));
    }

    static String loginOrUserId(String text) {
        return TwitchUserId.isValid(text) ? text : new TwitchLogin(text).value();
    }

    static Path path(String text) {
        require(!text.isBlank(), text);
        if (text.startsWith("~")) {
            throw new BadValue("must be a whole path; '~' is not understood here");
        }
        return Path.of(text);
    }

    static URI http(String text) {
        URI address = address(text, Set.of("http", "https"));
        return require(address.getRawQuery() == null, address);
    }

    static URI webSocket(String text) {
        return address(text, Set.of("ws", "wss"));
    }

    private static URI address(String text, Set<String> schemes) {
        URI address = URI.create(text);
        String scheme = address.getScheme();
        require(scheme != null && schemes.contains(scheme.toLowerCase(Locale.ROOT)), text);
        if (address.getRawUserInfo() != null) {
            throw new BadValue("must not hold a user name or password");
        }
        if (address.getHost() == null && address.getRawAuthority() != null) {
            throw new BadValue("must name a host of letters, digits, '-' and '.'");
        }
        return require(
                address.getHost() != null && address.getRawFragment() == null && address.getPort() <= LARGEST_PORT,
                address);
    }

    private static boolean isInvisible(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                || !Character.isDefined(character);
    }

    private static <T> T require(boolean rule, T value) {
        if (!rule) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    /** A value that is refused for a special reason, which completes a sentence that begins with the key and quotes no part of the value. */
    static final class BadValue extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        BadValue(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
