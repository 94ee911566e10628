package bot.herald.cli;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;

/** Whom an argument means. */
final class Who {
    private Who() {}

    /** Whether {@code who} means this account: digits are a Twitch user id and never a login, which may look like one. */
    static boolean names(String who, TwitchUserId id, TwitchLogin login) {
        return who.chars().allMatch(c -> c >= '0' && c <= '9')
                ? who.equals(id.value())
                : who.equalsIgnoreCase(login.value());
    }
}
