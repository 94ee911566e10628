package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChannelUpdated;
import bot.herald.event.Cheered;
import bot.herald.event.EventOrigin;
import bot.herald.event.Followed;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.Resubscribed;
import bot.herald.event.RewardRedeemed;
import bot.herald.event.ShoutoutCreated;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.event.Subscribed;
import bot.herald.event.SubscriptionsGifted;
import bot.herald.event.UserUpdated;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.eventsub.EventParser.BrokenEventException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One sample of each type as Twitch sends it, and what becomes of it when parts are new, missing or odd. */
class EventTypesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NANOS = "2026-01-02T03:04:05.123456789Z";
    private static final Instant AT = Instant.parse(NANOS);
    private static final Instant SENT = Instant.parse("2026-01-02T03:04:06.5Z");
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final Account VIEWER = new Account(new TwitchUserId("333"), new TwitchLogin("viewer"), "ViEwEr");

    private static final String IN = """
            "broadcaster_user_id":"111","broadcaster_user_login":"chan","broadcaster_user_name":"Chan",
            """;
    private static final String BY = """
            "user_id":"333","user_login":"viewer","user_name":"ViEwEr",
            """;
    private static final String BY_NOBODY = """
            "user_id":null,"user_login":null,"user_name":null,"is_anonymous":true,
            """;

    private static EventOrigin origin(String type) {
        return new EventOrigin("m1", type, SENT);
    }

    /** Type, payload, the event it becomes, and the fields without which it is broken. */
    private record Sample(String type, String json, ChannelEvent event, List<String> needed) {}

    private static Sample sample(String type, String fields, ChannelEvent event, String... needed) {
        return new Sample(type, "{" + fields + "}", event, List.of(needed));
    }

    private static final List<Sample> SAMPLES = List.of(
            sample(
                    "stream.online",
                    IN + """
                    "id":"9001","type":"live","started_at":"%s"
                    """.formatted(NANOS),
                    new StreamOnline(origin("stream.online"), CHANNEL, "9001", AT),
                    "broadcaster_user_id",
                    "id"),
            sample(
                    "stream.offline",
                    IN + "\"x\":1",
                    new StreamOffline(origin("stream.offline"), CHANNEL),
                    "broadcaster_user_id"),
            sample(
                    "channel.update",
                    IN + """
                    "title":"Boats","language":"en","category_id":"509658","category_name":"Just Chatting",
                    "content_classification_labels":["MatureGame","OfTomorrow"]
                    """,
                    new ChannelUpdated(origin("channel.update"), CHANNEL, "Boats", "Just Chatting", "en"),
                    "broadcaster_user_id"),
            sample(
                    "channel.moderator.add",
                    BY + IN + "\"x\":1",
                    new ModeratorAdded(origin("channel.moderator.add"), CHANNEL, VIEWER),
                    "broadcaster_user_id",
                    "user_id"),
            sample(
                    "channel.moderator.remove",
                    BY + IN + "\"x\":1",
                    new ModeratorRemoved(origin("channel.moderator.remove"), CHANNEL, VIEWER),
                    "broadcaster_user_id",
                    "user_id"),
            sample("user.update", BY + """
                    "email":"","email_verified":false,"description":"plays"
                    """, new UserUpdated(origin("user.update"), VIEWER, "plays"), "user_id"),
            sample(
                    "channel.shoutout.create",
                    IN + """
                    "to_broadcaster_user_id":"333","to_broadcaster_user_login":"viewer","to_broadcaster_user_name":"ViEwEr",
                    "moderator_user_id":"999","moderator_user_login":"bot","moderator_user_name":"Bot","viewer_count":860,
                    "started_at":"%s","cooldown_ends_at":"2026-01-02T03:06:05Z","target_cooldown_ends_at":"2026-01-02T04:04:05Z"
                    """.formatted(NANOS),
                    new ShoutoutCreated(
                            origin("channel.shoutout.create"),
                            CHANNEL,
                            VIEWER,
                            new TwitchUserId("999"),
                            860,
                            AT,
                            Instant.parse("2026-01-02T03:06:05Z"),
                            Instant.parse("2026-01-02T04:04:05Z")),
                    "broadcaster_user_id",
                    "to_broadcaster_user_id",
                    "moderator_user_id",
                    "cooldown_ends_at",
                    "target_cooldown_ends_at"),
            sample(
                    "channel.follow",
                    BY + IN + """
                    "followed_at":"%s"
                    """.formatted(NANOS),
                    new Followed(origin("channel.follow"), CHANNEL, VIEWER, AT),
                    "broadcaster_user_id",
                    "user_id"),
            sample(
                    "channel.subscribe",
                    BY + IN + """
                    "tier":"2000","is_gift":true
                    """,
                    new Subscribed(origin("channel.subscribe"), CHANNEL, VIEWER, "2000", true),
                    "broadcaster_user_id",
                    "user_id"),
            sample(
                    "channel.subscription.gift",
                    BY + IN + """
                    "total":5,"tier":"3000","cumulative_total":null,"is_anonymous":false
                    """,
                    new SubscriptionsGifted(
                            origin("channel.subscription.gift"), CHANNEL, Optional.of(VIEWER), 5, "3000"),
                    "broadcaster_user_id"),
            sample(
                    "channel.subscription.message",
                    BY + IN + """
                    "tier":"1000","message":{"text":"Love it","emotes":[{"begin":0,"end":3,"id":"25"}]},
                    "cumulative_months":15,"streak_months":3,"duration_months":6
                    """,
                    new Resubscribed(
                            origin("channel.subscription.message"),
                            CHANNEL,
                            VIEWER,
                            "1000",
                            15,
                            Optional.of(3),
                            "Love it"),
                    "broadcaster_user_id",
                    "user_id"),
            sample(
                    "channel.cheer",
                    BY + IN + """
                    "is_anonymous":false,"message":"pogchamp","bits":1000
                    """,
                    new Cheered(origin("channel.cheer"), CHANNEL, Optional.of(VIEWER), 1000, "pogchamp"),
                    "broadcaster_user_id"),
            sample(
                    "channel.channel_points_custom_reward_redemption.add",
                    BY + IN + """
                    "id":"r1","user_input":"pogchamp","status":"of_tomorrow","redeemed_at":"%s",
                    "reward":{"id":"92","title":"Hydrate","cost":100,"prompt":"now"}
                    """.formatted(NANOS),
                    new RewardRedeemed(
                            origin("channel.channel_points_custom_reward_redemption.add"),
                            CHANNEL,
                            VIEWER,
                            "r1",
                            "Hydrate",
                            100,
                            "pogchamp"),
                    "broadcaster_user_id",
                    "user_id",
                    "id",
                    "reward"));

    private final EventParser parser = new EventParser();

    private ChannelEvent parse(String type, String json) throws Exception {
        return parser.parse(origin(type), JSON.readTree(json)).orElseThrow();
    }

    static Stream<Arguments> samples() {
        return SAMPLES.stream().map(sample -> Arguments.of(sample.type(), sample.json(), sample.event()));
    }

    static Stream<Arguments> neededFields() {
        return SAMPLES.stream()
                .flatMap(sample ->
                        sample.needed().stream().map(field -> Arguments.of(sample.type(), sample.json(), field)));
    }

    /** Every field of every sample that is not needed. */
    static Stream<Arguments> otherFields() throws Exception {
        List<Arguments> fields = new ArrayList<>();
        for (Sample sample : SAMPLES) {
            JSON.readTree(sample.json()).fieldNames().forEachRemaining(field -> {
                if (!sample.needed().contains(field)) {
                    fields.add(Arguments.of(sample.type(), sample.json(), field));
                }
            });
        }
        return fields.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void everyTypeBecomesItsEvent(String type, String json, ChannelEvent event) throws Exception {
        assertThat(parse(type, json)).isEqualTo(event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void whatTwitchAddsDoesNotMatter(String type, String json, ChannelEvent event) throws Exception {
        ObjectNode more = (ObjectNode) JSON.readTree(json);
        more.putObject("of_tomorrow").putArray("x").add(1);
        more.putNull("null_of_tomorrow");
        assertThat(parse(type, more.toString())).isEqualTo(event);
    }

    @ParameterizedTest(name = "{0} without {2}")
    @MethodSource("neededFields")
    void withoutAFieldThatItNeedsItIsBroken(String type, String json, String field) throws Exception {
        ObjectNode less = (ObjectNode) JSON.readTree(json);
        assertThat(less.remove(field)).isNotNull();
        assertThatThrownBy(() -> parse(type, less.toString()))
                .isInstanceOf(BrokenEventException.class)
                .hasMessageContaining(field);
        less.putNull(field);
        assertThatThrownBy(() -> parse(type, less.toString())).isInstanceOf(BrokenEventException.class);
        less.put(field, "odd");
        if (!field.equals("id")) {
            assertThatThrownBy(() -> parse(type, less.toString()))
                    .isInstanceOf(BrokenEventException.class)
                    .hasMessageNotContaining("odd");
        }
    }

    @ParameterizedTest(name = "{0} without {2}")
    @MethodSource("otherFields")
    void withoutAnyOtherFieldItIsStillTheEvent(String type, String json, String field) throws Exception {
        ObjectNode less = (ObjectNode) JSON.readTree(json);
        less.remove(field);
        ChannelEvent without = parse(type, less.toString());
        less.putNull(field);
        assertThat(parse(type, less.toString())).isEqualTo(without);
        assertThat(without.origin().type()).isEqualTo(type);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void anEventThatIsNoObjectIsBroken(String type, String json, ChannelEvent event) {
        for (String none : new String[] {"null", "[]", "\"x\"", "{}"}) {
            assertThatThrownBy(() -> parse(type, none)).isInstanceOf(BrokenEventException.class);
        }
    }

    @Test
    void aUserUpdateHappensInTheUsersOwnChannel() throws Exception {
        assertThat(parse("user.update", "{" + BY + "\"x\":1}").broadcasterId()).isEqualTo(VIEWER.id());
    }

    @Test
    void anonymousGiftsAndCheersHaveNobody() throws Exception {
        assertThat(parse("channel.cheer", "{" + IN + BY_NOBODY + "\"message\":\"x\",\"bits\":7}"))
                .isEqualTo(new Cheered(origin("channel.cheer"), CHANNEL, Optional.empty(), 7, "x"));
        assertThat(parse("channel.subscription.gift", "{" + IN + BY_NOBODY + "\"total\":2,\"tier\":\"1000\"}"))
                .isEqualTo(new SubscriptionsGifted(
                        origin("channel.subscription.gift"), CHANNEL, Optional.empty(), 2, "1000"));
    }

    @Test
    void aTimeMayHaveNoFractionAndAMissingOneIsWhenTheEventWasSent() throws Exception {
        String start = "{" + BY + IN + "\"followed_at\":";
        assertThat(((Followed) parse("channel.follow", start + "\"2026-01-02T03:04:05Z\"}")).followedAt())
                .isEqualTo("2026-01-02T03:04:05Z");
        assertThat(((Followed) parse("channel.follow", start + "null}")).followedAt())
                .isEqualTo(SENT);
        assertThatThrownBy(() -> parse("channel.follow", start + "\"yesterday\"}"))
                .isInstanceOf(BrokenEventException.class)
                .hasMessageNotContaining("yesterday");
    }

    @Test
    void unknownValuesAreReadAsTheLeast() throws Exception {
        String subscribed = "{" + BY + IN + "\"tier\":\"of_tomorrow\",\"is_gift\":null}";
        assertThat(parse("channel.subscribe", subscribed))
                .isEqualTo(new Subscribed(origin("channel.subscribe"), CHANNEL, VIEWER, "1000", false));
        String online = "{" + IN + "\"id\":\"1\",\"type\":\"hologram\",\"started_at\":\"" + NANOS + "\"}";
        assertThat(parse("stream.online", online)).isInstanceOf(StreamOnline.class);
        String cheer = "{" + BY + IN + "\"bits\":-5,\"message\":null}";
        assertThat(((Cheered) parse("channel.cheer", cheer)).bits()).isZero();
    }
}
