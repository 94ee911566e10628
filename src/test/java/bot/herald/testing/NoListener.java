package bot.herald.testing;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialObserver;
import bot.herald.auth.LiveCredentials;

/** Ignores everything that happens to credentials. */
public final class NoListener implements LiveCredentials, CredentialObserver {
    @Override
    public void changed(Credential credential) {}

    @Override
    public void removed(CredentialKey key) {}

    @Override
    public void refreshed(CredentialKey key, String outcome) {}

    @Override
    public void usabilityChanged(Credential credential) {}
}
