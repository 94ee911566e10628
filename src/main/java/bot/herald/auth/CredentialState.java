package bot.herald.auth;

import java.util.Locale;

/** The stored state of a credential. */
public enum CredentialState {
    /** Not yet validated. */
    UNKNOWN,
    VALID,
    /** Twitch refused the refresh token: only the user can help, so it is not tried again. */
    NEEDS_REAUTHORIZATION;

    /** As stored and shown: {@code needs-reauthorization}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if {@code text} is not a state */
    public static CredentialState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
