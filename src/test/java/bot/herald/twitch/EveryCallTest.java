package bot.herald.twitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.AppAccessToken;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailedException;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.testing.Doors;
import bot.herald.testing.OddServer;
import bot.herald.testing.OddServer.Way;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.HelixTransport;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.eventsub.ConduitCalls;
import bot.herald.twitch.eventsub.HttpSubscriptionApi;
import bot.herald.twitch.helix.AppTokenRule;
import bot.herald.twitch.helix.HelixChatSender;
import bot.herald.twitch.helix.HelixModeratedChannels;
import bot.herald.twitch.helix.HelixModeration;
import bot.herald.twitch.helix.HelixPeopleLookup;
import bot.herald.twitch.helix.HelixProfileLookup;
import bot.herald.twitch.helix.HelixShoutouts;
import bot.herald.twitch.helix.HelixStreamEditor;
import bot.herald.twitch.helix.HelixStreamLookup;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import bot.herald.twitch.oauth.ApplicationCheck;
import bot.herald.twitch.oauth.HttpDeviceCodeClient;
import bot.herald.twitch.oauth.HttpOAuthClient;
import com.github.twitch4j.eventsub.domain.PollStatus;
import com.github.twitch4j.helix.TwitchHelix;
import com.github.twitch4j.helix.domain.Poll;
import com.netflix.hystrix.HystrixCommand;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every call there is, at a server whose answers do not end. {@link TwitchHttp} sends nothing that is no {@link TwitchCall},
 * and a new one without a way to make it here does not compile.
 */
