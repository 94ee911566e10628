package bot.herald.feature.clip;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.Role;
import bot.herald.feature.FeatureCommand;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamMoments;
import bot.herald.testing.FakeFeatureServices;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClipsTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final ClipSettings ALL = new ClipSettings(true, Role.EVERYONE, true);

    private final TestClock clock = new TestClock();
    private final FakeFeatureServices services = new FakeFeatureServices(clock);
    private final Moments twitch = new Moments();
    private final Clips clips = new Clips(twitch);

    /** Does what the test says. */
    private static final class Moments implements StreamMoments {
        private Outcome outcome = new Outcome.Made("Clip1");
        private Look look = Look.NOT_YET;
        private final List<String> asked = new ArrayList<>();

        @Override
        public Outcome clip(TwitchUserId broadcasterId) {
            asked.add("clip");
            return outcome;
        }

        @Override
        public Look look(TwitchUserId broadcasterId, String clip) {
            asked.add("look " + clip);
            return look;
        }

        @Override
        public Outcome marker(TwitchUserId broadcasterId, String description) {
            asked.add("marker " + description);
            return outcome;
        }
    }

    private List<String> write(String command, String arguments, ClipSettings settings, String... badges) {
        ChatMessageReceived message = new ChatMessageReceived(
                new EventOrigin("m", "channel.chat.message", Instant.EPOCH),
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(new TwitchUserId("5"), new TwitchLogin("max"), "Max"),
                "chat-1",
                "!" + command,
                Set.of(badges),
                Optional.empty(),
                Optional.empty());
        return clips.commands().stream()
                .filter(one -> one.name().equals(command))
                .findFirst()
                .orElseThrow()
                .answer()
                .of(new FeatureCommand.Call<>(message, "!", arguments, settings, services));
    }

    private void tick() {
        clips.tick(CHANNEL, ALL, services);
    }

    @Test
    void theLinkIsPostedOnceTwitchHasTheClip() {
        assertThat(write("clip", "", ALL)).isEmpty();
        tick();
        assertThat(services.said).isEmpty();

        twitch.look = StreamMoments.Look.THERE;
        tick();
        tick();

        assertThat(services.said).containsExactly("Clip: https://clips.twitch.tv/Clip1");
        assertThat(twitch.asked).containsExactly("clip", "look Clip1", "look Clip1");
    }

    @Test
    void oneAtATimeAndWhatIsNotThereAfterAQuarterOfAMinuteNeverWillBe() {
        write("clip", "", ALL);
        assertThat(write("clip", "", ALL)).containsExactly("A clip is being made already.");

        clock.advance(Duration.ofSeconds(15));
        tick();

        assertThat(services.said).containsExactly("Twitch could not make that clip. Please try again.");
        assertThat(write("clip", "", ALL)).isEmpty();
    }

    @Test
    void whereNobodyCanTellTheLinkIsPostedInTheEnd() {
        write("clip", "", ALL);
        twitch.look = StreamMoments.Look.UNKNOWN;
        tick();
        assertThat(services.said).isEmpty();
        clock.advance(Duration.ofSeconds(15));
        tick();
        assertThat(services.said).containsExactly("Clip: https://clips.twitch.tv/Clip1");
    }

    @Test
    void whyThereIsNoneIsSaidInOneSentence() {
        twitch.outcome = new StreamMoments.Outcome.Offline();
        assertThat(write("clip", "", ALL)).containsExactly("There is no stream to clip right now.");
        assertThat(write("marker", "", ALL, "moderator"))
                .containsExactly("There is no stream to mark right now, or Twitch does not keep its recording.");
        twitch.outcome = new StreamMoments.Outcome.NotGranted();
        assertThat(write("clip", "", ALL))
                .containsExactly("The streamer has to allow that first: connect the channel again on the dashboard.");
        twitch.outcome = new StreamMoments.Outcome.Refused("Clips are restricted");
        assertThat(write("clip", "", ALL)).containsExactly("Twitch refused to make a clip: Clips are restricted");
        twitch.outcome = new StreamMoments.Outcome.Later("HTTP 503");
        assertThat(write("clip", "", ALL)).containsExactly("Twitch isn't answering right now. Please try again.");
    }

    @Test
    void whoMayNotClipGetsNoAnswer() {
        ClipSettings vips = new ClipSettings(true, Role.VIP, true);
        assertThat(write("clip", "", vips)).isEmpty();
        assertThat(twitch.asked).isEmpty();
        write("clip", "", vips, "vip");
        assertThat(twitch.asked).containsExactly("clip");
    }

    @Test
    void eachHasItsSwitchAndItsScope() {
        ClipSettings markersOnly = new ClipSettings(false, Role.EVERYONE, true);
        assertThat(write("clip", "", markersOnly)).isEmpty();
        assertThat(write("clip", "", markersOnly, "moderator"))
                .containsExactly("Clips from chat are off. Switch on 'Clips and markers' on the dashboard.");
        assertThat(clips.wants(markersOnly).channelScopes()).containsExactly(Scope.CHANNEL_MANAGE_BROADCAST);
        assertThat(clips.wants(new ClipSettings(true, Role.EVERYONE, false)).channelScopes())
                .containsExactly(Scope.CLIPS_EDIT);
        assertThat(clips.wants(ClipSettings.DEFAULTS).channelScopes()).isEmpty();
    }

    @Test
    void aMarkerSaysWhereItStandsAndIsWrittenDown() {
        twitch.outcome = new StreamMoments.Outcome.Made("3725");

        assertThat(write("marker", "the lawyer", ALL, "moderator")).containsExactly("Marked at 1:02:05.");
        assertThat(write("marker", "x".repeat(141), ALL, "moderator"))
                .containsExactly("A description can have at most 140 characters.");

        assertThat(twitch.asked).containsExactly("marker the lawyer");
        assertThat(services.audited).containsExactly("max set a stream marker: the lawyer");
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyFromTheNextClip() {
        write("clip", "", ALL);
        clock.set(Duration.ofHours(-1));
        assertThat(write("clip", "", ALL)).isNotEmpty();
        clock.advance(StreamMoments.CLIP_MADE_WITHIN);

        assertThat(write("clip", "", ALL)).isEmpty();
        assertThat(twitch.asked).containsExactly("clip", "clip");
    }
}
