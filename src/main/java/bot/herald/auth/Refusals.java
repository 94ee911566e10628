package bot.herald.auth;

import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchProfile;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explains to the person, and in the log, why nothing was connected. */
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    static Refused wrongAccount(AuthorizationRequest request, TwitchProfile agreed, String expected) {
        Purpose purpose = request.purpose();
        log.warn(
                "user={} login={} purpose={} agreed where {} was expected, nothing is stored",
                agreed.id(),
                agreed.login(),
                purpose.text(),
                expected);
        String again = "Nothing was stored or changed. Log in to Twitch as " + expected
                + " (a private window is best) and open the link again";
        return new Refused(
                Reason.WRONG_ACCOUNT,
                purpose == Purpose.BOT
                        ? agreed.login() + " agreed, but the bot's account is " + expected + ". " + again
                                + ". To give the bot another account, an admin uses \"Use another account for the bot\""
                                + " on the dashboard, or the operator runs: herald login bot"
                        : agreed.login() + " agreed, but this link is for " + expected + ". " + again + "; or connect "
                                + agreed.login() + " from the start page.",
                Optional.of(request));
    }

    static Refused of(Purpose purpose, ProviderFailure failure) {
        log.warn("purpose={} authorisation did not complete: {}", purpose.text(), failure.reason());
        if (failure instanceof ProviderFailure.RetryLater) {
            return new Refused(
                    Reason.TWITCH_UNAVAILABLE, "Twitch cannot be reached at the moment. Please try again shortly.");
        }
        if (failure instanceof ProviderFailure.Misconfigured) {
            return new Refused(
                    Reason.MISCONFIGURED,
                    "Twitch does not accept this bot's client id or secret. Its operator has to correct them; `herald"
                            + " check` says what is wrong.");
        }
        return new Refused(Reason.INVALID_CODE, "Twitch did not accept the code it sent with you. Please start again.");
    }
}
