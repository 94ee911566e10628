package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import java.util.Optional;
import java.util.Set;

/** How an authorisation that came back from Twitch ended. */
public sealed interface Completion {
    /**
     * @param missingScopes what was asked for and not granted
     * @param page where the browser goes afterwards; empty for the usual page
     */
    record Connected(Purpose purpose, TwitchProfile profile, Set<Scope> missingScopes, String page)
            implements Completion {
        public Connected(Purpose purpose, TwitchProfile profile, Set<Scope> missingScopes) {
            this(purpose, profile, missingScopes, "");
        }
    }

    /**
     * An account other than the bot's agreed to become the bot; nothing changes until that is confirmed.
     *
     * @param id what the confirmation has to name
     * @param current the bot's account
     */
    record Replacing(Secret id, TwitchLogin current, TwitchProfile profile) implements Completion {}

    /**
     * Nothing was stored.
     *
     * @param message in plain words for the person at the browser, saying what to do next; without secrets
     * @param again what another account may agree to instead; empty if no other account helps
     */
    record Refused(Reason reason, String message, Optional<AuthorizationRequest> again) implements Completion {
        public Refused(Reason reason, String message) {
            this(reason, message, Optional.empty());
        }
    }

    /** Why nothing was stored. */
    enum Reason {
        /** The person declined on Twitch. */
        ACCESS_DENIED,
        /** The state is unknown, used, expired, or belongs to another browser. */
        INVALID_STATE,
        /** Twitch did not accept the code. */
        INVALID_CODE,
        /** The redirect address is not registered on Twitch as configured here. */
        REDIRECT_MISMATCH,
        /** The account is not the expected one. */
        WRONG_ACCOUNT,
        /** This installation does not accept the account. */
        NOT_ADMITTED,
        /** Client id or secret are wrong: the operator must act. */
        MISCONFIGURED,
        /** Twitch cannot be reached or is failing. */
        TWITCH_UNAVAILABLE
    }
}
