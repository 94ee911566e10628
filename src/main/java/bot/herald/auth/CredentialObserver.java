package bot.herald.auth;

import java.time.Duration;

/** Notified of what happens to credentials: for metrics, channel health and the dashboard. Must not block. */
public interface CredentialObserver {
    /** @param outcome {@code renewed}, {@code adopted}, {@code rejected}, {@code retry} or {@code misconfigured} */
    void refreshed(CredentialKey key, String outcome);

    /** Another process is refreshing it; this one waits for the result, for {@code atMost}. */
    default void waitingForAnother(CredentialKey key, Duration atMost) {}

    /** The credential became usable or stopped being so; its first validation counts as neither. */
    void usabilityChanged(Credential credential);

    /** The granted scopes have changed, or were learned for the first time. */
    default void scopesChanged(Credential credential) {}

    /** The account has been renamed on Twitch. */
    default void renamed(Credential credential) {}
}
