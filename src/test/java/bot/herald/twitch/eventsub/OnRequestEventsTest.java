package bot.herald.twitch.eventsub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.event.ChannelEvent;
import bot.herald.event.Cheered;
import bot.herald.event.RecentIds;
import bot.herald.event.TwitchEvent;
import bot.herald.identity.TwitchUserId;
import com.github.twitch4j.eventsub.domain.PollStatus;
import com.github.twitch4j.eventsub.events.ChannelCheerEvent;
import com.github.twitch4j.eventsub.events.ChannelPollEndEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that only features of plug-ins want, and what they read of all. */
class OnRequestEventsTest {
    private static final String POLL = """
            {"id":"p","broadcaster_user_id":"111","title":"Tea?","status":"completed","brand_new":{"x":1},
             "choices":[{"id":"1","title":"Yes","votes":3,"odd":true}]}""";

    private final List<ChannelEvent> events = new ArrayList<>();
    private final List<EventSubObserver.Skip> skipped = new ArrayList<>();
    private int messages;

    private void read(String type, String version, String condition, String event) {
        String frame = """
                {"metadata":{"message_id":"m%d","message_type":"notification","message_timestamp":"%s",
                 "subscription_type":"%s"},"payload":{"subscription":{"type":"%s","version":"%s","status":"enabled",
                 "condition":%s},"event":%s}}""".formatted(messages++, java.time.Instant.now(), type, type, version, condition, event);
        NotificationReader reader = new NotificationReader(
                new RecentIds(Duration.ofMinutes(1), 100),
                System::nanoTime,
                new TwitchTime(System::nanoTime),
                events::add,
                observer(),
                () -> {});
        byte[] text = frame.getBytes(UTF_8);
        reader.read(SocketFrame.parse(text, text.length).orElseThrow());
    }

    private EventSubObserver observer() {
        return new EventSubObserver() {
            @Override
            public void received(String type) {}

            @Override
            public void skipped(Skip why) {
                skipped.add(why);
            }
        };
    }

    @Test
    void aTypeThatHeraldHasNoKindForComesAsTwitch4JReadsIt() {
        read("channel.poll.end", "1", "{\"broadcaster_user_id\":\"111\"}", POLL);

        TwitchEvent event = (TwitchEvent) events.get(0);
        assertThat(event.broadcasterId()).isEqualTo(new TwitchUserId("111"));
        ChannelPollEndEvent poll = event.as(ChannelPollEndEvent.class);
        assertThat(poll.getStatus()).isEqualTo(PollStatus.COMPLETED);
        assertThat(poll.getChoices().get(0).getVotes()).isEqualTo(3);
    }

    @Test
    void whatDoesNotFitIsSaidWithoutQuotingIt() {
        read("channel.poll.end", "1", "{\"broadcaster_user_id\":\"111\"}", "{\"choices\":\"secret words\"}");

        assertThatThrownBy(() -> ((TwitchEvent) events.get(0)).as(ChannelPollEndEvent.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("what Twitch sent is no ChannelPollEndEvent")
                .hasNoCause();
    }

    @Test
    void anEventOfHeraldsOwnKindsCanBeReadAsTwitch4JsToo() {
        read(
                "channel.cheer",
                "1",
                "{}",
                "{\"broadcaster_user_id\":\"111\",\"is_anonymous\":true,\"bits\":5,\"message\":\"hi\"}");

        Cheered cheered = (Cheered) events.get(0);
        assertThat(new TwitchEvent(cheered.origin(), cheered.broadcasterId())
                        .as(ChannelCheerEvent.class)
                        .getBits())
                .isEqualTo(5);
    }

    @Test
    void whatNobodyCanAskForOrBelongsToNoChannelIsCountedAndSkipped() {
        read("channel.poll.end", "9", "{\"broadcaster_user_id\":\"111\"}", POLL);
        read("channel.invented", "1", "{\"broadcaster_user_id\":\"111\"}", POLL);
        read("channel.poll.end", "1", "{}", "{\"title\":\"Tea?\"}");

        assertThat(events).isEmpty();
        assertThat(skipped).hasSize(3).containsOnly(EventSubObserver.Skip.UNKNOWN_EVENT_TYPE);
    }
}
