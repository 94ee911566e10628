package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.BotAccount;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.event.Followed;
import bot.herald.event.ShoutoutCreated;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionPlanner.Attended;
import bot.herald.testing.Accounts;
import bot.herald.testing.StrictOAuth;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionPlannerTest {
    private static final TwitchUserId BOT = new TwitchUserId("999");
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final TwitchUserId ANOTHER = new TwitchUserId("222");
    private static final TwitchUserId PERSON = new TwitchUserId("333");

    @TempDir
    Path folder = Path.of("");

    private Accounts accounts;
    private SubscriptionPlanner planner;

    private Set<TwitchUserId> moderated = Set.of();
    private WantedEvents wanted = new WantedEvents(Set.of(ShoutoutCreated.class), Set.of("channel.shoutout.create"));
    private Attended attended = new Attended(Set.of(), Set.of(), Set.of());

    @BeforeEach
    void build() {
        accounts = new Accounts(folder);
        planner = new SubscriptionPlanner(
                new BotAccount(accounts.credentials),
                accounts.channels::ids,
                accounts.credentials,
                bot -> moderated,
                channel -> wanted,
                () -> attended);
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    private Set<CredentialKey> owners() {
        return Set.copyOf(planner.get().desired().stream()
                .map(DesiredSubscription::tokenOwner)
                .toList());
    }

    @Test
    void nothingIsWantedBeforeThereIsABotAccount() {
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        accounts.grant(PERSON, Purpose.LOGIN);
        assertThat(planner.get()).isEqualTo(SubscriptionPlan.EMPTY);
    }

    @Test
    void theBotEveryChannelAndEveryLoggedInPersonTakePartWithWhatTheyGranted() {
        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT);
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        accounts.grant(PERSON, Purpose.LOGIN);
        attended = new Attended(Set.of(PERSON), Set.of(CHANNEL), Set.of());
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
    void namesAndModeratorsAreOfInterestWhileSomebodyIsLoggedInWhomTheyConcern() {
        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT);
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT, Scope.MODERATION_READ);
        accounts.grant(PERSON, Purpose.LOGIN);
        assertThat(typesOf(CHANNEL))
                .containsExactlyInAnyOrder(
                        "channel.chat.message", "channel.raid", "stream.online", "stream.offline", "channel.update");
        assertThat(typesOf(PERSON)).as("whose session has ended").isEmpty();

        attended = new Attended(Set.of(PERSON), Set.of(), Set.of());
        assertThat(typesOf(CHANNEL)).as("somebody else's business").hasSize(5);
        assertThat(typesOf(PERSON)).containsExactly("user.update");

        attended = new Attended(Set.of(PERSON), Set.of(CHANNEL), Set.of());
        assertThat(typesOf(CHANNEL))
                .hasSize(8)
                .contains("channel.moderator.add", "channel.moderator.remove", "user.update");
    }

    @Test
    void deletionsAreOfInterestWhileSomebodyWatchesTheChat() {
        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT);
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        assertThat(typesOf(CHANNEL)).hasSize(5);

        attended = new Attended(Set.of(), Set.of(), Set.of(CHANNEL));

        assertThat(planner.get().desired())
                .filteredOn(one ->
                        one.type().startsWith("channel.chat.") && !one.type().endsWith(".message"))
                .allMatch(one -> one.tokenOwner().equals(CredentialKey.bot(BOT))
                        && one.condition()
                                .equals(Map.of("broadcaster_user_id", CHANNEL.value(), "user_id", BOT.value())))
                .extracting(DesiredSubscription::type)
                .containsExactlyInAnyOrder(
                        "channel.chat.message_delete", "channel.chat.clear_user_messages", "channel.chat.clear");
    }

    private List<String> typesOf(TwitchUserId user) {
        return planner.get().desired().stream()
                .filter(one -> one.broadcasterId().equals(user))
                .map(DesiredSubscription::type)
                .toList();
    }

    @Test
    void shoutoutsAreHeardOfWhereTheBotIsAModeratorOnly() {
        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT, Scope.MODERATOR_MANAGE_SHOUTOUTS);
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
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
        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT);
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        accounts.grant(PERSON, Purpose.LOGIN);
        accounts.oauth.invalidateRefreshTokens();
        accounts.clock.advance(StrictOAuth.LIFETIME);
        accounts.credentials.accessToken(CredentialKey.channel(CHANNEL));
        accounts.credentials.accessToken(new CredentialKey(PERSON, Purpose.LOGIN));
        assertThat(owners()).containsExactly(CredentialKey.bot(BOT));
    }

    @Test
    void whileNothingChangesThePlanIsTheSameObject() {
        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT);
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        SubscriptionPlan before = planner.get();

        accounts.credentials.refresh(CredentialKey.channel(CHANNEL));
        attended = new Attended(Set.of(PERSON), Set.of(PERSON), Set.of(PERSON));

        assertThat(planner.get()).as("a new token and somebody else").isSameAs(before);
    }

    @Test
    void whatConcernsOneChannelIsPlannedAnewForItAlone() {
        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT);
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        accounts.grant(ANOTHER, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        DesiredSubscription mine = firstOf(CHANNEL);
        DesiredSubscription another = firstOf(ANOTHER);

        attended = new Attended(Set.of(), Set.of(), Set.of(CHANNEL));

        assertThat(firstOf(ANOTHER)).isSameAs(another);
        assertThat(firstOf(CHANNEL)).isEqualTo(mine).isNotSameAs(mine);
    }

    @Test
    void everyChangeComesIntoThePlan() {
        accounts.grant(BOT, Purpose.BOT);
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        accounts.grant(ANOTHER, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        assertThat(typesOf(CHANNEL)).as("a bot that may not read").doesNotContain("channel.chat.message");

        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT, Scope.MODERATOR_MANAGE_SHOUTOUTS);
        assertThat(typesOf(CHANNEL)).contains("channel.chat.message").doesNotContain("channel.shoutout.create");
        moderated = Set.of(CHANNEL);
        assertThat(typesOf(CHANNEL)).contains("channel.shoutout.create");
        wanted = WantedEvents.of(Set.of(Followed.class));
        assertThat(typesOf(CHANNEL)).as("without the scope").doesNotContain("channel.follow");
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT, Scope.MODERATOR_READ_FOLLOWERS);
        assertThat(typesOf(CHANNEL)).contains("channel.follow").doesNotContain("channel.shoutout.create");
        accounts.credentials.remove(CredentialKey.channel(CHANNEL));
        assertThat(typesOf(CHANNEL)).isEmpty();
        accounts.channels.disconnected(ANOTHER);
        assertThat(typesOf(ANOTHER)).isEmpty();
        accounts.credentials.remove(CredentialKey.bot(BOT));
        assertThat(planner.get()).isEqualTo(SubscriptionPlan.EMPTY);
    }

    private DesiredSubscription firstOf(TwitchUserId channel) {
        return planner.get().desired().stream()
                .filter(one -> one.broadcasterId().equals(channel))
                .findFirst()
                .orElseThrow();
    }
}
