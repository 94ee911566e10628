package bot.herald.config;

import java.util.List;

/**
 * Which addresses texts may fetch.
 *
 * @param allow lower-case host names for {@link Mode#LISTED}
 */
public record FetchConfig(Mode mode, List<String> allow) {
    public static final FetchConfig DEFAULT = new FetchConfig(Mode.LISTED, List.of());

    /** No addresses, listed hosts, or any public address. */
    public enum Mode {
        OFF,
        LISTED,
        ANY
    }

    public FetchConfig {
        allow = List.copyOf(allow);
    }

    /** @param host in lower case, with its port unless that is the default one */
    public boolean allows(String host) {
        return switch (mode) {
            case OFF -> false;
            case LISTED -> allow.contains(host);
            case ANY -> true;
        };
    }
}
