package bot.herald.twitch.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailedException;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.Doors;
import bot.herald.testing.ScriptedServer;
import com.github.twitch4j.helix.TwitchHelix;
import com.github.twitch4j.helix.domain.BanUserInput;
import com.github.twitch4j.helix.domain.ChatMessage;
import com.github.twitch4j.helix.domain.UserList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwitchDoorTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("42");
    private static final TwitchUserId OTHER = new TwitchUserId("43");
    private static final Caller BOT = Caller.of(CredentialKey.bot(new TwitchUserId("100")));
    private static final Caller BROADCASTER = Caller.of(CredentialKey.channel(CHANNEL));
    private static final String USERS = """
            {"data":[{"id":"7","login":"ann","display_name":"Ann","broadcaster_type":"brand-new","surprise":{"a":[1]}}]}""";

    private final ScriptedServer twitch = new ScriptedServer();
    private final Tokens tokens = new Tokens();
    private final TwitchDoor door = Doors.to(twitch.base(), "client", tokens);

    @AfterEach
    void stop() {
        twitch.close();
    }

    private HelixAnswer<UserList> users() {
        return door.ask(BOT, (helix, token) -> helix.getUsers(token, null, List.of("ann")));
    }

    private HelixAnswer<?> say() {
        return door.ask(
                BOT,
                (helix, token) -> helix.sendChatMessage(
                        token,
                        ChatMessage.builder()
                                .broadcasterId("42")
                                .senderId("100")
                                .message("hi")
                                .build()));
    }

    private List<String> authorizations() {
        return twitch.asked().stream()
                .map(asked -> asked.header("Authorization"))
                .toList();
    }

    /** They would wake the process twice a second, for counts that nobody looks at. */
    @Test
    void callLeavesNoThreadsOfHystrixBehind() {
        assertThat(users()).isNotNull();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("Rx")));
    }

    @Test
    void theTokenIsThatOfTheCredentialThatWasNamed() {
        twitch.json(200, USERS);

        assertThat(users().found().orElseThrow().getUsers().get(0).getDisplayName())
                .isEqualTo("Ann");
        assertThat(authorizations()).containsExactly("Bearer token of bot/100");
        assertThat(twitch.asked().get(0).header("Client-Id")).isEqualTo("client");
    }

    @Test
    void afterA401ItIsAskedOnceMoreWithTheRenewedToken() {
        twitch.json(401, "{\"message\":\"Invalid OAuth token\"}").json(200, USERS);
        tokens.after = new AccessTokens.AfterUnauthorized.Repeat(new Secret("renewed"));

        assertThat(users().found()).isPresent();
        assertThat(authorizations()).containsExactly("Bearer token of bot/100", "Bearer renewed");
    }

    @Test
    void aTokenThatIsNotRenewedYetIsWaitedForAndOneThatIsLostIsSaidToBe() {
        twitch.json(401, "{}").json(401, "{}");
        tokens.after =
                new AccessTokens.AfterUnauthorized.Later(new ProviderFailure.RetryLater("soon", Optional.empty()));
        assertThat(users()).isEqualTo(new HelixAnswer.Later<>(HelixAnswer.Cause.NO_TOKEN, "soon", Optional.empty()));

        tokens.after = new AccessTokens.AfterUnauthorized.Refused(new ProviderFailure.Reauthorize("gone"));
        assertThat(users()).isEqualTo(new HelixAnswer.Reauthorize<>(new ProviderFailure.Reauthorize("gone")));
        assertThat(twitch.asked()).hasSize(2);
    }

    @Test
    void aPostIsSentOnceWhateverHappens() {
        twitch.json(503, "{}").json(500, "<html>");
        assertThat(say()).isInstanceOf(HelixAnswer.Later.class);
        assertThat(twitch.asked()).hasSize(1);
        assertThat(say())
                .isInstanceOfSatisfying(
                        HelixAnswer.Later.class,
                        later -> assertThat(later.cause().mayHaveWorked()).isTrue());
        assertThat(twitch.asked()).hasSize(2);
    }

    @Test
    void refusalsKeepNobodyElseFromCalling() {
        for (int i = 0; i < 60; i++) {
            twitch.json(409, "{\"message\":\"busy\"}");
            assertThat(users())
                    .isInstanceOfSatisfying(
                            HelixAnswer.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("busy"));
        }
        twitch.json(200, USERS);
        assertThat(users().found()).isPresent();
        assertThat(twitch.asked()).hasSize(61);
    }

    @Test
    void anEmptyBucketIsToldFromALimitOfOneKindOfCall() {
        for (String left : List.of("12", "0")) {
            twitch.answer(429, "application/json", "{}", Map.of("Ratelimit-Remaining", left));
        }
        assertThat(List.of(users(), users()))
                .map(answer -> ((HelixAnswer.Later<UserList>) answer).cause())
                .containsExactly(HelixAnswer.Cause.LIMIT, HelixAnswer.Cause.NO_POINTS);
    }

    @Test
    void anInterruptEndsACallAndStaysSet() {
        Thread.currentThread().interrupt();
        assertThat(users())
                .isInstanceOfSatisfying(
                        HelixAnswer.Later.class,
                        later -> assertThat(later.reason()).isEqualTo("interrupted"));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @SuppressWarnings("deprecation") // So are nearly all that call others, and a plug-in may use them.
    void whatAFeaturePassesForATokenChangesNothing() {
        twitch.json(200, USERS).json(204, "").json(200, "{\"data\":[]}");
        TwitchHelix helix = door.helix(BROADCASTER, CHANNEL);

        helix.getUsers("channel/43", null, List.of("ann")).execute();
        helix.cancelRaid("bot/100", "42").execute();
        // A default method, which calls another one.
        helix.getModerators("bot/100", "42", null, null).execute();

        assertThat(authorizations())
                .containsExactly(
                        "Bearer token of channel/42", "Bearer token of channel/42", "Bearer token of channel/42");
    }

    @Test
    void aFeatureChangesNothingInAnotherChannel() {
        TwitchHelix helix = door.helix(BOT, CHANNEL);
        BanUserInput ban = BanUserInput.builder().userId("7").build();
        ChatMessage line = ChatMessage.builder()
                .broadcasterId(OTHER.value())
                .senderId("100")
                .message("hi")
                .build();

        for (var call : List.of(
                helix.banUser(null, OTHER.value(), "100", ban),
                helix.sendChatMessage(null, line),
                helix.deleteEventSubSubscription(null, "id"))) {
            assertThatThrownBy(call::execute).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> helix.getIngestServers().execute()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(twitch.asked()).isEmpty();
    }

    @Test
    void aFeatureHearsWhyByAnExceptionWithoutAnyToken() {
        twitch.json(403, "{\"message\":\"not in this channel\"}");
        TwitchHelix helix = door.helix(BOT, CHANNEL);

        assertThatThrownBy(() -> helix.getUsers(null, null, List.of("ann")).execute())
                .isInstanceOfSatisfying(
                        TwitchFailedException.class,
                        e -> assertThat(e.failure()).isEqualTo(new ProviderFailure.Refused(403, "not in this channel")))
                .hasMessage("Twitch: not in this channel");
    }

    @Test
    void hystrixNeedsNoOldLibraries() {
        twitch.json(200, USERS);
        assertThat(users().found()).isPresent();
        assertThat(com.netflix.hystrix.strategy.HystrixPlugins.getInstance().getDynamicProperties())
                .isInstanceOf(FixedHystrixProperties.class);
    }

    private static final class Tokens implements AccessTokens {
        private final List<CredentialKey> asked = new ArrayList<>();
        private AfterUnauthorized after =
                new AfterUnauthorized.Refused(new ProviderFailure.Reauthorize("nothing else"));

        @Override
        public Answer accessToken(CredentialKey key) {
            asked.add(key);
            return new Answer.Available(new Secret("token of " + Caller.of(key)));
        }

        @Override
        public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
            return after;
        }
    }
}
