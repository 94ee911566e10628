package bot.herald.config;

import java.util.List;

/**
 * Which addresses texts may fetch.
 *
 * @param allow lower-case host names for {@link Mode#LISTED}
 */
public record FetchConfig(Mode mode, List<String> allow) {
    public static final FetchConfig DEFAULT = new FetchConfig(Mode.LISTED, List.of());

    /** None, those that are listed, or any that everybody can reach. */
    public enum Mode {
        OFF,
        LISTED,
        ANY
    }

    public FetchConfig {
        allow = List.copyOf(allow);
    }

    /** @param host in lower case, with its port if it is not the usual one */
    public boolean allows(String host) {
        return switch (mode) {
            case OFF -> false;
            case LISTED -> allow.contains(host);
            case ANY -> true;
        };
    }
}
