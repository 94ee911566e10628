package bot.herald.auth;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/**
 * What an account is asked to authorise, and which account is expected.
 *
 * @param asked whose yes is asked for, and so for which scopes; empty if nobody knows
 * @param expected the only account that may agree; empty if any may
 * @param choosing whether Twitch is to ask which account, in place of taking the one that the browser is on
 * @param otherBot what happens if another account than the bot's agrees to be the bot
 * @param page where the browser goes on afterwards, a path of ours; empty for the usual place
 */
public record AuthorizationRequest(
        Purpose purpose,
        Optional<TwitchUserId> asked,
        Optional<TwitchUserId> expected,
        boolean choosing,
        OtherBot otherBot,
        String page) {
    /** What happens if another account than the bot's agrees to be the bot. */
    public enum OtherBot {
        /** Nothing is stored: asking for more permissions means the same account. */
        KEEP,
        /** It waits until somebody who sees both names confirms it. */
        CONFIRM,
        /** It takes the other's place; only while the bot is being set up and serves nobody. */
        REPLACE
    }

    /** Anybody may agree. */
    public static AuthorizationRequest of(Purpose purpose, Optional<TwitchUserId> asked) {
        // Without being asked Twitch silently takes whatever account the browser is on: for the bot, usually the
        // streamer's.
        return new AuthorizationRequest(purpose, asked, Optional.empty(), purpose == Purpose.BOT, OtherBot.KEEP, "");
    }

    /** Only {@code account} may agree. */
    public AuthorizationRequest expecting(TwitchUserId account) {
        return new AuthorizationRequest(purpose, Optional.of(account), Optional.of(account), choosing, otherBot, page);
    }

    public AuthorizationRequest choosing(boolean wanted) {
        return new AuthorizationRequest(purpose, asked, expected, choosing || wanted, otherBot, page);
    }

    public AuthorizationRequest otherBot(OtherBot place) {
        return new AuthorizationRequest(purpose, asked, expected, choosing, place, page);
    }

    public AuthorizationRequest goingOnAt(String wanted) {
        return new AuthorizationRequest(purpose, asked, expected, choosing, otherBot, wanted);
    }
}
