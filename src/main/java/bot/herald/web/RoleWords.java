package bot.herald.web;

import bot.herald.event.Role;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Frame;
import java.util.Arrays;
import java.util.List;

/** What people are called by what they are in a channel. */
final class RoleWords {
    private RoleWords() {}

    /** Of one of several that may be chosen, as the API writes it; what only a plug-in has is as it writes it: {@code red-wine} is "Red wine". */
    static String choice(String value, Sentences say) {
        String key = "choice." + value;
        if (Frame.TEXTS.has(key)) {
            return say.say(key);
        }
        return switch (value) {
            case "en", "de", "es" -> Language.of(value).orElseThrow().ownName();
            default -> {
                String words = value.replace('-', ' ');
                yield words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
            }
        };
    }

    /** For one person with that role. */
    static String one(Role role, Sentences say) {
        return say.say("role.one." + role.text());
    }

    /** For everybody with that role. */
    static String all(Role role, Sentences say) {
        return say.say("role." + role.text());
    }

    static List<Role> all() {
        return Arrays.asList(Role.values());
    }

    /** The badge that chat shows; empty for ordinary viewers. */
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
