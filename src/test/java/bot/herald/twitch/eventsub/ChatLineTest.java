package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.Mutator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.eventsub.domain.chat.Badge;
import com.github.twitch4j.eventsub.domain.chat.Fragment;
import com.github.twitch4j.eventsub.domain.chat.Reply;
import com.github.twitch4j.eventsub.events.ChannelChatMessageEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Chat is read without Twitch4J's classes; here they say what it must come to. */
class ChatLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventOrigin ORIGIN = new EventOrigin("m1", "channel.chat.message", Instant.EPOCH);

    private static final String PLAIN = """
            {"broadcaster_user_id":"111","broadcaster_user_login":"chan","broadcaster_user_name":"Chan",
             "source_broadcaster_user_id":null,"source_broadcaster_user_login":null,"source_broadcaster_user_name":null,
             "chatter_user_id":"333","chatter_user_login":"viewer","chatter_user_name":"観客","message_id":"cc1",
             "source_message_id":null,"is_source_only":null,
             "message":{"text":"Hi @pal Kappa \\"Cheer100\\" 🚢","fragments":[
               {"type":"text","text":"Hi ","cheermote":null,"emote":null,"mention":null},
               {"type":"mention","text":"@pal","cheermote":null,"emote":null,
                "mention":{"user_id":"444","user_login":"pal","user_name":"Pal"}},
               {"type":"emote","text":"Kappa","cheermote":null,"mention":null,
                "emote":{"id":"25","emote_set_id":"0","owner_id":"0","format":["static"]}},
               {"type":"cheermote","text":"Cheer100","cheermote":{"prefix":"cheer","bits":100,"tier":1},"emote":null}]},
             "color":"#00FF7F","badges":[{"set_id":"moderator","id":"1","info":""},
               {"set_id":"subscriber","id":"12","info":"16"}],
             "source_badges":null,"message_type":"text","cheer":{"bits":100},
             "reply":{"parent_message_id":"p1","parent_message_body":"yes?","parent_user_id":"9","parent_user_name":"N",
               "parent_user_login":"n","thread_message_id":"p0","thread_user_id":"9","thread_user_name":"N",
               "thread_user_login":"n"},
             "channel_points_custom_reward_id":null,"channel_points_animation_id":null}""";

    static Stream<String> samples() throws JsonProcessingException {
        List<String> samples = new ArrayList<>(List.of(PLAIN));
        ObjectNode plain = (ObjectNode) JSON.readTree(PLAIN);
        for (String field :
                List.of("broadcaster_user_login", "chatter_user_login", "chatter_user_name", "badges", "reply")) {
            ObjectNode without = plain.deepCopy();
            without.remove(field);
            samples.add(without.toString());
            samples.add(plain.deepCopy().putNull(field).toString());
        }
        samples.add(plain.deepCopy().put("source_broadcaster_user_id", "112").toString());
        samples.add(plain.deepCopy().put("source_broadcaster_user_id", "111").toString());
        samples.add(plain.deepCopy().put("source_broadcaster_user_id", "").toString());
        samples.add(plain.deepCopy().put("broadcaster_user_id", 111).toString());
        samples.add(plain.deepCopy().put("message_type", "of_tomorrow").toString());
        samples.add(plain.deepCopy().put("chatter_user_login", "räuber").toString());
        samples.add(plain.deepCopy().put("of_tomorrow", 1).toString());
        ObjectNode oddBadges = plain.deepCopy();
        oddBadges.putArray("badges").addNull().addObject().put("id", "1");
        samples.add(oddBadges.toString());
        ObjectNode noParent = plain.deepCopy();
        noParent.putObject("reply").put("parent_message_id", "");
        samples.add(noParent.toString());
        return samples.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void chatIsReadAsTwitch4jReadsIt(String json) throws JsonProcessingException {
        JsonNode event = JSON.readTree(json);
        assertThat(read(event)).isEqualTo(byTwitch4j(event));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingThatIsSkippedInTheFrameIsMissed(String json) throws JsonProcessingException {
        JsonNode event = JSON.readTree(json);
        assertThat(line(frame(event).toString()).event(ORIGIN)).isEqualTo(byTwitch4j(event));
    }

    /** What does not look as lines do is read whole, and comes to the same. */
    @Test
    void whateverIsUnusualIsReadWhole() throws JsonProcessingException {
        JsonNode event = JSON.readTree(PLAIN);
        String usual = frame(event).toString();
        String metadata = "\"metadata\":" + frame(event).path("metadata");
        String payload = "\"payload\":" + frame(event).path("payload");
        assertThat(usual).isEqualTo("{" + metadata + "," + payload + "}");

        for (String unusual : List.of(
                "{" + payload + "," + metadata + "}",
                "{" + metadata + "," + payload.replace("\"enabled\"", "\"authorization_revoked\"") + "}",
                "{" + metadata + "," + payload.replace("\"event\":", "\"event\":null,\"event\":") + "}",
                "{" + metadata + "," + payload.replace("\"event\":", "\"event\":{},\"event\":") + "}",
                "{" + metadata.replace("\"notification\"", "\"revocation\"") + "," + payload + "}",
                "{" + metadata.replace("channel.chat.message", "channel.raid") + "," + payload + "}",
                "{" + metadata + "," + payload.replace("\"channel.chat.message\"", "\"channel.raid\"") + "}")) {
            SocketFrame frame = parse(unusual).orElseThrow();
            assertThat(frame.chat()).as(unusual).isNull();
            assertThat(ChatLineTest.read(frame.payload().path("event"))).isEqualTo(byTwitch4j(event));
        }
    }

    @Test
    void orderEscapesAndRepeatedFieldsMakeNoDifference() throws JsonProcessingException {
        JsonNode event = JSON.readTree(PLAIN);
        ObjectNode reversed = JSON.createObjectNode();
        List<String> names = new ArrayList<>();
        event.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        names.forEach(name -> reversed.set(name, event.get(name)));
        assertThat(line(frame(reversed).toString()).event(ORIGIN)).isEqualTo(byTwitch4j(event));

        String frame = frame(event).toString();
        String escaped = frame.replace("\"message\":{\"text\":\"Hi", "\"m\\u0065ssage\":{\"t\\u0065xt\":\"\\u0048i")
                .replace("{\"status\":", "{\"of_tomorrow\":{\"event\":{\"message\":[{}]},\"a\":[[],{}]},\"status\":");
        assertThat(escaped).isNotEqualTo(frame).contains("of_tomorrow").contains("t\\u0065xt");
        assertThat(line(escaped).event(ORIGIN)).isEqualTo(byTwitch4j(event));

        String twice = frame.replace(
                "\"message\":{",
                "\"message\":{\"text\":\"old\",\"fragments\":[{\"type\":\"emote\",\"text\":\"Old\"}]},\"badges\":[{\"set_id\":\"vip\"}],"
                        + "\"reply\":{\"parent_user_name\":\"Old\"},\"message\":{");
        assertThat(line(twice).event(ORIGIN)).isEqualTo(byTwitch4j(event));

        ObjectNode textGone = event.deepCopy();
        ((ObjectNode) textGone.path("message")).remove("text");
        String onlyBefore =
                frame(textGone).toString().replace("\"message\":{", "\"message\":{\"text\":\"old\"},\"message\":{");
        assertThatThrownBy(() -> line(onlyBefore).event(ORIGIN)).isInstanceOf(EventFields.MissingField.class);
    }

    @Test
    void whatIsNoJsonIsNoFrame() throws JsonProcessingException {
        String frame = frame(JSON.readTree(PLAIN)).toString();
        for (int end = frame.length() - 1; end > 0; end--) {
            assertThat(parse(frame.substring(0, end))).isEmpty();
        }
        assertThat(parse(frame.replace("\"badges\":[", "\"badges\":[}"))).isEmpty();
        assertThat(parse(frame.replace("\"cheer\":", "\"cheer\":" + "[".repeat(2_000))))
                .isEmpty();
    }

    /** Whatever the scanner takes for a line, Jackson takes for the same line; what is no JSON neither takes. */
    @Test
    void theScannerNeverSaysAnythingElseThanTheParser() throws JsonProcessingException {
        String usual = frame(JSON.readTree(PLAIN.replace("\\\"Cheer100\\\"", "Cheer100")))
                .toString();
        assertThat(scanned(usual)).isPresent();
        assertThat(scanned(frame(JSON.readTree(PLAIN)).toString()))
                .as("with escapes")
                .isEmpty();
        Mutator mutator = new Mutator(20_260_103);
        List<String> parts = List.of(
                ",",
                ":",
                "{",
                "}",
                "[",
                "]",
                "\"",
                "null",
                "nul",
                "true",
                "tru",
                "0",
                "01",
                "-",
                "-0",
                "1.5",
                "1e3",
                "\\",
                " ",
                "\t",
                "\"event\":{},",
                "\"message\":{},",
                "\"badges\":[],",
                "\"reply\":null,",
                "\"type\":\"x\",",
                "\"text\":1,",
                "[[",
                "{}",
                "é",
                "大");
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            String spoiled;
            if (i % 4 == 0) {
                spoiled = mutator.mutate(usual);
            } else {
                int at = mutator.below(usual.length());
                int to = Math.min(usual.length(), at + mutator.below(3));
                spoiled = usual.substring(0, at) + mutator.any(parts) + usual.substring(to);
            }
            Optional<ChatLine> line = scanned(spoiled);
            if (line.isPresent()) {
                taken++;
                assertThat(shown(line.get())).as(spoiled).isEqualTo(shown(parsed(spoiled)));
            }
        }
        assertThat(taken).as("of the spoiled ones").isBetween(100, 19_000);
    }

    private static Optional<ChatLine> scanned(String frame) {
        byte[] text = frame.getBytes(StandardCharsets.UTF_8);
        try {
            return FrameReader.read(new ScannedValues(text, text.length), true).map(SocketFrame::chat);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ChatLine parsed(String frame) {
        try (JsonParser json = JSON.createParser(frame.getBytes(StandardCharsets.UTF_8))) {
            json.nextToken();
            return Optional.ofNullable(FrameReader.read(new JsonValues.Parsed(JSON, json), true)
                            .orElseThrow()
                            .chat())
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError("the parser refuses " + frame, e);
        }
    }

    private static String shown(ChatLine line) {
        try {
            return line.event(ORIGIN).toString();
        } catch (EventFields.MissingField e) {
            return "without " + e.field;
        }
    }

    private static ObjectNode frame(JsonNode event) {
        ObjectNode frame = JSON.createObjectNode();
        frame.putObject("metadata")
                .put("message_id", "m1")
                .put("message_type", "notification")
                .put("subscription_type", "channel.chat.message");
        ObjectNode payload = frame.putObject("payload");
        payload.putObject("subscription").put("status", "enabled").put("type", "channel.chat.message");
        payload.set("event", event);
        return frame;
    }

    private static Optional<SocketFrame> parse(String frame) {
        byte[] text = frame.getBytes(StandardCharsets.UTF_8);
        // What stands behind a message is none of it.
        return SocketFrame.parse(Arrays.copyOf(text, text.length + 10), text.length);
    }

    private static ChatLine line(String frame) {
        return Optional.ofNullable(parse(frame).orElseThrow().chat()).orElseThrow();
    }

    private static ChannelEvent read(JsonNode event) throws JsonProcessingException {
        return Objects.requireNonNull(EventShapes.BY_TYPE.get("channel.chat.message"))
                .read(ORIGIN, event);
    }

    private static ChatMessageReceived byTwitch4j(JsonNode event) throws JsonProcessingException {
        ChannelChatMessageEvent chat = TypeConvert.getObjectMapper().treeToValue(event, ChannelChatMessageEvent.class);
        TwitchUserId broadcaster = new TwitchUserId(chat.getBroadcasterUserId());
        TwitchUserId chatter = new TwitchUserId(chat.getChatterUserId());
        TwitchLogin login = login(chatter, Optional.ofNullable(chat.getChatterUserLogin()));
        return new ChatMessageReceived(
                ORIGIN,
                broadcaster,
                login(broadcaster, Optional.ofNullable(chat.getBroadcasterUserLogin())),
                new Account(
                        chatter,
                        login,
                        Optional.ofNullable(chat.getChatterUserName()).orElse(login.value())),
                chat.getMessageId(),
                chat.getMessage().getText(),
                Optional.ofNullable(chat.getBadges()).stream()
                        .flatMap(List::stream)
                        .flatMap(Stream::ofNullable)
                        .map(Badge::getSetId)
                        .flatMap(Stream::ofNullable)
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(chat.getReply())
                        .map(Reply::getParentMessageId)
                        .filter(parent -> !parent.isEmpty()),
                Optional.ofNullable(chat.getSourceBroadcasterUserId())
                        .filter(TwitchUserId::isValid)
                        .map(TwitchUserId::new),
                chat.getMessage().getFragments().stream()
                        .filter(fragment -> fragment.getType() == Fragment.Type.EMOTE)
                        .collect(Collectors.toUnmodifiableMap(
                                Fragment::getText,
                                fragment -> fragment.getEmote().getId())),
                chat.getMessage().getFragments().stream()
                        .filter(fragment -> fragment.getMention() != null)
                        .map(fragment -> new ChatMessageReceived.Mention(
                                fragment.getText(),
                                new Account(
                                        new TwitchUserId(fragment.getMention().getUserId()),
                                        new TwitchLogin(fragment.getMention().getUserLogin()),
                                        fragment.getMention().getUserName())))
                        .toList(),
                Optional.ofNullable(chat.getReply())
                        .filter(reply -> reply.getParentMessageBody() != null && reply.getParentUserName() != null)
                        .map(reply -> new ChatMessageReceived.Parent(
                                reply.getParentUserName(), reply.getParentMessageBody())));
    }

    @ParameterizedTest
    @CsvSource({
        "'\u0001ACTION !ping\u0001', !ping",
        "'\u0001ACTION waves at you\u0001', waves at you",
        "'\u0001ACTION !ping', !ping",
        "ACTION !ping, ACTION !ping",
        "'\u0001ACTION \u0001', ''"
    })
    void actionIsReadWithoutItsWrapper(String written, String read) throws JsonProcessingException {
        ObjectNode event = (ObjectNode) JSON.readTree(PLAIN);
        ((ObjectNode) event.path("message")).put("text", written);

        assertThat(((ChatMessageReceived) read(event)).text()).isEqualTo(read);
    }

    private static TwitchLogin login(TwitchUserId id, Optional<String> login) {
        return new TwitchLogin(login.filter(TwitchLogin::isValid).orElse(id.value()));
    }
}
