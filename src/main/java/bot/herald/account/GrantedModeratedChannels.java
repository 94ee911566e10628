package bot.herald.account;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Asks Twitch with whatever token lets us: a person's login, the bot's own, or the broadcaster's. Safe for concurrent use.
 *
 * @param ofOwner asks with a token where its owner moderates; empty when Twitch does not answer
 * @param moderates asks with a broadcaster's token whether somebody moderates there; empty when Twitch does not answer
 */
public record GrantedModeratedChannels(
        CredentialService credentials,
        Function<CredentialKey, Optional<Set<TwitchUserId>>> ofOwner,
        BiFunction<TwitchUserId, TwitchUserId, Optional<Boolean>> moderates)
        implements ModeratedChannels {
    @Override
    public Optional<Set<TwitchUserId>> of(TwitchUserId person) {
        Optional<Credential> able = tellingLogin(person)
                .or(() -> usable(CredentialKey.bot(person)).filter(GrantedModeratedChannels::tellsWhereItModerates));
        return able.isEmpty() && !isTheBot(person)
                ? Optional.of(Set.of())
                : able.flatMap(credential -> ofOwner.apply(credential.key()));
    }

    @Override
    public Optional<Boolean> moderates(TwitchUserId broadcaster, TwitchUserId person) {
        return usable(CredentialKey.channel(broadcaster))
                .filter(credential -> credential.scopes().contains(Scope.MODERATION_READ))
                .flatMap(credential -> moderates.apply(broadcaster, person));
    }

    @Override
    public boolean mayBeAskedAbout(TwitchUserId person) {
        return tellingLogin(person).isPresent();
    }

    @Override
    public boolean isTheBot(TwitchUserId person) {
        return credentials.find(CredentialKey.bot(person)).isPresent();
    }

    private Optional<Credential> tellingLogin(TwitchUserId person) {
        return login(credentials, person).filter(GrantedModeratedChannels::tellsWhereItModerates);
    }

    private static boolean tellsWhereItModerates(Credential credential) {
        return credential.scopes().contains(Scope.USER_READ_MODERATED_CHANNELS);
    }

    private Optional<Credential> usable(CredentialKey key) {
        return credentials.find(key).filter(Credential::isUsable);
    }

    /** The person's login, unless Twitch took it back. */
    public static Optional<Credential> login(CredentialService credentials, TwitchUserId person) {
        // The browser that has just logged in at another instance may be sent here at once.
        return credentials
                .findAnywhere(new CredentialKey(person, Purpose.LOGIN))
                .filter(Credential::isUsable);
    }
}
