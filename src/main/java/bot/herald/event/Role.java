package bot.herald.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a chatter is in a channel, from lowest to highest; higher roles may do whatever lower ones may. */
public enum Role {
    EVERYONE,
    SUBSCRIBER,
    VIP,
    MODERATOR,
    BROADCASTER;

    /** Twitch has no role field, so badges decide. Twitch's own staff count as everyone. */
    public static Role of(Set<String> badges) {
        if (badges.contains("broadcaster")) {
            return BROADCASTER;
        }
        if (badges.contains("moderator") || badges.contains("lead_moderator")) {
            return MODERATOR;
        }
        if (badges.contains("vip")) {
            return VIP;
        }
        return badges.contains("subscriber") || badges.contains("founder") ? SUBSCRIBER : EVERYONE;
    }

    /** Parses {@link #text()} and what people write instead, such as {@code mods} and {@code alle}, ignoring case. */
    public static Optional<Role> parse(String text) {
        String typed = text.toLowerCase(Locale.ROOT);
        String wanted = switch (typed) {
            case "all", "everybody", "viewer", "viewers", "user", "users", "alle", "todos" -> "everyone";
            case "sub", "subs", "subscribers", "abonnent", "abonnenten", "suscriptor", "suscriptores" -> "subscriber";
            case "vips" -> "vip";
            case "mod", "mods", "moderators", "moderatoren", "moderador", "moderadores" -> "moderator";
            case "streamer", "owner" -> "broadcaster";
            default -> typed;
        };
        return Arrays.stream(values())
                .filter(role -> role.text().equals(wanted))
                .findFirst();
    }

    /** The texts of all roles, separated by commas, for messages. */
    public static String choices() {
        return Arrays.stream(values()).map(Role::text).collect(Collectors.joining(", "));
    }

    /** As the API and the database write it, for example {@code vip}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAtLeast(Role minimum) {
        return compareTo(minimum) >= 0;
    }
}
