package bot.herald.auth;

import java.time.Duration;

/** Hears what happens to credentials: for metrics, channel health and the dashboard. Calls must not block. */
public interface CredentialObserver {
    /** @param outcome {@code renewed}, {@code adopted}, {@code rejected}, {@code retry} or {@code misconfigured} */
    void refreshed(CredentialKey key, String outcome);

    /** Another process is refreshing it; its result is waited for, {@code atMost} as long as this. */
    default void waitingForAnother(CredentialKey key, Duration atMost) {}

    /** It went from usable to not usable or back; that one is validated for the first time is neither. */
    void usabilityChanged(Credential credential);

    /** Other scopes than before are granted, or are known to be. */
    default void scopesChanged(Credential credential) {}

    /** Twitch names the account differently from now on. */
    default void renamed(Credential credential) {}
}