@Tag("full")
class EveryCallTest {
    private static final Duration MOST = Duration.ofSeconds(5);
    /** A machine under load may be late in waking a thread. */
    private static final Duration LATE = Duration.ofSeconds(15);

    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId BOT = new TwitchUserId("2");
    private static final Secret TOKEN = new Secret("token");
    private static final AccessTokens TOKENS = new AccessTokens() {
        @Override
        public Answer accessToken(CredentialKey key) {
            return new Answer.Available(TOKEN);
        }

        @Override
        public AccessTokens.AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
            throw new AssertionError("nothing is refused here");
        }
    };
    private static final AppAccessToken APP = new AppAccessToken() {
        @Override
        public Optional<Secret> held() {
            return Optional.of(TOKEN);
        }

        @Override
        public AccessTokens.Answer get() {
            return new AccessTokens.Answer.Available(TOKEN);
        }

        @Override
        public AccessTokens.AfterUnauthorized afterUnauthorized(Secret refused) {
            throw new AssertionError("nothing is refused here");
        }
    };
    private static final Set<Scope> EVERYTHING = Stream.of(
                    "channel:manage:broadcast",
                    "moderator:manage:announcements",
                    "moderator:manage:banned_users",
                    "moderator:manage:chat_messages",
                    "moderator:manage:chat_settings",
                    "moderator:manage:shield_mode",
                    "moderator:manage:shoutouts",
                    "moderator:manage:warnings",
                    "moderator:read:followers")
            .map(Scope::new)
            .collect(java.util.stream.Collectors.toSet());

    private final TwitchHttp http = new TwitchHttp(Clock.systemUTC());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /**
     * What makes a call, and what comes of it.
     *
     * @param unanswered when nothing whole arrives in time
     * @param unreadable when it succeeds with something that nobody can read
     */
    private record Case(Asking asking, String unanswered, String unreadable) {}

    private interface Asking {
        Object ask();
    }

    /** Base addresses begin with the call's name, so that the server knows which request is to have an odd answer. */
    private Case of(TwitchCall call, URI base) {
        String late = "RetryLater[reason=no answer within " + call.patience().toMillis() / 1000.0
                + " s, after=Optional.empty]";
        String odd = "RetryLater[reason=" + HttpAnswer.UNREADABLE + ", after=Optional.empty]";
        String unclear = "Unclear[reason=no answer within " + call.patience().toMillis() / 1000.0 + " s]";
        HttpOAuthClient oauth =
                new HttpOAuthClient(http, base, "client", new Secret("secret"), URI.create("http://localhost/cb"));
        HttpDeviceCodeClient devices = new HttpDeviceCodeClient(http, base, "client");
        TwitchDoor door = Doors.to(http, base, "client", TOKENS, APP);
        TwitchHelix helix = door.helix(Caller.of(CredentialKey.bot(BOT)), CHANNEL);
        HttpSubscriptionApi subscriptions = new HttpSubscriptionApi(door, base);
        ConduitCalls conduits = new ConduitCalls(door);
        HelixModeration moderation = new HelixModeration(door, () -> Optional.of(BOT), key -> EVERYTHING);
        HelixPeopleLookup people = new HelixPeopleLookup(door, () -> Optional.of(BOT), key -> EVERYTHING);
        HelixStreamLookup streams = new HelixStreamLookup(door, () -> Optional.of(BOT));
        HelixStreamEditor editor = new HelixStreamEditor(door, key -> EVERYTHING);
        CredentialKey owner = CredentialKey.channel(CHANNEL);
        return switch (call) {
            case EXCHANGE_CODE -> token(() -> oauth.exchangeCode(new Secret("code")), late, odd);
            case REFRESH_TOKEN -> token(() -> oauth.refresh(new Secret("refresh")), late, odd);
            case GET_APP_TOKEN -> token(oauth::appToken, late, odd);
            case POLL_DEVICE_CODE -> token(() -> devices.poll(new Secret("device"), Set.of()), late, odd);
            case GET_DEVICE_CODE ->
                new Case(
                        () -> devices.codeFor(Set.of()),
                        "NotIssued[failure=" + late + "]",
                        "NotIssued[failure=" + odd + "]");
            case VALIDATE_TOKEN ->
                new Case(() -> oauth.validate(TOKEN), "Unknown[failure=" + late + "]", "Unknown[failure=" + odd + "]");
            case REVOKE_TOKEN -> new Case(() -> oauth.revoke(TOKEN), "Optional[" + late + "]", "Optional.empty");
            case BEGIN_AUTHORIZATION ->
                new Case(
                        () -> new ApplicationCheck(http, base, Clock.systemUTC())
                                .findings("client", new Secret("secret"), URI.create("http://localhost/cb")),
                        "[]",
                        "[]");
            case LIST_SUBSCRIPTIONS ->
                new Case(
                        () -> subscriptions.list(owner), "Failed[failure=" + late + "]", "Failed[failure=" + odd + "]");
            case CREATE_SUBSCRIPTION ->
                new Case(
                        () -> subscriptions.create(owner, raids(), "session"),
                        "Failed[kind=NO_ANSWER, failure=" + late + "]",
                        "Failed[kind=SERVER_ERROR, failure=" + odd + "]");
            case DELETE_SUBSCRIPTION ->
                new Case(() -> subscriptions.delete(owner, "id"), "Optional[" + late + "]", "Optional.empty");
            case LIST_CONDUITS -> new Case(conduits::list, "Optional[" + late + "]", "Optional[" + odd + "]");
            case CREATE_CONDUIT -> new Case(conduits::create, "Optional[" + late + "]", "Optional[" + odd + "]");
            case RESIZE_CONDUIT -> new Case(conduits::resize, "Optional[" + late + "]", "Optional[" + odd + "]");
            case DELETE_CONDUIT -> new Case(conduits::delete, "Optional[" + late + "]", "Optional.empty");
            case LIST_SHARDS -> new Case(conduits::shards, "Optional[" + late + "]", "Optional[" + odd + "]");
            case ASSIGN_SHARDS ->
                new Case(
                        conduits::assign,
                        "Optional[" + late + "]",
                        "Optional[" + odd.replace(HttpAnswer.UNREADABLE, "not assigned") + "]");
            case SEND_CHAT_MESSAGE ->
                new Case(
                        () -> new HelixChatSender(
                                        door,
                                        new AppTokenRule(key -> Set.of(), channel -> false),
                                        () -> Optional.of(BOT))
                                .send(CHANNEL, "hi", Optional.empty()),
                        unclear,
                        "Unclear[reason=" + HttpAnswer.UNREADABLE + "]");
            case SEND_SHOUTOUT ->
                new Case(
                        () -> new HelixShoutouts(door, key -> EVERYTHING, () -> Optional.of(BOT))
                                .give(CHANNEL, new TwitchUserId("3")),
                        unclear,
                        "Given[byBot=true]");
            case SEND_ANNOUNCEMENT -> new Case(() -> moderation.announce(CHANNEL, "hi"), unclear, "Done[]");
            case DELETE_CHAT_MESSAGE -> new Case(() -> moderation.delete(CHANNEL, "id"), unclear, "Done[]");
            case TIME_OUT ->
                new Case(
                        () -> moderation.timeOut(CHANNEL, new TwitchUserId("3"), Duration.ofSeconds(1), ""),
                        unclear,
                        "Done[]");
            case WARN -> new Case(() -> moderation.warn(CHANNEL, new TwitchUserId("3"), "why"), unclear, "Done[]");
            case SET_SHIELD_MODE -> new Case(() -> moderation.shieldMode(CHANNEL, true), unclear, "Done[]");
            case CHANGE_CHAT_SETTINGS ->
                new Case(() -> moderation.followersOnly(CHANNEL, Optional.empty()), unclear, "Done[]");
            case GET_SHIELD_MODE, GET_CHAT_SETTINGS ->
                new Case(
                        () -> moderation.protection(CHANNEL),
                        "Protection[shieldMode=Optional.empty, followersOnly=Optional.empty]",
                        "Protection[shieldMode=Optional.empty, followersOnly=Optional.empty]");
            case GET_MODERATED_CHANNELS ->
                new Case(
                        () -> new HelixModeratedChannels(door).of(CredentialKey.bot(BOT)),
                        "Optional.empty",
                        "Optional.empty");
            case GET_MODERATORS ->
                new Case(
                        () -> new HelixModeratedChannels(door).moderates(CHANNEL, BOT),
                        "Optional.empty",
                        "Optional.empty");
            case GET_USERS ->
                new Case(
                        () -> List.of(
                                new HelixProfileLookup(new HelixTransport(http, "client"), base).ownerOf(TOKEN),
                                people.accountCreated(CHANNEL)),
                        "[Failed[failure=" + late + "], Optional.empty]",
                        "[Failed[failure=" + odd + "], Optional.empty]");
            case GET_FOLLOWERS ->
                new Case(
                        () -> people.followsSince(CHANNEL, BOT),
                        "Failed[failure=" + late + "]",
                        "Failed[failure=" + odd + "]");
            case GET_STREAMS, GET_CHANNELS ->
                new Case(
                        () -> streams.find(List.of(CHANNEL)),
                        "Failed[failure=" + late + "]",
                        "Failed[failure=" + odd + "]");
            case CHANGE_CHANNEL -> new Case(() -> editor.title(CHANNEL, "New"), unclear, "Changed[now=New]");
            case GET_GAMES, SEARCH_CATEGORIES ->
                new Case(
                        () -> editor.category(CHANNEL, "Chess"),
                        unclear.replace("Unclear", "Later"),
                        "Later[reason=" + HttpAnswer.UNREADABLE + "]");
            case OTHER_GET -> ofTwitch4J(() -> helix.getPolls(null, "1", null, null, null), call);
            case OTHER_POST -> ofTwitch4J(() -> helix.startRaid(null, "1", "3"), call);
            case OTHER_PUT -> ofTwitch4J(() -> helix.updateUser(null, "hello"), call);
            case OTHER_PATCH ->
                ofTwitch4J(
                        () -> helix.endPoll(
                                null,
                                Poll.builder()
                                        .id("p")
                                        .broadcasterId("1")
                                        .status(PollStatus.TERMINATED)
                                        .build()),
                        call);
            case OTHER_DELETE -> ofTwitch4J(() -> helix.cancelRaid(null, "1"), call);
            case OWN_HEALTH, OWN_READINESS ->
                new Case(
                        () -> http.send(call, HttpRequest.newBuilder(URI.create(base + call.path()))),
                        "NoAnswer[reason=no answer within 3.5 s, neverSent=false]",
                        "");
        };
    }

    /** A call that only plug-ins make, to whom a failure is an exception. */
    private static Case ofTwitch4J(Supplier<HystrixCommand<?>> asking, TwitchCall call) {
        return new Case(
                () -> {
                    try {
                        return String.valueOf(asking.get().execute() == null);
                    } catch (TwitchFailedException e) {
                        return e.failure();
                    }
                },
                "RetryLater[reason=no answer within " + call.patience().toMillis() / 1000.0
                        + " s, after=Optional.empty]",
                call == TwitchCall.OTHER_DELETE
                        ? "true"
                        : "RetryLater[reason=" + HttpAnswer.UNREADABLE + ", after=Optional.empty]");
    }

    private static Case token(Asking asking, String late, String odd) {
        return new Case(
                asking,
                "Failed[failure=" + late + ", mayHaveWorked=true]",
                "Failed[failure=" + odd + ", mayHaveWorked=true]");
    }

    private static DesiredSubscription raids() {
        return new DesiredSubscription(
                "channel.raid", "1", Map.of("to_broadcaster_user_id", "1"), CHANNEL, CredentialKey.channel(CHANNEL));
    }

    /** The request that the base address names, and no other on the way to it. */
    private static boolean isTheOne(String method, String path) {
        TwitchCall call = TwitchCall.valueOf(path.split("[/?]", -1)[1]);
        String asked = path.split("\\?", -1)[0];
        return method.equals(call.method())
                && (call.name().startsWith("OTHER_")
                        ? asked.startsWith("/" + call + "/")
                        : asked.equals("/" + call + call.path()));
    }

    @ParameterizedTest
    @EnumSource(names = "SAYS_SOMETHING_ODD", mode = EnumSource.Mode.EXCLUDE)
    void noAnswerHoldsAnybodyForMoreThanFiveSeconds(Way way) throws Exception {
        try (OddServer odd = new OddServer(way, EveryCallTest::isTheOne);
                OddServer sound = new OddServer(way, (method, path) -> false)) {
            Map<TwitchCall, Future<Object>> asked = new EnumMap<>(TwitchCall.class);
            Map<TwitchCall, Case> cases = new EnumMap<>(TwitchCall.class);
            for (TwitchCall call : TwitchCall.values()) {
                Case one = of(call, URI.create(odd.base() + "/" + call));
                cases.put(call, one);
                asked.put(call, threads.submit(one.asking()::ask));
            }
            long begun = System.nanoTime();

            // Meanwhile others are answered as if nothing were the matter.
            for (int i = 0; i < 20; i++) {
                assertThat(new HelixStreamEditor(Doors.to(http, sound.base(), "client", TOKENS, APP), key -> EVERYTHING)
                                .title(CHANNEL, "Hello"))
                        .hasToString("Changed[now=Hello]");
                if (i == 0 && way != Way.NEVER_ENDS) {
                    assertThat(http.oldestCall()).as("not held until those end").isPresent();
                }
            }

            long until = begun + MOST.plus(LATE).toNanos();
            asked.forEach((call, answer) -> {
                Case one = cases.get(call);
                if (way != Way.NEVER_ENDS) {
                    assertThat(result(answer, until, call)).as("%s", call).hasToString(one.unanswered());
                } else if (!one.unreadable().isEmpty()) {
                    assertThat(result(answer, until, call)).as("%s", call).hasToString(one.unreadable());
                }
            });
            // No connection is kept on which something might still come.
            for (TwitchCall call : TwitchCall.values()) {
                assertThat(odd.nextLeft())
                        .as("as many as calls, the last of them %s", call)
                        .isNotEmpty();
            }
            assertThat(http.oldestCall()).isEmpty();
            assertThat(http.ages())
                    .hasSize(TwitchCall.values().length)
                    .allSatisfy((call, age) -> assertThat(age).isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "7",
                "{\"data\":null}",
                "{\"data\":{}}",
                "{\"data\":[null]}",
                "{\"data\":[{}]}",
                "{\"data\":[7]}",
                "{\"data\":[{\"id\":\"no id\",\"login\":\"no login\",\"created_at\":\"2020-01-01T00:00:00Z\"}]}",
                "{\"data\":[{\"user_id\":7,\"broadcaster_id\":\"x\",\"started_at\":\"never\",\"followed_at\":\"never\"}]}",
                "{\"access_token\":\"a\\nb\",\"refresh_token\":\"r\",\"expires_in\":9}",
                "{\"access_token\":\"a\",\"refresh_token\":\"r\\r\\nX: y\",\"expires_in\":9}"
            })
    void noAnswerEndsInAnException(String body) throws Exception {
        try (OddServer odd = OddServer.saying(body, EveryCallTest::isTheOne)) {
            for (TwitchCall call : TwitchCall.values()) {
                Case one = of(call, URI.create(odd.base() + "/" + call));
                assertThatNoException()
                        .as("%s", call)
                        .isThrownBy(
                                () -> assertThat(one.asking().ask().toString()).doesNotContain("Granted"));
            }
        }
    }

    private static Object result(Future<Object> answer, long until, TwitchCall call) {
        try {
            return answer.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(call + " has no answer", e);
        }
    }

    @Test
    void everyCallIsGivenUpWithinFiveSeconds() {
        assertThat(Arrays.stream(TwitchCall.values()).map(TwitchCall::patience))
                .allSatisfy(patience -> assertThat(patience).isBetween(Duration.ofSeconds(3), MOST));
    }
}
