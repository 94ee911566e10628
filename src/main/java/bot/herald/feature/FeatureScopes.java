package bot.herald.feature;

import bot.herald.auth.BotAccount;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.auth.ScopesInUse;
import bot.herald.channel.ChannelService;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.WantedEvents;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares {@link WantedScopes} with what the accounts have granted. Safe for concurrent use. */
public final class FeatureScopes implements ScopesInUse {
    private final FeatureBook book;
    private final WantedScopes inUse;
    private final CredentialService credentials;
    private final BotAccount bot;

    public FeatureScopes(FeatureBook book, ChannelService channels, CredentialService credentials, BotAccount bot) {
        this.book = book;
        this.inUse = new WantedScopes(book, channels::ids);
        this.credentials = credentials;
        this.bot = bot;
    }

    /** What a feature waits for in a channel. */
    public MissingScopes missing(TwitchUserId broadcaster, Wants wants) {
        return new MissingScopes(
                WantedScopes.missingOfBot(List.of(wants), botGranted()),
                WantedScopes.missingOfBroadcaster(List.of(wants), channelGranted(broadcaster)));
    }

    /**
     * Whether the scopes that the feature itself asks for are granted; those of its events are the subscription plan's
     * concern.
     */
    public boolean areGranted(TwitchUserId broadcaster, Wants wants) {
        return botGranted().containsAll(wants.botScopes())
                && channelGranted(broadcaster).containsAll(wants.channelScopes());
    }

    /** Which events the features of a channel want. */
    public WantedEvents events(TwitchUserId broadcaster) {
        return book.heard(broadcaster);
    }

    @Override
    public Set<Scope> asked(Purpose purpose, Optional<TwitchUserId> account) {
        return inUse.asked(purpose, account);
    }

    @Override
    public Set<Scope> missing(Purpose purpose, TwitchUserId account, Set<Scope> granted) {
        return inUse.missing(purpose, account, granted);
    }

    private Set<Scope> botGranted() {
        return bot.credential().map(Credential::scopes).orElse(Set.of());
    }

    private Set<Scope> channelGranted(TwitchUserId broadcaster) {
        return credentials.scopes(CredentialKey.channel(broadcaster));
    }
}
