package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.event.ChannelEvent;
import bot.herald.event.Cheered;
import bot.herald.event.Followed;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.Resubscribed;
import bot.herald.event.RewardRedeemed;
import bot.herald.event.ShoutoutCreated;
import bot.herald.event.Subscribed;
import bot.herald.event.SubscriptionsGifted;
import bot.herald.event.UserUpdated;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionPlan.LeftOut;
import bot.herald.subscription.SubscriptionPlan.PlannedChannel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class SubscriptionPlanTest {
    private static final TwitchUserId BOT = new TwitchUserId("999");
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final TwitchUserId PERSON = new TwitchUserId("333");
    private static final Set<Class<? extends ChannelEvent>> ALL_EVENTS = Set.of(
            ShoutoutCreated.class,
            Followed.class,
            Subscribed.class,
            SubscriptionsGifted.class,
            Resubscribed.class,
            Cheered.class,
            RewardRedeemed.class,
            ModeratorAdded.class,
            ModeratorRemoved.class);
    /** And what is of interest to people alone. */
    private static final Set<Class<? extends ChannelEvent>> EVERYTHING =
            Stream.concat(ALL_EVENTS.stream(), Stream.of(UserUpdated.class)).collect(Collectors.toSet());

    private static final Set<Scope> ALL_SCOPES =
            Scope.parse("user:read:chat moderator:manage:shoutouts moderation:read moderator:read:followers"
                    + " channel:read:subscriptions bits:read channel:read:redemptions");
    private static final PlannedChannel CONNECTED = new PlannedChannel(CHANNEL, Set.of());
    private static final Optional<PlannedChannel> SPEAKER = bot(Scope.USER_READ_CHAT, Scope.MODERATOR_MANAGE_SHOUTOUTS);

    private static Optional<PlannedChannel> bot(Scope... granted) {
        return Optional.of(new PlannedChannel(BOT, Set.of(granted)));
    }

    private static Optional<DesiredSubscription> desired(SubscriptionPlan plan, String type) {
        return plan.desired().stream()
                .filter(one -> one.type().equals(type) && one.broadcasterId().equals(CHANNEL))
                .findFirst();
    }

    private static Optional<LeftOut> leftOut(SubscriptionPlan plan, String type) {
        return plan.leftOut().stream().filter(one -> one.type().equals(type)).findFirst();
    }

    private static Set<String> types(SubscriptionPlan plan) {
        return plan.desired().stream().map(DesiredSubscription::type).collect(Collectors.toSet());
    }

    /** The table of what Twitch demands: who reads, the condition with 111 for the channel and 999 for the bot. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "channel.chat.message, 1, bot, broadcaster_user_id=111 user_id=999",
        "channel.raid, 1, channel, to_broadcaster_user_id=111",
        "stream.online, 1, channel, broadcaster_user_id=111",
        "stream.offline, 1, channel, broadcaster_user_id=111",
        "channel.update, 2, channel, broadcaster_user_id=111",
        "user.update, 1, channel, user_id=111",
        "channel.moderator.add, 1, channel, broadcaster_user_id=111",
        "channel.moderator.remove, 1, channel, broadcaster_user_id=111",
        "channel.shoutout.create, 1, bot, broadcaster_user_id=111 moderator_user_id=999",
        "channel.follow, 2, channel, broadcaster_user_id=111 moderator_user_id=111",
        "channel.subscribe, 1, channel, broadcaster_user_id=111",
        "channel.subscription.gift, 1, channel, broadcaster_user_id=111",
        "channel.subscription.message, 1, channel, broadcaster_user_id=111",
        "channel.cheer, 1, channel, broadcaster_user_id=111",
        "channel.channel_points_custom_reward_redemption.add, 1, channel, broadcaster_user_id=111",
    })
    void whereEverythingIsGrantedAndOnEachTypeIsWantedOnce(
            String type, String version, String reader, String condition) {
        SubscriptionPlan plan = Plans.of(
                Optional.of(new PlannedChannel(BOT, ALL_SCOPES)),
                List.of(new PlannedChannel(CHANNEL, ALL_SCOPES, WantedEvents.of(EVERYTHING))));
        Map<String, String> wanted = new TreeMap<>();
        Arrays.stream(condition.split(" ", -1))
                .map(pair -> pair.split("=", -1))
                .forEach(pair -> wanted.put(pair[0], pair[1]));
        CredentialKey owner = reader.equals("bot") ? CredentialKey.bot(BOT) : CredentialKey.channel(CHANNEL);
        assertThat(desired(plan, type)).contains(new DesiredSubscription(type, version, wanted, CHANNEL, owner));
        assertThat(plan.leftOut()).isEmpty();
        assertThat(plan.desired()).hasSize(16).doesNotHaveDuplicates();
    }

    /** What is left out when the one scope is missing, and whether it is when nothing needs it. */
    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({
        "channel.chat.message, user:read:chat, the bot account, true, false",
        "channel.moderator.add, moderation:read, the broadcaster, false, true",
        "channel.moderator.remove, moderation:read, the broadcaster, false, true",
        "channel.shoutout.create, moderator:manage:shoutouts, the bot account, false, true",
        "channel.follow, moderator:read:followers, the broadcaster, false, true",
        "channel.subscribe, channel:read:subscriptions, the broadcaster, false, true",
        "channel.subscription.gift, channel:read:subscriptions, the broadcaster, false, true",
        "channel.subscription.message, channel:read:subscriptions, the broadcaster, false, true",
        "channel.cheer, bits:read, the broadcaster, false, true",
        "channel.channel_points_custom_reward_redemption.add, channel:read:redemptions, the broadcaster, false, true",
    })
    void whatWasNotGrantedIsLeftOutAndNamedUnlessNoFeatureWantsIt(
            String type, Scope scope, String who, boolean essential, boolean onlyForAFeature) {
        Set<Scope> granted = new HashSet<>(ALL_SCOPES);
        granted.remove(scope);
        Optional<PlannedChannel> bot = Optional.of(new PlannedChannel(BOT, granted));
        SubscriptionPlan plan =
                Plans.of(bot, List.of(new PlannedChannel(CHANNEL, granted, WantedEvents.of(ALL_EVENTS))));
        assertThat(desired(plan, type)).isEmpty();
        assertThat(leftOut(plan, type)).hasValueSatisfying(left -> {
            assertThat(left.broadcasterId()).isEqualTo(CHANNEL);
            assertThat(left.missing()).containsExactly(scope);
            assertThat(left.reason()).contains(who, scope.value());
            assertThat(SubscriptionType.isEssential(left.type())).isEqualTo(essential);
        });
        assertThat(desired(plan, "channel.raid")).isPresent();
        SubscriptionPlan plain = Plans.of(bot, List.of(new PlannedChannel(CHANNEL, granted)));
        assertThat(leftOut(plain, type).isEmpty()).isEqualTo(onlyForAFeature);
    }

    static Map<Class<? extends ChannelEvent>, String> typesOfEvents() {
        return Map.of(
                ModeratorAdded.class, "channel.moderator.add",
                ModeratorRemoved.class, "channel.moderator.remove",
                ShoutoutCreated.class, "channel.shoutout.create",
                Followed.class, "channel.follow",
                Subscribed.class, "channel.subscribe",
                SubscriptionsGifted.class, "channel.subscription.gift",
                Resubscribed.class, "channel.subscription.message",
                Cheered.class, "channel.cheer",
                RewardRedeemed.class, "channel.channel_points_custom_reward_redemption.add");
    }

    @ParameterizedTest
    @FieldSource("ALL_EVENTS")
    void anEventThatIsWantedAddsItsOwnTypeAndNoOther(Class<? extends ChannelEvent> event) {
        Set<String> off = types(Plans.of(SPEAKER, List.of(new PlannedChannel(CHANNEL, ALL_SCOPES))));
        Set<String> on = types(
                Plans.of(SPEAKER, List.of(new PlannedChannel(CHANNEL, ALL_SCOPES, WantedEvents.of(Set.of(event))))));
        assertThat(on).containsAll(off);
        on.removeAll(off);
        assertThat(on).containsExactly(typesOfEvents().get(event));
    }

    @ParameterizedTest
    @FieldSource("ALL_EVENTS")
    void theScopesOfAnEventAreThoseThatItsTypeIsLeftOutFor(Class<? extends ChannelEvent> event) {
        SubscriptionPlan plan = Plans.of(
                bot(Scope.USER_READ_CHAT),
                List.of(new PlannedChannel(CHANNEL, Set.of(), WantedEvents.of(Set.of(event)))));
        Set<Scope> missing = new HashSet<>(EventScopes.missingOfBot(WantedEvents.of(Set.of(event)), Set.of()));
        missing.addAll(EventScopes.missingOfBroadcaster(WantedEvents.of(Set.of(event)), Set.of()));
        assertThat(leftOut(plan, Objects.requireNonNull(typesOfEvents().get(event))))
                .hasValueSatisfying(left -> assertThat(left.missing()).isEqualTo(missing));
        assertThat(EventScopes.missingOfBroadcaster(WantedEvents.of(Set.of(event)), ALL_SCOPES))
                .isEmpty();
        assertThat(EventScopes.missingOfBot(WantedEvents.of(Set.of(event)), ALL_SCOPES))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "channel.shoutout.create, moderator:read:shoutouts",
        "channel.shoutout.create, moderator:manage:shoutouts",
        "channel.channel_points_custom_reward_redemption.add, channel:read:redemptions",
        "channel.channel_points_custom_reward_redemption.add, channel:manage:redemptions",
    })
    void eitherOfTwoScopesIsEnough(String type, Scope scope) {
        SubscriptionPlan plan =
                Plans.of(bot(scope), List.of(new PlannedChannel(CHANNEL, Set.of(scope), WantedEvents.of(ALL_EVENTS))));
        assertThat(desired(plan, type)).isPresent();
    }

    @Test
    void aChannelThatGrantedNothingStillHasItsChatItsRaidsAndItsStream() {
        SubscriptionPlan plan = Plans.of(SPEAKER, List.of(CONNECTED));
        assertThat(types(plan))
                .containsExactlyInAnyOrder(
                        "channel.chat.message",
                        "channel.raid",
                        "stream.online",
                        "stream.offline",
                        "channel.update",
                        "user.update");
        assertThat(desired(plan, "user.update")).as("the bot's own name only").isEmpty();
        assertThat(plan.leftOut()).isEmpty();
    }

    @Test
    void withoutABotOnlyWhatTheChannelReadsItselfIsDesired() {
        SubscriptionPlan plan = Plans.of(Optional.empty(), List.of(CONNECTED));
        assertThat(plan.desired())
                .extracting(DesiredSubscription::tokenOwner)
                .containsOnly(CredentialKey.channel(CHANNEL));
        assertThat(desired(plan, "channel.raid")).isPresent();
        assertThat(leftOut(plan, "channel.chat.message")).hasValueSatisfying(left -> {
            assertThat(left.reason()).contains("no bot account");
            assertThat(left.missing()).isEmpty();
            assertThat(SubscriptionType.isEssential(left.type())).isTrue();
        });
    }

    @Test
    void namesAreWatchedOfChannelsTheBotAndPeopleEachByTheirOwnToken() {
        PlannedChannel attended = new PlannedChannel(CHANNEL, Set.of(), WantedEvents.of(Set.of(UserUpdated.class)));
        SubscriptionPlan plan = Plans.of(SPEAKER, List.of(attended), List.of(PERSON));
        assertThat(plan.desired())
                .filteredOn(one -> one.type().equals("user.update"))
                .extracting(DesiredSubscription::condition, DesiredSubscription::tokenOwner)
                .containsExactlyInAnyOrder(
                        tuple(Map.of("user_id", "111"), CredentialKey.channel(CHANNEL)),
                        tuple(Map.of("user_id", "999"), CredentialKey.bot(BOT)),
                        tuple(Map.of("user_id", "333"), new CredentialKey(PERSON, Purpose.LOGIN)));
    }

    @Test
    void aUserInThreeRolesIsWatchedOnceByTheChannelsToken() {
        PlannedChannel own = new PlannedChannel(BOT, Set.of(), WantedEvents.of(Set.of(UserUpdated.class)));
        SubscriptionPlan plan = Plans.of(SPEAKER, List.of(own), List.of(BOT, BOT));
        assertThat(plan.desired())
                .filteredOn(one -> one.type().equals("user.update"))
                .singleElement()
                .satisfies(one -> assertThat(one.tokenOwner()).isEqualTo(CredentialKey.channel(BOT)));
    }

    @Test
    void thoseWhoAreNoChannelGetNothingButTheirName() {
        SubscriptionPlan plan = Plans.of(SPEAKER, List.of(), List.of(PERSON));
        assertThat(types(plan)).containsExactly("user.update");
        assertThat(plan.leftOut()).isEmpty();
    }

    @Test
    void emptyValuesThatTwitchAddsToAConditionDoNotMatter() {
        DesiredSubscription raid = desired(Plans.of(Optional.empty(), List.of(CONNECTED)), "channel.raid")
                .orElseThrow();
        Map<String, String> listed = Map.of("to_broadcaster_user_id", "111", "from_broadcaster_user_id", "");
        assertThat(raid.isSameAs("channel.raid", "1", listed)).isTrue();
        assertThat(raid.isSameAs("channel.raid", "2", listed)).isFalse();
        assertThat(raid.isSameAs("channel.raid", "1", Map.of("to_broadcaster_user_id", "112")))
                .isFalse();
    }
}
