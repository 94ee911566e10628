package bot.herald.auth;

import bot.herald.identity.TwitchUserId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Knows which account is the bot: the one with a credential for {@link Purpose#BOT}. Safe for concurrent use.
 *
 * <p>If there are several, because a process stopped between connecting a new one and removing the old one, a usable
 * one wins, then the one written most often.
 */
public final class BotAccount implements Supplier<Optional<TwitchUserId>> {
    private static final Comparator<Credential> PREFERENCE = Comparator.comparing(
                    (Credential credential) -> !credential.isUsable())
            .thenComparing(Comparator.comparingLong(Credential::version).reversed());

    private final CredentialService credentials;

    public BotAccount(CredentialService credentials) {
        this.credentials = credentials;
    }

    @Override
    public Optional<TwitchUserId> get() {
        return credential().map(credential -> credential.key().userId());
    }

    public Optional<Credential> credential() {
        List<Credential> all = credentials.all(Purpose.BOT);
        return all.size() == 1 ? Optional.of(all.get(0)) : all.stream().min(PREFERENCE);
    }

    /** Whether a bot account is connected and does not need to connect again. */
    public boolean isConnected() {
        return credential().filter(Credential::isUsable).isPresent();
    }

    /** Leaves {@code id} as the only bot account; the credentials of others are revoked and erased. */
    public void replaceBy(TwitchUserId id) {
        credentials.all(Purpose.BOT).stream()
                .map(Credential::key)
                .filter(key -> !key.userId().equals(id))
                .forEach(credentials::remove);
    }
}
