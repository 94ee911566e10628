package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.eventsub.EventParser.BrokenEventException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
    private static final String CHAT = """
            {"broadcaster_user_id":"111","broadcaster_user_login":"chan","broadcaster_user_name":"Chan",
             "chatter_user_id":"333","chatter_user_login":"VieWer","chatter_user_name":"観客",
             "message_id":"cc1","message":{"text":"!so @pal","fragments":[
               {"type":"hologram","text":"!so ","cheermote":null,"emote":null,"mention":null,"new":{"a":1}},
               {"type":"emote","text":"Kappa","emote":{"id":"25","emote_set_id":"0","owner_id":"0","format":["smell"]}}]},
             "color":"","badges":[{"set_id":"moderator","id":"1","info":""},{"set_id":"of_tomorrow","id":"1","info":""}],
             "message_type":"of_tomorrow","cheer":null,"reply":{"parent_message_id":"p1","new":1},"new_field":{"x":[]},
             "channel_points_custom_reward_id":null,"source_broadcaster_user_id":"112",
             "source_message_id":"x","source_badges":[],"is_source_only":false}""";

    private final EventParser parser = new EventParser();

    private Optional<ChannelEvent> parse(String type, String json) throws Exception {
        EventOrigin origin = new EventOrigin("m", type, Instant.parse("2026-01-02T03:04:05.123456789Z"));
        return parser.parse(origin, new ObjectMapper().readTree(json));
    }

    @Test
    void aChatMessageSurvivesUnknownFieldsAndValues() throws Exception {
        ChatMessageReceived chat =
                (ChatMessageReceived) parse("channel.chat.message", CHAT).orElseThrow();
        assertThat(chat.broadcasterId()).isEqualTo(new TwitchUserId("111"));
        assertThat(chat.chatter().login().value()).isEqualTo("viewer");
        assertThat(chat.chatter().displayName()).isEqualTo("観客");
        assertThat(chat.text()).isEqualTo("!so @pal");
        assertThat(chat.chatMessageId()).isEqualTo("cc1");
        assertThat(chat.badges()).containsExactlyInAnyOrder("moderator", "of_tomorrow");
        assertThat(chat.replyParentMessageId()).contains("p1");
        assertThat(chat.isSharedChatCopy()).isTrue();
    }

    @Test
    void aChatMessageNeedsOnlyItsIdsAndItsText() throws Exception {
        ChatMessageReceived chat =
                (ChatMessageReceived) parse("channel.chat.message", """
                        {"broadcaster_user_id":"111","chatter_user_id":"333","chatter_user_name":null,
                         "message_id":"c","message":{"text":""},"badges":null,"reply":null,
                         "source_broadcaster_user_id":null}""").orElseThrow();
        assertThat(chat.text()).isEmpty();
        assertThat(chat.badges()).isEmpty();
        assertThat(chat.replyParentMessageId()).isEmpty();
        assertThat(chat.isSharedChatCopy()).isFalse();
        assertThat(chat.chatter().displayName()).isEqualTo("333");
    }

    @ParameterizedTest
    @CsvSource({"live, true", "rerun, false", "playlist, false", "watch_party, false", "premiere, false"})
    void onlyALiveStreamIsLive(String type, boolean live) throws Exception {
        assertThat(parse("stream.online", """
                        {"broadcaster_user_id":"111","id":"1","started_at":"2026-01-02T03:04:05Z","type":"%s"}
                        """.formatted(type)).isPresent()).isEqualTo(live);
    }

    @Test
    void aRaidByAnAccountWithAnOddLoginStillCounts() throws Exception {
        RaidReceived raid = (RaidReceived) parse("channel.raid", """
                        {"from_broadcaster_user_id":"222","from_broadcaster_user_login":"räuber-hauptmann",
                         "from_broadcaster_user_name":"Räuber","to_broadcaster_user_id":"111","viewers":null}""").orElseThrow();
        assertThat(raid.raider().login().value()).isEqualTo("222");
        assertThat(raid.raider().displayName()).isEqualTo("Räuber");
        assertThat(raid.viewers()).isZero();
        assertThat(raid.broadcasterId()).isEqualTo(new TwitchUserId("111"));
    }

    @Test
    void anUnknownTypeIsNoEventAndNoError() throws Exception {
        assertThat(parse("channel.of.tomorrow", "{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"to_broadcaster_user_id\":\"111\"}",
                "{\"to_broadcaster_user_id\":\"x\",\"from_broadcaster_user_id\":\"1\"}",
                "{\"to_broadcaster_user_id\":\"111\",\"from_broadcaster_user_id\":\"222\",\"viewers\":{}}",
                "[]",
                "null"
            })
    void aRaidWithoutWhatItNeedsIsBroken(String json) {
        assertThatThrownBy(() -> parse("channel.raid", json)).isInstanceOf(BrokenEventException.class);
    }

    @Test
    void aFramesTimeMayHaveNoneToNineDigitsOfFraction() {
        for (String fraction : new String[] {"", ".1", ".123", ".123456789"}) {
            String time = "2026-01-02T03:04:05" + fraction + "Z";
            String frame = "{\"metadata\":{\"message_id\":\"a\",\"message_type\":\"b\",\"message_timestamp\":\"" + time
                    + "\"}}";
            byte[] text = frame.getBytes(StandardCharsets.UTF_8);
            assertThat(SocketFrame.parse(text, text.length).flatMap(SocketFrame::sentAt))
                    .contains(Instant.parse(time));
        }
    }
}
