package bot.herald.movein;

import bot.herald.event.Role;
import bot.herald.template.Characters;
import java.util.List;
import java.util.Locale;

/** Maps other bots' roles to Herald's; a role without a counterpart becomes the next stricter one. */
final class TheirRoles {
    private TheirRoles() {}

    /** @param notes receives a sentence if the role differs */
    static Role of(String word, List<String> notes) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "", "everyone", "viewer", "viewers", "all", "chatter" -> Role.EVERYONE;
            case "subscriber", "subscribers", "sub", "subs", "founder" -> Role.SUBSCRIBER;
            case "vip", "vips", "twitch_vip" -> Role.VIP;
            case "moderator", "moderators", "mod", "mods", "lead_moderator" -> Role.MODERATOR;
            case "owner", "caster", "broadcaster", "streamer" -> Role.BROADCASTER;
            case "regular", "regulars", "follower", "followers", "trusted", "donator", "donators" ->
                stricter(plain, Role.VIP, notes);
            default -> stricter(plain, Role.MODERATOR, notes);
        };
    }

    /** StreamElements has levels; higher ones are stricter. */
    static Role ofLevel(int level, List<String> notes) {
        if (level <= 100) {
            return Role.EVERYONE;
        }
        if (level <= 250) {
            return Role.SUBSCRIBER;
        }
        if (level <= 400) {
            return level == 400 ? Role.VIP : stricter("regular", Role.VIP, notes);
        }
        return level <= 1000 ? Role.MODERATOR : Role.BROADCASTER;
    }

    /** PhantomBot has group numbers; lower ones are stricter. */
    static Role ofGroup(int group, List<String> notes) {
        return switch (group) {
            case 0 -> Role.BROADCASTER;
            case 1, 2 -> Role.MODERATOR;
            case 3 -> Role.SUBSCRIBER;
            case 4 -> stricter("donator", Role.VIP, notes);
            case 5 -> Role.VIP;
            case 6 -> stricter("regular", Role.VIP, notes);
            default -> Role.EVERYONE;
        };
    }

    private static Role stricter(String theirs, Role role, List<String> notes) {
        notes.add("There is no role \"" + Characters.first(30, theirs) + "\" here; it is for "
                + (role == Role.VIP ? "VIPs" : "moderators") + " and above.");
        return role;
    }
}
