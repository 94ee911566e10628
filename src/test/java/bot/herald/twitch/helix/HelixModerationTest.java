package bot.herald.twitch.helix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.ChatModeration.Outcome;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.ModerationAction;
import bot.herald.simulator.ModerationAction.Kind;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.Doors;
import bot.herald.testing.ScriptedServer;
import bot.herald.testing.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelixModerationTest {
    private static final Set<Scope> SCOPES = Set.of(
            Scope.MODERATOR_MANAGE_CHAT_MESSAGES,
            Scope.MODERATOR_MANAGE_BANNED_USERS,
            Scope.MODERATOR_MANAGE_WARNINGS,
            Scope.MODERATOR_MANAGE_SHIELD_MODE,
            Scope.MODERATOR_MANAGE_CHAT_SETTINGS,
            Scope.MODERATOR_MANAGE_ANNOUNCEMENTS);

    private final TestClock clock = new TestClock();
    private final TwitchSimulator twitch =
            TwitchSimulator.start(SimulatorOptions.defaults().withClock(clock));
    private final ScriptedServer server = new ScriptedServer();
    private final SimulatedUser alice = twitch.user("alice");
    private final SimulatedUser bot = twitch.user("herald");
    private final SimulatedUser viewer = twitch.user("viewer");
    private final TwitchUserId channel = new TwitchUserId(alice.id());
    private final TwitchUserId chatter = new TwitchUserId(viewer.id());

    @AfterEach
    void stop() {
        server.close();
        twitch.close();
    }

    @Test
    void moderatorDeletesAMessageOnce() {
        twitch.addModerator(alice.id(), bot.id());
        String message =
                twitch.chat(ChatLine.of(alice.id(), viewer.id(), "spam")).messageId();

        assertThat(moderation().delete(channel, message)).isEqualTo(new Outcome.Done());
        assertThat(moderation().delete(channel, message)).isInstanceOf(Outcome.Refused.class);
        assertThat(kinds()).containsExactly(Kind.DELETE);
    }

    @Test
    void chatIsNeverClearedForWantOfAMessageId() {
        assertThatIllegalArgumentException().isThrownBy(() -> scripted().delete(channel, " "));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void messagesOfOtherModeratorsAndTheBroadcasterStay() {
        twitch.addModerator(alice.id(), bot.id());
        twitch.addModerator(alice.id(), viewer.id());
        String first = twitch.chat(ChatLine.of(alice.id(), viewer.id(), "hi")).messageId();
        String second = twitch.chat(ChatLine.of(alice.id(), alice.id(), "hi")).messageId();

        assertThat(moderation().delete(channel, first)).isInstanceOf(Outcome.Refused.class);
        assertThat(moderation().delete(channel, second)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void timeOutHasADurationSoThatItIsNeverABan() {
        twitch.addModerator(alice.id(), bot.id());

        assertThat(moderation().timeOut(channel, chatter, Duration.ZERO, "links"))
                .isEqualTo(new Outcome.Done());
        assertThat(moderation().timeOut(channel, chatter, Duration.ofDays(30), "links"))
                .isEqualTo(new Outcome.Done());
        assertThat(twitch.moderation().actions())
                .extracting(ModerationAction::kind, ModerationAction::detail)
                .containsExactly(tuple(Kind.TIME_OUT, "1 s: links"), tuple(Kind.TIME_OUT, "1209600 s: links"));
    }

    @Test
    void warningShieldModeAndFollowersOnlyDoWhatTheySay() {
        twitch.addModerator(alice.id(), bot.id());
        ChatModeration moderation = moderation();

        assertThat(moderation.protection(channel))
                .isEqualTo(new ChatModeration.Protection(Optional.of(false), Optional.of(false)));
        assertThat(moderation.warn(channel, chatter, "x".repeat(600))).isEqualTo(new Outcome.Done());
        assertThat(moderation.shieldMode(channel, true)).isEqualTo(new Outcome.Done());
        assertThat(moderation.followersOnly(channel, Optional.of(Duration.ofHours(1))))
                .isEqualTo(new Outcome.Done());
        assertThat(twitch.moderation().shieldMode(alice.id())).isTrue();
        assertThat(twitch.moderation().followersOnly(alice.id())).contains(60);
        assertThat(moderation.protection(channel))
                .isEqualTo(new ChatModeration.Protection(Optional.of(true), Optional.of(true)));
        assertThat(moderation.followersOnly(channel, Optional.empty())).isEqualTo(new Outcome.Done());
        assertThat(moderation.shieldMode(channel, false)).isEqualTo(new Outcome.Done());
        assertThat(twitch.moderation().followersOnly(alice.id())).isEmpty();
        assertThat(twitch.moderation().shieldMode(alice.id())).isFalse();
    }

    @Test
    void secondAnnouncementWithinTwoSecondsComesLater() {
        twitch.addModerator(alice.id(), bot.id());

        assertThat(moderation().announce(channel, "one")).isEqualTo(new Outcome.Done());
        assertThat(moderation().announce(channel, "two")).isInstanceOf(Outcome.RetryLater.class);
        clock.advance(Duration.ofSeconds(2));
        assertThat(moderation().announce(channel, "two")).isEqualTo(new Outcome.Done());
    }

    @Test
    void whoIsNoModeratorMayNothing() {
        String message =
                twitch.chat(ChatLine.of(alice.id(), viewer.id(), "spam")).messageId();
        List<Function<ChatModeration, Outcome>> all = List.of(
                one -> one.delete(channel, message),
                one -> one.timeOut(channel, chatter, Duration.ofMinutes(1), ""),
                one -> one.warn(channel, chatter, "why"),
                one -> one.shieldMode(channel, true),
                one -> one.followersOnly(channel, Optional.empty()),
                one -> one.announce(channel, "hi"));

        assertThat(all)
                .allSatisfy(act -> assertThat(act.apply(moderation()))
                        .isEqualTo(new Outcome.NotPermitted("the bot is no moderator of the channel")));
        assertThat(all)
                .allSatisfy(act -> assertThat(act.apply(at(server.base(), Set.of(), new Tokens("t"))))
                        .isInstanceOf(Outcome.NotPermitted.class));
        assertThat(server.asked()).isEmpty();
        assertThat(twitch.moderation().actions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | The user specified in the user_id field is already banned. | Refused",
                "401 | Missing scope: moderator:manage:banned_users | NotPermitted",
                "403 | The user in moderator_id is not one of the broadcaster's moderators. | NotPermitted",
                "404 | '' | Refused",
                "409 | someone else is changing it | RetryLater",
                "429 | '' | RetryLater",
                "500 | '' | Unclear",
                "503 | '' | Unclear"
            })
    void answersAreReadByStatusAndOnlyA401IsRepeated(int status, String text, String kind) {
        server.json(status, "{\"message\":\"" + text + "\"}");
        server.json(status, "{\"message\":\"" + text + "\"}");

        Outcome outcome = scripted().timeOut(channel, chatter, Duration.ofMinutes(1), "");

        assertThat(outcome.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(server.asked()).as("a 401 did nothing").hasSize(status == 401 ? 2 : 1);
    }

    @Test
    void lostConnectionIsUnclearAndNotRepeated() {
        server.drop();

        assertThat(scripted().announce(channel, "hi")).isInstanceOf(Outcome.Unclear.class);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void waitingTimeComesFromTheEmptyBucket() {
        server.answer(
                429, "application/json", "{\"message\":\"\"}", Map.of("Ratelimit-Remaining", "0", "Retry-After", "7"));

        assertThat(scripted().announce(channel, "hi"))
                .isEqualTo(new Outcome.RetryLater("HTTP 429", Duration.ofSeconds(7)));
    }

    @Test
    void whereTwitchNamesNoTimeTheFirstPauseOfThePolicyCounts() {
        server.answer(409, "application/json", "{\"message\":\"someone else is changing it\"}", Map.of());

        assertThat(scripted().announce(channel, "hi"))
                .isInstanceOfSatisfying(
                        Outcome.RetryLater.class,
                        later -> assertThat(later.after()).isLessThan(Duration.ofSeconds(1)));
    }

    @Test
    void renewedTokenIsTriedOnce() {
        server.json(401, "{\"message\":\"Invalid OAuth token\"}");
        server.json(204, "");
        Tokens tokens = new Tokens("old", "new");

        assertThat(at(server.base(), SCOPES, tokens).shieldMode(channel, true)).isEqualTo(new Outcome.Done());
        assertThat(server.asked()).hasSize(2);
    }

    private List<Kind> kinds() {
        return twitch.moderation().actions().stream()
                .map(ModerationAction::kind)
                .toList();
    }

    private ChatModeration moderation() {
        List<String> scopes = SCOPES.stream().map(Scope::value).toList();
        String token = twitch.grant(bot.id(), scopes).accessToken();
        return at(URI.create(twitch.helixUrl()), SCOPES, new Tokens(token));
    }

    private ChatModeration scripted() {
        return at(server.base(), SCOPES, new Tokens("t"));
    }

    private ChatModeration at(URI helix, Set<Scope> scopes, AccessTokens tokens) {
        return new HelixModeration(
                Doors.to(helix, twitch.clientId(), tokens),
                () -> Optional.of(new TwitchUserId(bot.id())),
                key -> scopes);
    }

    /** Hands out one token, and another after a 401 if there is one. */
    private static final class Tokens implements AccessTokens {
        private final List<String> values;

        Tokens(String... values) {
            this.values = List.of(values);
        }

        @Override
        public Answer accessToken(CredentialKey key) {
            return new Answer.Available(new Secret(values.get(0)));
        }

        @Override
        public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
            return new AfterUnauthorized.Repeat(new Secret(values.get(values.size() - 1)));
        }
    }
}
