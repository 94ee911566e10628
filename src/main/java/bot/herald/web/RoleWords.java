package bot.herald.web;

import bot.herald.event.Role;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Frame;
import java.util.Arrays;
import java.util.List;

/** The names of roles. */
final class RoleWords {
    private RoleWords() {}

    /** The label of a choice that the API names so. A choice of a plug-in without a text is derived from its name: {@code red-wine} is "Red wine". */
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
