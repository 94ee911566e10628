package bot.herald.twitch.helix;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.stream.StreamMoments;
import bot.herald.stream.StreamMoments.Look;
import bot.herald.stream.StreamMoments.Outcome;
import bot.herald.testing.Doors;
import bot.herald.testing.JumpingClock;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HelixStreamMomentsTest {
    private static final Set<Scope> SCOPES = Set.of(Scope.CHANNEL_MANAGE_BROADCAST, Scope.CLIPS_EDIT);

    private final JumpingClock clock = new JumpingClock();
    private final TwitchSimulator twitch =
            TwitchSimulator.start(SimulatorOptions.defaults().withClock(clock));
    private final SimulatedUser alice = twitch.user("alice");
    private final TwitchUserId channel = new TwitchUserId(alice.id());

    @AfterEach
    void stop() {
        twitch.close();
    }

    private StreamMoments moments(Set<Scope> known) {
        String token = twitch.grant(
                        alice.id(), SCOPES.stream().map(Scope::value).toList())
                .accessToken();
        return new HelixStreamMoments(
                Doors.to(URI.create(twitch.helixUrl()), twitch.clientId(), new OneToken(token)), key -> known);
    }

    private record OneToken(String value) implements AccessTokens {
        @Override
        public Answer accessToken(CredentialKey key) {
            return new Answer.Available(new Secret(value));
        }

        @Override
        public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
            return new AfterUnauthorized.Repeat(refused);
        }
    }

    @Test
    void aClipIsTakenOnAndThereAWhileLater() {
        twitch.goLive(alice.id(), "Title", "Chess");
        StreamMoments moments = moments(SCOPES);

        assertThat(moments.clip(channel)).isInstanceOf(Outcome.Made.class);
        String id = ((Outcome.Made) moments.clip(channel)).what();
        assertThat(moments.look(channel, id)).isEqualTo(Look.NOT_YET);
        clock.jump(Duration.ofSeconds(5));
        assertThat(moments.look(channel, id)).isEqualTo(Look.THERE);
        assertThat(moments.look(channel, "NoSuchClip")).isEqualTo(Look.NOT_YET);
    }

    @Test
    void aMarkerStandsAtItsSecond() {
        twitch.goLive(alice.id(), "Title", "Chess");
        clock.jump(Duration.ofSeconds(90));
        StreamMoments moments = moments(SCOPES);

        assertThat(moments.marker(channel, "what & {that}: 100%"))
                .isInstanceOfSatisfying(
                        Outcome.Made.class,
                        made -> assertThat(Integer.parseInt(made.what())).isBetween(90, 120));
        assertThat(moments.marker(channel, "")).isInstanceOf(Outcome.Made.class);
        assertThat(moments.marker(channel, "x".repeat(141))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whyThereIsNoneIsToldApart() {
        StreamMoments moments = moments(SCOPES);
        assertThat(moments.clip(channel)).isEqualTo(new Outcome.Offline());
        assertThat(moments.marker(channel, "")).isEqualTo(new Outcome.Offline());

        twitch.goLive(alice.id(), "Title", "Chess");
        twitch.oddities().restrictClips(true);
        assertThat(moments.clip(channel)).isInstanceOf(Outcome.Refused.class);
        assertThat(moments(Set.of()).clip(channel)).isEqualTo(new Outcome.NotGranted());
        assertThat(moments(Set.of()).marker(channel, "")).isEqualTo(new Outcome.NotGranted());
    }
}
