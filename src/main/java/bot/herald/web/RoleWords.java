package bot.herald.web;

import bot.herald.event.Role;
import bot.herald.language.Language;
import java.util.Arrays;
import java.util.List;

/** What people are called by what they are in a channel. */
final class RoleWords {
    private RoleWords() {}

    /** Of one of several that may be chosen, as the API writes it: {@code time-out} is "Time out". */
    static String choice(String value) {
        return switch (value) {
            case "subscriber" -> "Subscribers";
            case "vip" -> "VIPs";
            case "moderator" -> "Moderators";
            case "broadcaster" -> "Only the broadcaster";
            case "en", "de", "es" -> Language.of(value).orElseThrow().ownName();
            default -> {
                String words = value.replace('-', ' ');
                yield words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
            }
        };
    }

    /** Of somebody in particular. */
    static String one(Role role) {
        return switch (role) {
            case EVERYONE -> "Viewer";
            case SUBSCRIBER -> "Subscriber";
            case VIP -> "VIP";
            case MODERATOR -> "Moderator";
            case BROADCASTER -> "Broadcaster";
        };
    }

    static List<Role> all() {
        return Arrays.asList(Role.values());
    }

    /** The badge that chat shows; empty for nobody in particular. */
    static String badge(Role role) {
        return switch (role) {
            case EVERYONE -> "";
            case SUBSCRIBER -> "sub";
            case VIP -> "vip";
            case MODERATOR -> "mod";
            case BROADCASTER -> "own";
        };
    }
}
