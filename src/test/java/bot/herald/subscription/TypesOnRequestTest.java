package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.feature.Wants;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionPlan.PlannedChannel;
import com.fasterxml.jackson.core.type.TypeReference;
import com.github.twitch4j.auth.domain.TwitchScopes;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionTypes;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Our table of what there is to subscribe to, compared with Twitch4J's. */
class TypesOnRequestTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final TwitchUserId BOT = new TwitchUserId("999");

    /** About no channel, for extensions and games, or replaced by another version. */
    private static final Set<String> NOT_OFFERED = Set.of(
            "automod.message.hold/1",
            "automod.message.update/1",
            "channel.follow/1",
            "channel.update/1",
            "channel.hype_train.begin/1",
            "channel.hype_train.progress/1",
            "channel.hype_train.end/1",
            "channel.channel_points_automatic_reward_redemption.add/1",
            "conduit.shard.disabled/1",
            "drop.entitlement.grant/1",
            "extension.bits_transaction.create/1",
            "user.authorization.grant/1",
            "user.authorization.revoke/1",
            "user.update/1",
            "user.whisper.message/1");

    private static List<com.github.twitch4j.eventsub.subscriptions.SubscriptionType<?, ?, ?>> ofTwitch4J()
            throws IllegalAccessException {
        List<com.github.twitch4j.eventsub.subscriptions.SubscriptionType<?, ?, ?>> all = new ArrayList<>();
        for (Field field : SubscriptionTypes.class.getFields()) {
            if (com.github.twitch4j.eventsub.subscriptions.SubscriptionType.class.isAssignableFrom(field.getType())) {
                all.add((com.github.twitch4j.eventsub.subscriptions.SubscriptionType<?, ?, ?>) field.get(null));
            }
        }
        return all;
    }

    private static Optional<SubscriptionType> ours(String name, String version) {
        return SubscriptionType.OF_A_CHANNEL.stream()
                .filter(type -> type.name().equals(name) && type.version().equals(version))
                .findFirst();
    }

    @Test
    void everyTypeThatTwitch4JKnowsIsOfferedOrLeftOutForAReason() throws Exception {
        Set<String> missing = new HashSet<>();
        for (var type : ofTwitch4J()) {
            if (!EventScopes.isOffered(type.getName(), type.getVersion())) {
                missing.add(type.getName() + "/" + type.getVersion());
            }
        }
        assertThat(missing).isEqualTo(NOT_OFFERED);
        assertThat(SubscriptionType.OF_A_CHANNEL)
                .extracting(SubscriptionType::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyConditionIsOneOfTwitch4Js() throws Exception {
        for (var type : ofTwitch4J()) {
            Optional<SubscriptionType> ours = ours(type.getName(), type.getVersion());
            if (ours.isPresent()) {
                Map<String, String> condition = ours.get().condition().of(CHANNEL, BOT);
                Object theirs = TypeConvert.getObjectMapper().convertValue(condition, type.getConditionClass());
                Map<String, String> back =
                        TypeConvert.getObjectMapper().convertValue(theirs, new TypeReference<Map<String, String>>() {});
                back.values().removeIf(value -> value == null || value.isEmpty());
                assertThat(back).as(type.getName()).isEqualTo(condition);
            }
        }
    }

    @Test
    void everyScopeIsOneThatTwitch4JKnows() throws Exception {
        Set<String> theirs = new HashSet<>();
        Arrays.stream(TwitchScopes.values()).forEach(scope -> theirs.add(scope.toString()));
        assertThat(SubscriptionType.OF_A_CHANNEL)
                .flatExtracting(SubscriptionType::scopes)
                .extracting(Scope::value)
                .allMatch(theirs::contains);
        for (Field field : Scope.class.getFields()) {
            assertThat(theirs).contains(((Scope) field.get(null)).value());
        }
    }

    @Test
    void aTypeThatAFeatureWantsIsSubscribedToWhereItsScopeIsGranted() {
        WantedEvents polls = new WantedEvents(Set.of(), Set.of("channel.poll.end"));
        Optional<PlannedChannel> bot = Optional.of(new PlannedChannel(BOT, Set.of()));

        SubscriptionPlan granted =
                Plans.of(bot, List.of(new PlannedChannel(CHANNEL, Set.of(new Scope("channel:manage:polls")), polls)));
        SubscriptionPlan refused = Plans.of(bot, List.of(new PlannedChannel(CHANNEL, Set.of(), polls)));
        SubscriptionPlan unwanted = Plans.of(bot, List.of(new PlannedChannel(CHANNEL, Set.of())));

        assertThat(granted.desired()).extracting(DesiredSubscription::type).contains("channel.poll.end");
        assertThat(refused.desired()).extracting(DesiredSubscription::type).doesNotContain("channel.poll.end");
        assertThat(refused.leftOut())
                .filteredOn(left -> left.type().equals("channel.poll.end"))
                .singleElement()
                .satisfies(left -> assertThat(left.missing()).containsExactly(new Scope("channel:read:polls")));
        assertThat(unwanted.leftOut())
                .extracting(SubscriptionPlan.LeftOut::type)
                .doesNotContain("channel.poll.end");
    }

    @Test
    void moderationTakesAllOfItsScopes() {
        WantedEvents wanted = new WantedEvents(Set.of(), Set.of("channel.moderate"));
        Set<Scope> all = EventScopes.missingOfBroadcaster(wanted, Set.of());

        assertThat(all).hasSizeGreaterThan(5);
        for (Scope one : all) {
            assertThat(EventScopes.missingOfBroadcaster(wanted, Set.copyOf(Scope.missing(all, Set.of(one)))))
                    .containsExactly(one);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // That the first version is refused is the point.
    void whatIsNotForFeaturesIsRefusedWhereItIsAskedFor() {
        for (var type : List.of(
                SubscriptionTypes.CHANNEL_CHAT_MESSAGE,
                SubscriptionTypes.CHANNEL_FOLLOW,
                SubscriptionTypes.USER_AUTHORIZATION_REVOKE)) {
            assertThatThrownBy(() -> Wants.twitch(type))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(type.getName());
        }
    }
}
