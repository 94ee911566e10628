package bot.herald.app;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialState;
import bot.herald.auth.Purpose;
import bot.herald.auth.RequestedScopes;
import bot.herald.auth.TokenTotals;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelHealth;
import bot.herald.identity.Scope;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.web.ChannelView;
import bot.herald.web.TokenView;
import bot.herald.web.Views;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How channels and tokens are doing, from what is held in memory. */
final class LiveViews implements Views {
    private final CredentialService credentials;
    private final TokenTotals states;
    private final ChannelHealth health;
    private final SubscriptionDirectory subscriptions;

    LiveViews(
            CredentialService credentials,
            TokenTotals states,
            ChannelHealth health,
            SubscriptionDirectory subscriptions) {
        this.credentials = credentials;
        this.states = states;
        this.health = health;
        this.subscriptions = subscriptions;
    }

    @Override
    public ChannelView of(Channel channel) {
        return new ChannelView(
                channel.id().value(),
                channel.profile().login().value(),
                channel.profile().displayName(),
                health.of(channel.id()).text(),
                credentials
                        .find(CredentialKey.channel(channel.id()))
                        .map(this::summary)
                        .orElseGet(LiveViews::noToken),
                subscriptions.of(channel.id()).stream()
                        .map(one -> new ChannelView.Subscription(
                                one.type(), one.state().text()))
                        .toList());
    }

    @Override
    public List<TokenView> tokens() {
        return credentials.all().stream()
                .sorted(Comparator.comparing(
                                (Credential credential) -> credential.key().purpose())
                        .thenComparing(credential -> credential.login().value()))
                .map(this::row)
                .toList();
    }

    private ChannelView.Token summary(Credential credential) {
        return new ChannelView.Token(
                states.stateOf(credential), expiresAt(credential), sorted(credential.scopes()), missing(credential));
    }

    private TokenView row(Credential credential) {
        return new TokenView(
                credential.key().userId().value(),
                credential.login().value(),
                kind(credential.key().purpose()),
                states.stateOf(credential),
                expiresAt(credential),
                sorted(credential.scopes()),
                missing(credential));
    }

    private static ChannelView.Token noToken() {
        Set<Scope> all = RequestedScopes.of(Purpose.CHANNEL);
        return new ChannelView.Token(CredentialState.NEEDS_REAUTHORIZATION.text(), null, List.of(), sorted(all));
    }

    private static String kind(Purpose purpose) {
        return purpose == Purpose.LOGIN ? "user" : purpose.text();
    }

    private static @Nullable String expiresAt(Credential credential) {
        Optional<Instant> end = credential.token().expiresAt();
        return end.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse(null);
    }

    private static List<String> missing(Credential credential) {
        return sorted(Scope.missing(RequestedScopes.of(credential.key().purpose()), credential.scopes()));
    }

    private static List<String> sorted(Collection<Scope> scopes) {
        return scopes.stream().map(Scope::value).sorted().toList();
    }
}
