package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.auth.RequestedScopes;
import bot.herald.auth.ScopesInUse;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.event.ChannelEvent;
import bot.herald.feature.FeatureBook;
import bot.herald.feature.FeatureState;
import bot.herald.feature.Wants;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventScopes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The scopes that follow from what is switched on. Safe for concurrent use. */
final class FeatureScopes implements ScopesInUse {
    private final FeatureBook book;
    private final ChannelService channels;
    private final CredentialService credentials;
    private final BotAccount bot;

    FeatureScopes(FeatureBook book, ChannelService channels, CredentialService credentials, BotAccount bot) {
        this.book = book;
        this.channels = channels;
        this.credentials = credentials;
        this.bot = bot;
    }

    /** What a feature waits for in a channel. */
    MissingScopes missing(TwitchUserId broadcaster, Wants wants) {
        return new MissingScopes(
                missingOfBot(List.of(wants), botGranted()),
                missingOfBroadcaster(List.of(wants), channelGranted(broadcaster)));
    }

    /** Whether the scopes that the feature itself asks for are there; those of its events are looked after by the plan. */
    boolean areGranted(TwitchUserId broadcaster, Wants wants) {
        return botGranted().containsAll(wants.botScopes())
                && channelGranted(broadcaster).containsAll(wants.channelScopes());
    }

    /** Which events the features of a channel want. */
    Set<Class<? extends ChannelEvent>> events(TwitchUserId broadcaster) {
        Set<Class<? extends ChannelEvent>> events = new HashSet<>();
        wanted(broadcaster).forEach(wants -> events.addAll(wants.events()));
        return events;
    }

    @Override
    public Set<Scope> asked(Purpose purpose, Optional<TwitchUserId> account) {
        Set<Scope> asked = new TreeSet<>(RequestedScopes.of(purpose));
        switch (purpose) {
            case BOT -> asked.addAll(missingOfBot(everywhere(), Set.of()));
            case CHANNEL -> account.ifPresent(id -> asked.addAll(missingOfBroadcaster(wanted(id), Set.of())));
            case LOGIN -> {
                // Nobody's login does anything for a feature.
            }
        }
        return asked;
    }

    @Override
    public Set<Scope> missing(Purpose purpose, TwitchUserId account, Set<Scope> granted) {
        Set<Scope> missing = new TreeSet<>(Scope.missing(RequestedScopes.of(purpose), granted));
        switch (purpose) {
            case BOT -> missing.addAll(missingOfBot(everywhere(), granted));
            case CHANNEL -> missing.addAll(missingOfBroadcaster(wanted(account), granted));
            case LOGIN -> {
                // As above.
            }
        }
        return missing;
    }

    private static Set<Scope> missingOfBot(Collection<Wants> all, Set<Scope> granted) {
        Set<Scope> missing = new TreeSet<>();
        for (Wants wants : all) {
            missing.addAll(EventScopes.missingOfBot(wants.events(), granted));
            missing.addAll(Scope.missing(wants.botScopes(), granted));
        }
        return missing;
    }

    private static Set<Scope> missingOfBroadcaster(Collection<Wants> all, Set<Scope> granted) {
        Set<Scope> missing = new TreeSet<>();
        for (Wants wants : all) {
            missing.addAll(EventScopes.missingOfBroadcaster(wants.events(), granted));
            missing.addAll(Scope.missing(wants.channelScopes(), granted));
        }
        return missing;
    }

    private List<Wants> wanted(TwitchUserId broadcaster) {
        return book.list(broadcaster).stream().map(FeatureState::wants).toList();
    }

    private List<Wants> everywhere() {
        return channels.all().stream()
                .map(Channel::id)
                .flatMap(id -> wanted(id).stream())
                .distinct()
                .toList();
    }

    private Set<Scope> botGranted() {
        return bot.credential().map(Credential::scopes).orElse(Set.of());
    }

    private Set<Scope> channelGranted(TwitchUserId broadcaster) {
        return credentials
                .find(CredentialKey.channel(broadcaster))
                .map(Credential::scopes)
                .orElse(Set.of());
    }
}
