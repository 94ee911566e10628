package bot.herald.cli;

import bot.herald.identity.AccountId;
import bot.herald.identity.AccountName;

/** Whom an argument means. */
final class Who {
    private Who() {}

    /** Whether {@code who} means this account: digits are a user id and never a login, which may look like one. */
    static boolean names(String who, AccountId id, AccountName name) {
        return who.chars().allMatch(c -> c >= '0' && c <= '9')
                ? who.equals(id.value())
                : who.equalsIgnoreCase(name.value());
    }
}
