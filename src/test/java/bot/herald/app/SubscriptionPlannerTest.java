package bot.herald.app;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.BotAccount;
import bot.herald.auth.ClientStanding;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialObserver;
import bot.herald.auth.CredentialService;
import bot.herald.auth.LiveCredentials;
import bot.herald.auth.Purpose;
import bot.herald.channel.ChannelService;
import bot.herald.event.ShoutoutCreated;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiChannelStore;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.SubscriptionPlan;
import bot.herald.testing.StrictOAuth;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionPlannerTest {
    private static final TwitchUserId BOT = new TwitchUserId("999");
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final TwitchUserId PERSON = new TwitchUserId("333");

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final StrictOAuth oauth = new StrictOAuth();
    private TestDatabase database;
    private CredentialService credentials;
    private ChannelService channels;
    private SubscriptionPlanner planner;

    private Set<TwitchUserId> moderated = Set.of();

    @BeforeEach
    void build() {
        database = new TestDatabase(folder);
        credentials = new CredentialService(
                StrictOAuth.CLIENT_ID,
                database.credentials(),
                oauth,
                new Unheard(),
                new Unheard(),
                new ClientStanding(clock),
                clock);
        channels = new ChannelService(new JdbiChannelStore(database.database()), clock);
        planner = new SubscriptionPlanner(
                new BotAccount(credentials),
                channels,
                credentials,
                bot -> moderated,
                channel -> Set.of(ShoutoutCreated.class));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void grant(TwitchUserId user, Purpose purpose, Scope... scopes) {
        TwitchLogin login = new TwitchLogin("user" + user);
        credentials.put(
                new CredentialKey(user, purpose),
                login,
                oauth.grant(user, login.value(), Set.of(scopes)),
                Set.of(scopes));
        if (purpose == Purpose.CHANNEL) {
            channels.connected(new TwitchProfile(user, login, "User", ""));
        }
    }

    private Set<CredentialKey> owners() {
        return Set.copyOf(planner.get().desired().stream()
                .map(DesiredSubscription::tokenOwner)
                .toList());
    }

    @Test
    void nothingIsWantedBeforeThereIsABotAccount() {
        grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        grant(PERSON, Purpose.LOGIN);
        assertThat(planner.get()).isEqualTo(SubscriptionPlan.EMPTY);
    }

    @Test
    void theBotEveryChannelAndEveryLoggedInPersonTakePartWithWhatTheyGranted() {
        grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT);
        grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        grant(PERSON, Purpose.LOGIN);
        CredentialKey person = new CredentialKey(PERSON, Purpose.LOGIN);
        assertThat(owners()).containsExactlyInAnyOrder(CredentialKey.bot(BOT), CredentialKey.channel(CHANNEL), person);
        assertThat(planner.get().desired())
                .filteredOn(one -> one.tokenOwner().equals(person))
                .extracting(DesiredSubscription::type)
                .containsExactly("user.update");
        assertThat(planner.get().leftOut())
                .extracting(SubscriptionPlan.LeftOut::type)
                .containsExactlyInAnyOrder("channel.moderator.add", "channel.moderator.remove");
    }

    @Test
    void shoutoutsAreHeardOfWhereTheBotIsAModeratorOnly() {
        grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT, Scope.MODERATOR_MANAGE_SHOUTOUTS);
        grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        assertThat(planner.get().desired())
                .extracting(DesiredSubscription::type)
                .doesNotContain("channel.shoutout.create");

        moderated = Set.of(CHANNEL);

        assertThat(planner.get().desired())
                .extracting(DesiredSubscription::type)
                .contains("channel.shoutout.create");
    }

    @Test
    void whoHasToConnectAgainTakesNoPart() {
        grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT);
        grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        grant(PERSON, Purpose.LOGIN);
        oauth.invalidateRefreshTokens();
        clock.advance(StrictOAuth.LIFETIME);
        credentials.accessToken(CredentialKey.channel(CHANNEL));
        credentials.accessToken(new CredentialKey(PERSON, Purpose.LOGIN));
        assertThat(owners()).containsExactly(CredentialKey.bot(BOT));
    }

    private static final class Unheard implements LiveCredentials, CredentialObserver {
        @Override
        public void changed(Credential credential) {}

        @Override
        public void removed(CredentialKey key) {}

        @Override
        public void refreshed(CredentialKey key, String outcome) {}

        @Override
        public void stateChanged(Credential credential) {}
    }
}
