package bot.herald.twitch.helix;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.feature.shoutout.ShoutoutSender.Result;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelixShoutoutsTest {
    private static final Set<Scope> SCOPES = Set.of(Scope.MODERATOR_MANAGE_SHOUTOUTS);

    private final TestClock clock = new TestClock();
    private final TwitchSimulator twitch =
            TwitchSimulator.start(SimulatorOptions.defaults().withClock(clock));
    private final ScriptedServer server = new ScriptedServer();
    private final SimulatedUser alice = twitch.user("alice");
    private final SimulatedUser bot = twitch.user("herald");
    private final SimulatedUser raider = twitch.user("raider");

    @AfterEach
    void stop() {
        server.close();
        twitch.close();
    }

    private boolean broadcasterAllows;

    @Test
    void moderatorOfALiveChannelGivesOne() {
        twitch.goLive(alice.id(), "title", "game");
        twitch.addModerator(alice.id(), bot.id());

        assertThat(give(raider)).isEqualTo(new Result.Given(true));
    }

    @Test
    void eachOfTwitchsRefusalsIsToldApart() {
        assertThat(give(raider)).isInstanceOf(Result.NotModerator.class);
        twitch.addModerator(alice.id(), bot.id());
        assertThat(give(raider)).isInstanceOf(Result.NotLive.class);
        twitch.goLive(alice.id(), "title", "game");
        assertThat(give(alice)).isInstanceOf(Result.Refused.class);
        assertThat(give(raider)).isEqualTo(new Result.Given(true));
        assertThat(give(twitch.user("next"))).isEqualTo(new Result.TooEarly(false));
        clock.advance(Duration.ofMinutes(2));
        assertThat(give(raider)).isEqualTo(new Result.TooEarly(false));
        assertThat(give(twitch.user("next"))).isEqualTo(new Result.Given(true));
    }

    @Test
    void withoutTheScopeNothingIsAsked() {
        assertThat(at(server.base(), Set.of(), new Tokens("t")).give(id(alice), id(raider)))
                .isInstanceOf(Result.NotPermitted.class);
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | Missing scope: moderator:manage:shoutouts | NotPermitted",
                "400 | The requesting user must be a channel moderator. | NotModerator",
                "401 | You don't have permission to perform that action. | NotModerator",
                "403 | You don't have permission to perform that action. | NotModerator",
                "400 | The broadcaster may not give themselves a Shoutout. | Refused",
                "400 | The parameter moderator_id was malformed | Refused",
                "401 | The ID in moderator_id must match the user ID found in the token | NotModerator",
                "403 | The broadcaster may not send the specified broadcaster a Shoutout. | Refused",
                "429 | exceeded the number of Shoutouts they may send the same broadcaster | TooEarly",
                "500 | '' | Unclear",
                "404 | '' | Refused"
            })
    void answersAreReadByStatusAndText(int status, String text, String kind) {
        server.json(status, "{\"message\":\"" + text + "\"}");
        server.json(status, "{\"message\":\"" + text + "\"}");

        Result result = scripted();

        assertThat(result.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(server.asked()).as("a 401 did nothing").hasSize(status == 401 ? 2 : 1);
    }

    @Test
    void emptyBucketIsNoCooldown() {
        server.answer(
                429,
                "application/json",
                "{\"message\":\"Too Many Requests\"}",
                Map.of("Ratelimit-Remaining", "0", "Retry-After", "7"));

        assertThat(scripted()).isEqualTo(new Result.RetryLater("too many requests", Duration.ofSeconds(7)));
    }

    @Test
    void lostConnectionIsUnclearAndNotRepeated() {
        server.drop();

        assertThat(scripted()).isInstanceOf(Result.Unclear.class);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void whereTheBotIsNoModeratorTheBroadcastersOwnTokenGivesIt() {
        broadcasterAllows = true;
        server.json(400, "{\"message\":\"The requesting user must be a channel moderator.\"}")
                .answer(204, "", "", Map.of());

        assertThat(scripted()).isEqualTo(new Result.Given(false));
        assertThat(server.asked())
                .extracting(asked -> asked.uri().getQuery().replaceAll(".*moderator_id=", ""))
                .containsExactly(bot.id(), alice.id());
    }

    private Result give(SimulatedUser target) {
        String token = twitch.grant(bot.id(), List.of(Scope.MODERATOR_MANAGE_SHOUTOUTS.value()))
                .accessToken();
        return at(URI.create(twitch.helixUrl()), SCOPES, new Tokens(token)).give(id(alice), id(target));
    }

    private Result scripted() {
        return at(server.base(), SCOPES, new Tokens("t")).give(id(alice), id(raider));
    }

    private HelixShoutouts at(URI helix, Set<Scope> granted, AccessTokens tokens) {
        return new HelixShoutouts(
                Doors.to(helix, twitch.clientId(), tokens),
                key -> key.purpose() == Purpose.BOT || broadcasterAllows ? granted : Set.of(),
                () -> Optional.of(id(bot)));
    }

    private static TwitchUserId id(SimulatedUser user) {
        return new TwitchUserId(user.id());
    }

    /** A live token, so Twitch's 401 means something else. */
    private record Tokens(String token) implements AccessTokens {
        @Override
        public Answer accessToken(CredentialKey key) {
            return new Answer.Available(new Secret(token));
        }

        @Override
        public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
            return new AfterUnauthorized.Repeat(refused);
        }
    }
}
