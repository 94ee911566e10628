package bot.herald.auth;

import java.util.Locale;

/** What is known of a credential, as stored. */
public enum CredentialState {
    /** Not validated on Twitch yet. */
    UNKNOWN,
    VALID,
    /** Twitch refused the refresh token: only the user can help, nothing more is tried. */
    NEEDS_REAUTHORIZATION;

    /** As stored and shown: {@code needs-reauthorization}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if {@code text} names no state */
    public static CredentialState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
