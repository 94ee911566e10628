package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.simulator.TestClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ChatMessageTest extends WithSimulator {
    private final String token = token(bot, "user:write:chat", "user:bot");

    private Answer say(String text) {
        return client.say(token, streamer.id(), bot.id(), text);
    }

    private String dropCode(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/data/0/is_sent").asBoolean()).isFalse();
        return answer.text("/data/0/drop_reason/code");
    }

    private String body(String more) {
        return "{\"broadcaster_id\":\"%s\",\"sender_id\":\"%s\",\"message\":\"hi\"%s}"
                .formatted(streamer.id(), bot.id(), more);
    }

    @Test
    void theSameTextIsDroppedForHalfAMinuteUnlessByAModerator() {
        say("hi");
        assertThat(dropCode(say("hi"))).isEqualTo("msg_duplicate");
        clock.advance(seconds(31));
        assertThat(say("hi").json().at("/data/0/is_sent").asBoolean()).isTrue();
        simulator.addModerator(streamer.id(), bot.id());
        assertThat(say("hi").json().at("/data/0/is_sent").asBoolean()).isTrue();
        assertThat(simulator.sentMessages())
                .extracting(SentMessage::dropReason)
                .containsExactly(null, "msg_duplicate", null, null);
    }

    @Test
    void anyRefusalCanBePlannedAndDoesNotCountAsSent() {
        simulator.oddities().dropMessages(streamer.id(), "msg_rejected", 1);
        assertThat(client.json(
                                "/simulator/drop-messages",
                                "{\"channel\":\"streamer\",\"code\":\"msg_r9k\",\"times\":2}")
                        .json()
                        .path("planned")
                        .asInt())
                .isEqualTo(2);

        assertThat(dropCode(say("hi"))).isEqualTo("msg_rejected");
        assertThat(dropCode(say("hi"))).isEqualTo("msg_r9k");
        assertThat(dropCode(say("hi"))).isEqualTo("msg_r9k");
        assertThat(say("hi").json().at("/data/0/is_sent").asBoolean())
                .as("not a duplicate of what was dropped")
                .isTrue();
        assertThat(client.json("/simulator/drop-messages", "{\"channel\":\"streamer\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whoIsTimedOutOrDoesNotFollowIsDropped() {
        simulator.timeOut(streamer.id(), bot.id(), seconds(60));
        assertThat(dropCode(say("one"))).isEqualTo("user_timed_out");
        clock.advance(seconds(60));
        assertThat(say("two").json().at("/data/0/is_sent").asBoolean()).isTrue();
        clock.advance(seconds(2));
        simulator.moderation().followersOnly(streamer.id(), 0);
        assertThat(dropCode(say("three"))).isEqualTo("msg_followersonly_zero");
        simulator.moderation().followersOnly(streamer.id(), 10);
        assertThat(dropCode(say("four"))).isEqualTo("msg_followersonly");
        simulator.viewers().follow(streamer.id(), bot.id());
        assertThat(dropCode(say("five"))).isEqualTo("msg_followersonly_followed");
        clock.advance(seconds(600));
        assertThat(say("six").json().at("/data/0/is_sent").asBoolean()).isTrue();
    }

    @Test
    void twentyMessagesInHalfAMinuteAreTheLimitAndAHundredForAModerator() {
        for (int i = 0; i < 20; i++) {
            assertThat(say("text " + i).json().at("/data/0/is_sent").asBoolean())
                    .isTrue();
            clock.advance(seconds(1));
        }
        assertThat(dropCode(say("text 20"))).isEqualTo("msg_ratelimit");
        simulator.addModerator(streamer.id(), bot.id());
        for (int i = 20; i < 100; i++) {
            assertThat(say("text " + i).json().at("/data/0/is_sent").asBoolean())
                    .isTrue();
        }
        assertThat(dropCode(say("text 100"))).isEqualTo("msg_ratelimit");
    }

    @Test
    void oneMessageASecondInAChannelUnlessByAVipOrModerator() {
        say("one");
        assertThat(dropCode(say("two"))).isEqualTo("msg_ratelimit");
        simulator.addVip(streamer.id(), bot.id());
        assertThat(say("two").json().at("/data/0/is_sent").asBoolean()).isTrue();
    }

    @Test
    void fiveHundredCharactersAreAllowedCountedAsCodePoints() {
        assertThat(say("🎉".repeat(500)).status()).isEqualTo(200);
        assertThat(say("x".repeat(501)).status()).isEqualTo(422);
    }

    @Test
    void onlyTheSenderWithTheScopeMaySend() {
        assertThat(client.say(token(bot), streamer.id(), bot.id(), "hi").text("/message"))
                .isEqualTo("Missing scope: user:write:chat");
        assertThat(client.say(token(viewer, "user:write:chat"), streamer.id(), bot.id(), "hi")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theBannedAreForbidden() {
        simulator.ban(streamer.id(), bot.id());
        assertThat(say("hi").status()).isEqualTo(403);
        simulator.unban(streamer.id(), bot.id());
        assertThat(say("hi").status()).isEqualTo(200);
    }

    @Test
    void aReplyNeedsAKnownParent() {
        say("first");
        Answer unknown = client.helix("POST", "/chat/messages", token, body(",\"reply_parent_message_id\":\"nope\""));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("/message"))
                .isEqualTo("The request's input was not valid. Message cannot be replied to.");
        String parent =
                simulator.chat(ChatLine.of(streamer.id(), viewer.id(), "!ping")).messageId();
        client.helix("POST", "/chat/messages", token, body(",\"reply_parent_message_id\":\"" + parent + "\""));
        assertThat(simulator.sentMessages().get(1).replyTo()).isEqualTo(parent);
    }

    @Test
    void sourceOnlyIsForAppTokens() {
        say("first");
        assertThat(client.helix("POST", "/chat/messages", token, body(",\"for_source_only\":true"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anAppTokenNeedsTheSendersGrantAndTheBroadcastersOrARole() {
        String app = client.appToken();
        simulator.revokeGrant(bot.id());
        assertThat(client.say(app, streamer.id(), bot.id(), "a").status()).isEqualTo(401);
        token(bot, "user:write:chat", "user:bot");
        assertThat(client.say(app, streamer.id(), bot.id(), "a").status()).isEqualTo(403);
        token(streamer, "channel:bot");
        assertThat(client.say(app, streamer.id(), bot.id(), "a").status()).isEqualTo(200);
        simulator.revokeGrant(streamer.id());
        assertThat(client.say(app, streamer.id(), bot.id(), "b").status()).isEqualTo(403);
        simulator.addModerator(streamer.id(), bot.id());
        assertThat(client.helix("POST", "/chat/messages", app, body(",\"for_source_only\":true"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void missingMembersAndBrokenJsonAreBadRequests() {
        assertThat(say("").text("/message")).isEqualTo("Missing required parameter \"message\"");
        assertThat(client.helix("POST", "/chat/messages", token, "{").status()).isEqualTo(400);
    }

    private boolean isSent(String text) {
        return say(text).json().at("/data/0/is_sent").asBoolean();
    }

    @Test
    void slowModeKeepsMessagesApartUnlessByAVipOrModerator() {
        simulator.moderation().slowMode(streamer.id(), 30);
        assertThat(isSent("one")).isTrue();
        clock.advance(seconds(29));
        assertThat(dropCode(say("two"))).isEqualTo("msg_slowmode");
        clock.advance(seconds(1));
        assertThat(isSent("three")).isTrue();
        simulator.addVip(streamer.id(), bot.id());
        assertThat(isSent("four")).isTrue();
    }

    @Test
    void onlySubscribersMayWriteInSubscribersOnlyChat() {
        simulator.moderation().subscribersOnly(streamer.id(), true);
        assertThat(dropCode(say("one"))).isEqualTo("msg_subsonly");
        assertThatThrownBy(() -> simulator.chat(ChatLine.of(streamer.id(), viewer.id(), "hi")))
                .hasMessageContaining("only subscribers can write");
        simulator.chat(ChatLine.of(streamer.id(), viewer.id(), "hi").withRole("subscriber"));
        simulator.viewers().subscribe(streamer.id(), bot.id(), "1000");
        assertThat(isSent("two")).isTrue();
    }

    @Test
    void emoteOnlyChatTakesTextFromModeratorsOnly() {
        simulator.moderation().emotesOnly(streamer.id(), true);
        assertThat(dropCode(say("hello Kappa"))).isEqualTo("msg_emoteonly");
        assertThat(isSent("Kappa LUL")).isTrue();
        simulator.addModerator(streamer.id(), bot.id());
        assertThat(isSent("hello Kappa")).isTrue();
    }

    @Test
    void everybodySeesTheChatsSettings() {
        simulator.moderation().slowMode(streamer.id(), 10);
        simulator.moderation().emotesOnly(streamer.id(), true);
        JsonNode settings = client.helix("GET", "/chat/settings?broadcaster_id=" + streamer.id(), token)
                .good()
                .at("/data/0");
        assertThat(settings.path("slow_mode").asBoolean()).isTrue();
        assertThat(settings.path("slow_mode_wait_time").asInt()).isEqualTo(10);
        assertThat(settings.path("emote_mode").asBoolean()).isTrue();
        assertThat(settings.path("subscriber_mode").asBoolean(true)).isFalse();
    }
}
