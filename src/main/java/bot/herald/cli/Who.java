package bot.herald.cli;

import bot.herald.channel.Channel;
import bot.herald.identity.AccountId;
import bot.herald.identity.AccountName;
import bot.herald.lifecycle.StartupException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Matches an argument of the command line to an account. */
final class Who {
    private Who() {}

    /** Whether {@code who} means this account. Digits are always a user id, though a login may consist of digits, too. */
    static boolean names(String who, AccountId id, AccountName name) {
        return who.chars().allMatch(c -> c >= '0' && c <= '9')
                ? who.equals(id.value())
                : who.equalsIgnoreCase(name.value());
    }

    /**
     * The channel that {@code who} means.
     *
     * @throws StartupException if several match: Twitch gives a deleted account's login to another one
     */
    static Optional<Channel> among(List<Channel> connected, String who) {
        List<Channel> found = connected.stream()
                .filter(one -> names(who, one.id(), one.profile().login()))
                .toList();
        if (found.size() > 1) {
            throw new StartupException(found.size() + " connected channels are called " + who
                    + "; name one by its user id: "
                    + found.stream().map(one -> one.id().value()).collect(Collectors.joining(" or ")));
        }
        return found.stream().findFirst();
    }

    /** @throws StartupException if none or several match */
    static Channel oneAmong(List<Channel> connected, String who) {
        return among(connected, who).orElseThrow(() -> notConnected(who, ""));
    }

    /** @param more completes the sentence */
    static StartupException notConnected(String who, String more) {
        return new StartupException("no connected channel is called " + (who.isEmpty() ? "\"\"" : who)
                + "; `herald channels list` shows them" + more);
    }
}
