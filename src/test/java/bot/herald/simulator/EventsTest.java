package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest extends WithSimulator {
    private final TestSocket socket = new TestSocket(simulator.eventSubWebSocketUrl());
    private final String session = socket.welcome();

    @AfterEach
    void closeSocket() {
        socket.close();
    }

    private void subscribe(String token, String type, String version, String... condition) {
        TestClient.Answer answer = client.subscribe(token, session, type, version, condition);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    private void ofStreamer(String token, String type, String version) {
        subscribe(token, type, version, "broadcaster_user_id", streamer.id());
    }

    private JsonNode next(String type) {
        JsonNode frame = socket.next("notification");
        assertThat(frame.at("/metadata/subscription_type").asText()).isEqualTo(type);
        assertThat(frame.at("/payload/subscription/transport/session_id").asText())
                .isEqualTo(session);
        return frame.at("/payload/event");
    }

    private void readChat() {
        String token = token(bot, "user:read:chat");
        for (String type : new String[] {"channel.chat.message", "channel.chat.notification"}) {
            subscribe(token, type, "1", "broadcaster_user_id", streamer.id(), "user_id", bot.id());
        }
    }

    @Test
    void onlyTheChannelsInTheConditionAreTold() {
        subscribe(token(streamer), "channel.raid", "1", "to_broadcaster_user_id", streamer.id());
        assertThat(simulator.raid(streamer.id(), viewer.id(), 5).notified()).isZero();
        assertThat(simulator.raid(viewer.id(), streamer.id(), 0).notified()).isEqualTo(1);
        JsonNode raid = next("channel.raid");
        assertThat(raid.at("/from_broadcaster_user_login").asText()).isEqualTo("viewer");
        assertThat(raid.at("/viewers").asInt()).isZero();
    }

    @Test
    void aChatMessageHasBadgesFragmentsAndNoSource() {
        readChat();
        simulator.addModerator(streamer.id(), viewer.id());
        Delivery delivery = simulator.chat(
                ChatLine.of(streamer.id(), viewer.id(), "!so @thebot now").withRole("subscriber"));
        JsonNode event = next("channel.chat.message");
        assertThat(event.at("/message_id").asText()).isEqualTo(delivery.messageId());
        assertThat(event.at("/badges").findValuesAsText("set_id")).containsExactly("moderator", "subscriber");
        assertThat(event.at("/message/fragments").findValuesAsText("type")).containsExactly("text", "mention", "text");
        assertThat(event.at("/message/fragments/1/mention/user_id").asText()).isEqualTo(bot.id());
        assertThat(event.at("/source_broadcaster_user_id").isNull()).isTrue();
        assertThat(event.at("/reply").isNull()).isTrue();
        simulator.chat(ChatLine.of(streamer.id(), streamer.id(), "hi"));
        assertThat(next("channel.chat.message").at("/badges/0/set_id").asText()).isEqualTo("broadcaster");
    }

    @Test
    void aReplyNamesItsParentAndBeginsWithTheName() {
        readChat();
        String parent =
                simulator.chat(ChatLine.of(streamer.id(), viewer.id(), "hello")).messageId();
        next("channel.chat.message");
        simulator.chat(ChatLine.of(streamer.id(), streamer.id(), "!ping").withReplyTo(parent));
        JsonNode event = next("channel.chat.message");
        assertThat(event.at("/message/text").asText()).isEqualTo("@Viewer !ping");
        assertThat(event.at("/reply/parent_message_id").asText()).isEqualTo(parent);
        assertThat(event.at("/reply/thread_user_id").asText()).isEqualTo(viewer.id());
    }

    @Test
    void aSharedChatCopyCarriesItsSource() {
        readChat();
        simulator.addModerator(bot.id(), viewer.id());
        simulator.chat(ChatLine.of(streamer.id(), viewer.id(), "!ping").withSource(bot.id()));
        JsonNode event = next("channel.chat.message");
        assertThat(event.at("/broadcaster_user_id").asText()).isEqualTo(streamer.id());
        assertThat(event.at("/source_broadcaster_user_id").asText()).isEqualTo(bot.id());
        assertThat(event.at("/source_message_id").asText())
                .isNotEqualTo(event.at("/message_id").asText());
        assertThat(event.at("/badges")).isEmpty();
        assertThat(event.at("/source_badges/0/set_id").asText()).isEqualTo("moderator");
    }

    @Test
    void aRaidIsAlsoAChatNotice() {
        readChat();
        simulator.raid(viewer.id(), streamer.id(), 7);
        JsonNode notice = next("channel.chat.notification");
        assertThat(notice.at("/notice_type").asText()).isEqualTo("raid");
        assertThat(notice.at("/raid/viewer_count").asInt()).isEqualTo(7);
    }

    @Test
    void streamsChannelsAndUsersAreReported() {
        String token = token(streamer);
        ofStreamer(token, "stream.online", "1");
        ofStreamer(token, "stream.offline", "1");
        ofStreamer(token, "channel.update", "2");
        subscribe(token, "user.update", "1", "user_id", streamer.id());
        simulator.goLive(streamer.id(), "Hi", "Chess");
        assertThat(next("stream.online").at("/type").asText()).isEqualTo("live");
        simulator.updateChannel(streamer.id(), "Bye", "Go");
        assertThat(next("channel.update").at("/category_name").asText()).isEqualTo("Go");
        simulator.goOffline(streamer.id());
        assertThat(next("stream.offline").at("/broadcaster_user_id").asText()).isEqualTo(streamer.id());
        simulator.rename(streamer.id(), "newname", "NewName");
        assertThat(next("user.update").at("/user_login").asText()).isEqualTo("newname");
    }

    @Test
    void supportersAreReported() {
        String token = token(
                streamer,
                "channel:read:subscriptions",
                "bits:read",
                "channel:read:redemptions",
                "moderator:read:followers");
        for (String type : new String[] {
            "channel.subscribe",
            "channel.subscription.gift",
            "channel.subscription.message",
            "channel.cheer",
            "channel.channel_points_custom_reward_redemption.add"
        }) {
            ofStreamer(token, type, "1");
        }
        subscribe(
                token, "channel.follow", "2", "broadcaster_user_id", streamer.id(), "moderator_user_id", streamer.id());
        simulator.viewers().follow(streamer.id(), viewer.id());
        assertThat(next("channel.follow").at("/user_id").asText()).isEqualTo(viewer.id());
        assertThat(simulator.viewers().follow(streamer.id(), viewer.id()).notified())
                .isZero();
        simulator.viewers().subscribe(streamer.id(), viewer.id(), "1000");
        assertThat(next("channel.subscribe").at("/is_gift").asBoolean(true)).isFalse();
        simulator.viewers().giftSubscriptionsAnonymously(streamer.id(), "1000", 5);
        assertThat(next("channel.subscription.gift").at("/user_id").isNull()).isTrue();
        simulator.viewers().resubscribe(streamer.id(), viewer.id(), "2000", "again", 12);
        assertThat(next("channel.subscription.message").at("/cumulative_months").asInt())
                .isEqualTo(12);
        simulator.viewers().cheer(streamer.id(), viewer.id(), 100, "Cheer100");
        assertThat(next("channel.cheer").at("/bits").asInt()).isEqualTo(100);
        simulator.viewers().redeem(streamer.id(), viewer.id(), "Water", 300, "");
        assertThat(next("channel.channel_points_custom_reward_redemption.add")
                        .at("/reward/title")
                        .asText())
                .isEqualTo("Water");
    }

    @Test
    void moderatorsAndShoutoutsAreReported() {
        String token = token(streamer, "moderation:read", "moderator:manage:shoutouts");
        ofStreamer(token, "channel.moderator.add", "1");
        ofStreamer(token, "channel.moderator.remove", "1");
        subscribe(
                token,
                "channel.shoutout.create",
                "1",
                "broadcaster_user_id",
                streamer.id(),
                "moderator_user_id",
                streamer.id());
        simulator.addModerator(streamer.id(), bot.id());
        assertThat(next("channel.moderator.add").at("/user_id").asText()).isEqualTo(bot.id());
        simulator.removeModerator(streamer.id(), bot.id());
        assertThat(next("channel.moderator.remove").at("/user_id").asText()).isEqualTo(bot.id());
        simulator.goLive(streamer.id(), "", "");
        client.helix(
                "POST",
                "/chat/shoutouts?from_broadcaster_id=%s&to_broadcaster_id=%s&moderator_id=%1$s"
                        .formatted(streamer.id(), viewer.id()),
                token);
        JsonNode shoutout = next("channel.shoutout.create");
        assertThat(shoutout.at("/cooldown_ends_at").asText()).isEqualTo("2026-01-02T03:06:05.000000000Z");
        assertThat(shoutout.at("/target_cooldown_ends_at").asText()).isEqualTo("2026-01-02T04:04:05.000000000Z");
    }

    @Test
    void aShoutoutBySomebodyIsToldAndUsesUpTheCoolDown() {
        subscribe(
                token(streamer, "moderator:read:shoutouts"),
                "channel.shoutout.create",
                "1",
                "broadcaster_user_id",
                streamer.id(),
                "moderator_user_id",
                streamer.id());
        assertThatThrownBy(() -> simulator.shoutout(streamer.id(), viewer.id(), streamer.id()))
                .hasMessageContaining("not streaming live");
        simulator.goLive(streamer.id(), "", "");
        assertThatThrownBy(() -> simulator.shoutout(streamer.id(), viewer.id(), bot.id()))
                .hasMessageContaining("moderators");
        assertThat(simulator.shoutout(streamer.id(), viewer.id(), streamer.id()).notified())
                .isEqualTo(1);
        JsonNode event = next("channel.shoutout.create");
        assertThat(event.at("/to_broadcaster_user_id").asText()).isEqualTo(viewer.id());
        assertThat(event.at("/moderator_user_id").asText()).isEqualTo(streamer.id());
        assertThatThrownBy(() -> simulator.shoutout(streamer.id(), bot.id(), streamer.id()))
                .hasMessageContaining("may not give a Shoutout yet");
        clock.advance(ShoutoutEndpoints.COOLDOWN);
        assertThat(simulator.shoutout(streamer.id(), bot.id(), streamer.id()).notified())
                .isEqualTo(1);
    }

    @Test
    void aConditionMayNameOneReward() {
        subscribe(
                token(streamer, "channel:read:redemptions"),
                "channel.channel_points_custom_reward_redemption.add",
                "1",
                "broadcaster_user_id",
                streamer.id(),
                "reward_id",
                "elsewhere");
        assertThat(simulator
                        .viewers()
                        .redeem(streamer.id(), viewer.id(), "Water", 300, "")
                        .notified())
                .isZero();
    }

    @Test
    void lostRightsEndSubscriptions() {
        simulator.addModerator(streamer.id(), bot.id());
        String token = token(bot, "user:read:chat", "moderator:read:followers");
        subscribe(token, "channel.follow", "2", "broadcaster_user_id", streamer.id(), "moderator_user_id", bot.id());
        subscribe(token, "channel.chat.message", "1", "broadcaster_user_id", streamer.id(), "user_id", bot.id());
        simulator.removeModerator(streamer.id(), bot.id());
        assertThat(socket.next("revocation").at("/payload/subscription/status").asText())
                .isEqualTo("moderator_removed");
        simulator.ban(streamer.id(), bot.id());
        assertThat(socket.next("revocation").at("/payload/subscription/status").asText())
                .isEqualTo("chat_user_banned");
    }

    @Test
    void aTimeOutIsABanWithAnEnd() {
        String token = token(streamer, "channel:moderate");
        ofStreamer(token, "channel.ban", "1");
        ofStreamer(token, "channel.unban", "1");
        simulator.timeOut(streamer.id(), viewer.id(), seconds(60));
        JsonNode ban = next("channel.ban");
        assertThat(ban.at("/is_permanent").asBoolean(true)).isFalse();
        assertThat(ban.at("/ends_at").asText())
                .isEqualTo(Times.precise(clock.instant().plus(seconds(60))));
        simulator.unban(streamer.id(), viewer.id());
        assertThat(next("channel.unban").at("/user_id").asText()).isEqualTo(viewer.id());
        assertThat(simulator.unban(streamer.id(), viewer.id()).notified()).isZero();
    }

    @Test
    void whoIsTimedOutHearsNothingOfTheChatUntilItIsOver() {
        String token = token(bot, "user:read:chat");
        subscribe(token, "channel.chat.message", "1", "broadcaster_user_id", streamer.id(), "user_id", bot.id());
        simulator.timeOut(streamer.id(), bot.id(), seconds(60));
        assertThat(socket.next("revocation").at("/payload/subscription/status").asText())
                .isEqualTo("chat_user_banned");
        String[] condition = {"broadcaster_user_id", streamer.id(), "user_id", bot.id()};
        assertThat(client.subscribe(token, session, "channel.chat.message", "1", condition)
                        .status())
                .isEqualTo(403);
        clock.advance(seconds(60));

        subscribe(token, "channel.chat.message", "1", condition);
    }

    @Test
    void aCheerIsALineOfChatToo() {
        readChat();
        simulator.viewers().cheer(streamer.id(), viewer.id(), 100, "Cheer100 go");
        JsonNode line = next("channel.chat.message");
        assertThat(line.at("/message/text").asText()).isEqualTo("Cheer100 go");
        assertThat(line.at("/cheer/bits").asInt()).isEqualTo(100);
        simulator.viewers().cheerAnonymously(streamer.id(), 50, "");
        assertThat(next("channel.chat.message").at("/chatter_user_login").asText())
                .isEqualTo("ananonymouscheerer");
    }

    @Test
    void anExpiredTokenDoesNotEndItsSubscriptionsButADisconnectedAppDoes() {
        subscribe(token(streamer), "channel.raid", "1", "to_broadcaster_user_id", streamer.id());
        simulator.expireAccessTokens(streamer.id());
        assertThat(simulator.raid(viewer.id(), streamer.id(), 1).notified()).isEqualTo(1);
        next("channel.raid");
        simulator.revokeGrant(streamer.id());
        assertThat(socket.next("revocation").at("/payload/subscription/status").asText())
                .isEqualTo("authorization_revoked");
    }

    @Test
    void impossibleEventsAreRefused() {
        assertThatThrownBy(() -> simulator.raid(streamer.id(), streamer.id(), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulator.raid("1", streamer.id(), 1)).hasMessageContaining("no account");
        assertThatThrownBy(() -> simulator.goOffline(streamer.id())).hasMessageContaining("not live");
        assertThatThrownBy(() -> simulator.viewers().subscribe(streamer.id(), viewer.id(), "4000"))
                .hasMessageContaining("tier");
        assertThatThrownBy(() -> simulator.viewers().cheer(streamer.id(), viewer.id(), 0, ""))
                .hasMessageContaining("bits");
        assertThatThrownBy(() -> simulator.rename(streamer.id(), "Viewer", "V")).hasMessageContaining("taken");
    }
}
