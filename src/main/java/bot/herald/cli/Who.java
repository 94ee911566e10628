package bot.herald.cli;

import bot.herald.identity.AccountId;
import bot.herald.identity.AccountName;

/** Matches an argument of the command line to an account. */
final class Who {
    private Who() {}

    /** Whether {@code who} means this account. Digits are always a user id, though a login may consist of digits, too. */
    static boolean names(String who, AccountId id, AccountName name) {
        return who.chars().allMatch(c -> c >= '0' && c <= '9')
                ? who.equals(id.value())
                : who.equalsIgnoreCase(name.value());
    }
}
