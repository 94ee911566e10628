package bot.herald.auth;

import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchProfile;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explains to the person, and in the log, why nothing was connected. */
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");
    private static final Set<String> UNAVAILABLE = Set.of("server_error", "temporarily_unavailable");

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

    /** @param error as Twitch names it in the redirect (RFC 6749, 4.1.2.1); anybody may have written it */
    static Refused ofError(Purpose purpose, String error) {
        if (error.equals("access_denied")) {
            return new Refused(
                    Reason.ACCESS_DENIED, "Twitch says that access was refused. Nothing was stored or changed.");
        }
        String name = ERROR.matcher(error).matches() ? error : "unknown error";
        if (UNAVAILABLE.contains(error)) {
            return of(purpose, new ProviderFailure.RetryLater("Twitch sent back " + name, Optional.empty()));
        }
        log.warn("purpose={} Twitch did not accept the request for authorisation: {}", purpose.text(), name);
        return new Refused(
                Reason.MISCONFIGURED,
                "Twitch did not accept what this bot asked for (" + name
                        + "). Nothing was stored or changed. Please tell its operator.");
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
                    "Twitch does not accept this bot's client ID or secret. Its operator has to correct them; `herald"
                            + " check` says what is wrong.");
        }
        return new Refused(Reason.INVALID_CODE, "Twitch did not accept the code it sent with you. Please start again.");
    }
}
