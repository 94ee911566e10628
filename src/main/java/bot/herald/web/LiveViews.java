package bot.herald.web;

import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditTrail;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialState;
import bot.herald.auth.Purpose;
import bot.herald.auth.ScopesInUse;
import bot.herald.auth.TokenReports;
import bot.herald.auth.TokenReports.TokenReport;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelHealth;
import bot.herald.identity.Provider;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionDirectory;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of channels and tokens, from memory. */
public final class LiveViews implements Views {
    private final CredentialService credentials;
    private final TokenReports reports;
    private final ChannelHealth health;
    private final SubscriptionDirectory subscriptions;
    private final SendingStatus standings;
    private final AuditTrail trail;
    private final ScopesInUse scopes;
    private final ChannelConditions conditions;

    public LiveViews(
            CredentialService credentials,
            TokenReports reports,
            ChannelHealth health,
            SubscriptionDirectory subscriptions,
            SendingStatus standings,
            AuditTrail trail,
            ScopesInUse scopes,
            ChannelConditions conditions) {
        this.credentials = credentials;
        this.reports = reports;
        this.health = health;
        this.subscriptions = subscriptions;
        this.standings = standings;
        this.trail = trail;
        this.scopes = scopes;
        this.conditions = conditions;
    }

    @Override
    public ChannelView of(Channel channel) {
        ChannelView.Token token = credentials
                .find(CredentialKey.channel(channel.id()))
                .map(this::summary)
                .orElseGet(() -> noToken(channel.id()));
        return new ChannelView(
                channel.id().value(),
                channel.profile().login().value(),
                channel.profile().displayName(),
                health.of(channel.id()).text(),
                token,
                subscriptions.of(channel.id()).stream()
                        .map(one -> new ChannelView.Subscription(
                                one.type(),
                                one.state().text(),
                                one.reason(),
                                one.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                                one.cost()))
                        .toList(),
                standings.chat(channel.id()),
                standings.shoutouts(channel.id()),
                ChannelView.Health.of(conditions.of(
                        channel.id(),
                        token.missingScopes().stream().map(Scope::new).toList(),
                        subscriptions.of(channel.id()))));
    }

    @Override
    public List<TokenView> tokens() {
        return reports.all().stream().map(LiveViews::row).toList();
    }

    private ChannelView.Token summary(Credential credential) {
        TokenReport report = reports.of(credential);
        return new ChannelView.Token(
                report.state(),
                expiresAt(report),
                sorted(report.scopes()),
                sorted(report.missingScopes()),
                report.state().equals(CredentialState.NEEDS_REAUTHORIZATION.text()) ? lostAt(credential) : null);
    }

    private static TokenView row(TokenReport report) {
        boolean ofDiscord = report.key().provider() == Provider.DISCORD;
        String id = report.key().account().value();
        return new TokenView(
                ofDiscord ? null : id,
                report.name().value(),
                report.kind(),
                report.state(),
                expiresAt(report),
                sorted(report.scopes()),
                sorted(report.missingScopes()),
                ofDiscord ? id : null);
    }

    /** Asks the database, but only about a channel in trouble. */
    private @Nullable String lostAt(Credential credential) {
        return trail.last(credential.key().userId(), Action.PERMISSION_LOST)
                .map(entry -> entry.at().truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse(null);
    }

    private ChannelView.Token noToken(TwitchUserId channel) {
        Set<Scope> all = scopes.missing(Purpose.CHANNEL, channel, Set.of());
        return new ChannelView.Token(CredentialState.NEEDS_REAUTHORIZATION.text(), null, List.of(), sorted(all), null);
    }

    private static @Nullable String expiresAt(TokenReport report) {
        return report.expiresAt()
                .map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse(null);
    }

    private static List<String> sorted(Collection<Scope> scopes) {
        return scopes.stream().map(Scope::value).sorted().toList();
    }
}
