package bot.herald.twitch.helix;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.AppAccessToken;
import bot.herald.auth.CredentialKey;
import bot.herald.chat.ChatSender.Result;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.Doors;
import bot.herald.testing.ScriptedServer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HelixChatSenderTest {
    private static final TwitchUserId BOT = new TwitchUserId("222");
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");

    private static final String SENT = "{\"data\":[{\"message_id\":\"m1\",\"is_sent\":true}]}";

    private final ScriptedServer server = new ScriptedServer();
    private final FakeTokens tokens = new FakeTokens();
    private final FakeAppToken appToken = new FakeAppToken();
    private final Map<CredentialKey, Set<Scope>> granted = new HashMap<>();
    private final Set<TwitchUserId> moderated = new HashSet<>();
    private final AppTokenRule appTokenRule =
            new AppTokenRule(key -> granted.getOrDefault(key, Set.of()), moderated::contains);
    private Optional<TwitchUserId> bot = Optional.of(BOT);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void messageIsSentAsTheBotWithItsToken() {
        server.json(200, "{\"data\":[{\"message_id\":\"m1\",\"is_sent\":true}]}");

        Result result = send(server.base(), Optional.of("parent"));

        assertThat(result).isEqualTo(new Result.Sent("m1"));
        assertThat(server.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.uri()).hasToString("/helix/chat/messages");
            assertThat(asked.header("Authorization")).isEqualTo("Bearer first");
            assertThat(asked.header("Client-id")).isEqualTo("client");
            assertThat(asked.body())
                    .isEqualTo("{\"broadcaster_id\":\"111\",\"sender_id\":\"222\",\"message\":\"hi\","
                            + "\"reply_parent_message_id\":\"parent\"}");
        });
    }

    @Test
    void twoHundredDoesNotMeanSent() {
        server.json(
                200,
                "{\"data\":[{\"message_id\":\"\",\"is_sent\":false,"
                        + "\"drop_reason\":{\"code\":\"msg_duplicate\",\"message\":\"same again\"}}]}");

        assertThat(send()).isEqualTo(new Result.Dropped("msg_duplicate", "same again"));
    }

    @Test
    void replyToADeletedMessageMayBeSentWithoutTheReply() {
        String refusal = "{\"error\":\"Bad Request\",\"status\":400,"
                + "\"message\":\"The request's input was not valid. Message cannot be replied to.\"}";
        server.json(400, refusal).json(400, refusal);

        assertThat(send(server.base(), Optional.of("deleted"))).isEqualTo(new Result.NotRepliable());
        assertThat(send()).as("it was no reply").isInstanceOf(Result.Dropped.class);
    }

    @Test
    void deadTokenIsRenewedAndTheMessageSentOnceMore() {
        tokens.renewed = Optional.of(new Secret("second"));
        server.json(401, "{\"message\":\"Invalid OAuth token\"}")
                .json(200, "{\"data\":[{\"message_id\":\"m1\",\"is_sent\":true}]}");

        assertThat(send()).isEqualTo(new Result.Sent("m1"));
        assertThat(server.asked().get(1).header("Authorization")).isEqualTo("Bearer second");
        assertThat(tokens.refused).contains(new Secret("first"));
    }

    @Test
    void second401IsNotRepeated() {
        tokens.renewed = Optional.of(new Secret("second"));
        server.json(401, "{}").json(401, "{\"message\":\"Missing scope: user:write:chat\"}");

        assertThat(send()).isInstanceOf(Result.NoBot.class);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void missingScopeIsForThePersonWhoConnectsTheBot() {
        String refusal = "{\"message\":\"Missing scope: user:write:chat\"}";
        server.json(401, refusal).json(401, refusal);

        assertThat(send()).isEqualTo(new Result.NoBot("Missing scope: user:write:chat: connect the bot account again"));
        assertThat(server.asked()).as("once more, for it may have been a whim").hasSize(2);
    }

    @Test
    void a401InSpiteOfAGoodTokenPassesAndNobodyHasToConnectAgain() {
        server.json(401, "{\"message\":\"Invalid OAuth token\"}").json(401, "{\"message\":\"Invalid OAuth token\"}");

        assertThat(send()).isInstanceOf(Result.NotSent.class);
    }

    @Test
    void lineWaitsWhileNoTokenCanBeHad() {
        tokens.later = true;
        server.json(401, "{\"message\":\"Invalid OAuth token\"}");

        assertThat(send())
                .isEqualTo(new Result.NotSent("HTTP 503", Optional.of(Duration.ofSeconds(1)), Result.Holds.TOKEN));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void bannedBotIsForbidden() {
        server.json(403, "{\"message\":\"The sender is not permitted to send chat messages\"}");

        assertThat(send()).isInstanceOf(Result.Forbidden.class);
    }

    @Test
    void tooManyRequestsWaitAsLongAsTwitchSays() {
        server.answer(429, "application/json", "{}", Map.of("Retry-After", "9"));

        assertThat(send())
                .isEqualTo(new Result.NotSent(
                        "too many requests", Optional.of(Duration.ofSeconds(9)), Result.Holds.CHANNEL));
    }

    @Test
    void emptyBucketHoldsUpTheAccountAndAnEndpointsOwnLimitTheChannel() {
        server.answer(429, "application/json", "{}", Map.of("Ratelimit-Remaining", "0"))
                .answer(429, "application/json", "{}", Map.of("Ratelimit-Remaining", "780"))
                .answer(429, "application/json", "{}", Map.of());

        assertThat(((Result.NotSent) send()).holds()).isEqualTo(Result.Holds.ACCOUNT);
        assertThat(((Result.NotSent) send()).holds()).isEqualTo(Result.Holds.CHANNEL);
        assertThat(((Result.NotSent) send()).holds()).isEqualTo(Result.Holds.CHANNEL);
    }

    @Test
    void serverErrorAndLostConnectionAreUnclearAndNeverRepeated() {
        server.json(500, "").drop().answer(503, "text/html", "<html>", Map.of());

        assertThat(send()).isInstanceOf(Result.Unclear.class);
        assertThat(send()).isInstanceOf(Result.Unclear.class);
        assertThat(send()).isInstanceOf(Result.Unclear.class);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void unreachableTwitchHasCertainlyNotGotTheMessage() {
        assertThat(send(ScriptedServer.nobody(), Optional.empty())).isInstanceOf(Result.NotSent.class);
    }

    @Test
    void withoutABotAccountNothingIsAsked() {
        bot = Optional.empty();

        assertThat(send()).isInstanceOf(Result.NoBot.class);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void withoutATokenForNowTheMessageWaits() {
        tokens.answer = new AccessTokens.Answer.Unavailable(
                new ProviderFailure.RetryLater("HTTP 503", Optional.of(Duration.ofSeconds(4))));

        assertThat(send())
                .isEqualTo(new Result.NotSent("HTTP 503", Optional.of(Duration.ofSeconds(4)), Result.Holds.TOKEN));
    }

    @Test
    void whereEverybodyAgreedTheAppsTokenGivesTheBadgeAndKeepsTheLineInItsChannel() {
        agreed();
        server.json(200, SENT);

        assertThat(send()).isEqualTo(new Result.Sent("m1"));
        assertThat(server.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.header("Authorization")).isEqualTo("Bearer app");
            assertThat(asked.body()).contains("\"for_source_only\":true");
        });
    }

    @Test
    void moderatingReplacesTheBroadcastersYesAndNothingReplacesTheBots() {
        moderated.add(CHANNEL);
        server.json(200, SENT).json(200, SENT);

        send();
        granted.put(CredentialKey.bot(BOT), Set.of(Scope.USER_BOT, Scope.USER_WRITE_CHAT));
        send();

        assertThat(server.asked())
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer first", "Bearer app");
    }

    @Test
    void deadAppTokenIsRenewedOnce() {
        agreed();
        appToken.renewed = Optional.of(new Secret("app2"));
        server.json(401, "{\"message\":\"Invalid OAuth token\"}").json(200, SENT);

        assertThat(send()).isEqualTo(new Result.Sent("m1"));
        assertThat(server.asked().get(1).header("Authorization")).isEqualTo("Bearer app2");
        assertThat(appToken.refused).contains(new Secret("app"));
    }

    @Test
    void whereTheAppIsNotAllowedTheBotsTokenIsUsedUntilTheChannelReconnects() {
        agreed();
        server.json(403, "{\"message\":\"not permitted\"}")
                .json(200, SENT)
                .json(200, SENT)
                .json(200, SENT);

        assertThat(send()).isEqualTo(new Result.Sent("m1"));
        send();
        appTokenRule.reconnected(CHANNEL);
        send();

        assertThat(server.asked())
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer app", "Bearer first", "Bearer first", "Bearer app");
        assertThat(server.asked().get(1).body()).doesNotContain("for_source_only");
    }

    @Test
    void banIsNoReasonToGiveUpTheBadge() {
        agreed();
        server.json(403, "{}").json(403, "{}").json(200, SENT);

        assertThat(send()).isInstanceOf(Result.Forbidden.class);
        send();

        assertThat(server.asked().get(2).header("Authorization")).isEqualTo("Bearer app");
    }

    @Test
    void unclearAnswerToTheAppIsNotRepeatedAsTheBot() {
        agreed();
        server.json(500, "").drop();

        assertThat(send()).isInstanceOf(Result.Unclear.class);
        assertThat(send()).isInstanceOf(Result.Unclear.class);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void whileTheAppsTokenIsBeingRenewedTheBotsIsUsedAndTheBadgeComesBack() {
        agreed();
        appToken.renewing = new CountDownLatch(1);
        server.json(401, "{\"message\":\"Invalid OAuth token\"}")
                .json(200, SENT)
                .json(200, SENT);

        assertThat(send()).isEqualTo(new Result.Sent("m1"));
        appToken.renewing.countDown();
        send();

        assertThat(server.asked())
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer app", "Bearer first", "Bearer app");
    }

    @Test
    void withoutAnAppTokenTheBotsIsUsed() {
        agreed();
        appToken.answer =
                new AccessTokens.Answer.Unavailable(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));
        server.json(200, SENT);

        assertThat(send()).isEqualTo(new Result.Sent("m1"));
        assertThat(server.asked().get(0).header("Authorization")).isEqualTo("Bearer first");
    }

    private void agreed() {
        granted.put(CredentialKey.bot(BOT), Set.of(Scope.USER_BOT, Scope.USER_WRITE_CHAT));
        granted.put(CredentialKey.channel(CHANNEL), Set.of(Scope.CHANNEL_BOT));
    }

    private Result send() {
        return send(server.base(), Optional.empty());
    }

    private Result send(URI base, Optional<String> replyTo) {
        return new HelixChatSender(
                        Doors.to(URI.create(base + "/helix"), "client", tokens, appToken), appTokenRule, () -> bot)
                .send(CHANNEL, "hi", replyTo);
    }

    private static final class FakeAppToken implements AppAccessToken {
        private CountDownLatch renewing = new CountDownLatch(0);
        private AccessTokens.Answer answer = new AccessTokens.Answer.Available(new Secret("app"));
        private Optional<Secret> renewed = Optional.empty();
        private Optional<Secret> refused = Optional.empty();

        @Override
        public AccessTokens.Answer get() {
            return answer;
        }

        @Override
        public AccessTokens.AfterUnauthorized afterUnauthorized(Secret token) {
            refused = Optional.of(token);
            try {
                renewing.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new AccessTokens.AfterUnauthorized.Repeat(renewed.orElse(token));
        }

        @Override
        public Optional<Secret> held() {
            return answer instanceof AccessTokens.Answer.Available available
                    ? Optional.of(available.accessToken())
                    : Optional.empty();
        }
    }

    private static final class FakeTokens implements AccessTokens {
        private Answer answer = new Answer.Available(new Secret("first"));
        private boolean later;
        private Optional<Secret> renewed = Optional.empty();
        private Optional<Secret> refused = Optional.empty();

        @Override
        public Answer accessToken(CredentialKey key) {
            assertThat(key).isEqualTo(CredentialKey.bot(BOT));
            return answer;
        }

        @Override
        public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret token) {
            refused = Optional.of(token);
            if (later) {
                return new AfterUnauthorized.Later(
                        new ProviderFailure.RetryLater("HTTP 503", Optional.of(Duration.ofSeconds(1))));
            }
            return new AfterUnauthorized.Repeat(renewed.orElse(token));
        }
    }
}
