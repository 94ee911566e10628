package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.TestClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever can happen at Twitch can be made to happen over HTTP, and changes what the API then says. */
class EventControlsTest extends WithSimulator {
    private static final String SCOPES = "moderation:read,moderator:read:shoutouts,moderator:read:followers,"
            + "channel:read:subscriptions,bits:read,channel:read:redemptions,channel:read:ads";
    private final String token = token(streamer, SCOPES.split(",", -1));
    private final TestSocket socket = new TestSocket(simulator.eventSubWebSocketUrl());
    private final String session = socket.welcome();

    @AfterEach
    void closeSocket() {
        socket.close();
    }

    private JsonNode control(String path, String json) {
        Answer answer = client.json("/simulator/" + path, json.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode helix(String path) {
        return client.helix("GET", path, token).json().at("/data");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "channel.raid|1|to_broadcaster_user_id|raid|{'from':'viewer','to':'streamer','viewers':3}|viewers|3",
                "stream.online|1|broadcaster_user_id|live|{'channel':'streamer','title':'Hi'}|type|live",
                "channel.update|2|broadcaster_user_id|update|{'channel':'streamer','game':'Go'}|category_name|Go",
                "user.update|1|user_id|rename|{'user':'streamer','login':'Newname'}|user_login|newname",
                "channel.moderator.add|1|broadcaster_user_id|moderators"
                        + "|{'channel':'streamer','user':'thebot'}|user_login|thebot",
                "channel.follow|2|broadcaster_user_id|follow"
                        + "|{'channel':'streamer','user':'viewer'}|user_login|viewer",
                "channel.subscribe|1|broadcaster_user_id|subscribe"
                        + "|{'channel':'streamer','user':'viewer','gift':true,'tier':2000}|tier|2000",
                "channel.subscription.gift|1|broadcaster_user_id|gift"
                        + "|{'channel':'streamer','total':5}|is_anonymous|true",
                "channel.subscription.message|1|broadcaster_user_id|resubscribe"
                        + "|{'channel':'streamer','user':'viewer','months':7}|cumulative_months|7",
                "channel.cheer|1|broadcaster_user_id|cheer"
                        + "|{'channel':'streamer','user':'viewer','bits':50}|bits|50",
                "channel.channel_points_custom_reward_redemption.add|1|broadcaster_user_id|redeem"
                        + "|{'channel':'streamer','user':'viewer','reward':'Water','input':'now'}|user_input|now",
                "channel.ad_break.begin|1|broadcaster_user_id|event"
                        + "|{'channel':'streamer','type':'channel.ad_break.begin','event':{'duration_seconds':60}}"
                        + "|duration_seconds|60",
            })
    void everyEventIsToldOfOnce(
            String type, String version, String key, String path, String json, String field, String value) {
        String[] condition = type.equals("channel.follow")
                ? new String[] {key, streamer.id(), "moderator_user_id", streamer.id()}
                : new String[] {key, streamer.id()};
        assertThat(client.subscribe(token, session, type, version, condition).status())
                .isEqualTo(202);
        assertThat(control(path, json).at("/notified").asInt()).isEqualTo(1);
        JsonNode frame = socket.next("notification");
        assertThat(frame.at("/metadata/subscription_type").asText()).isEqualTo(type);
        assertThat(frame.at("/payload/event/" + field).asText()).isEqualTo(value);
    }

    @Test
    void aStreamIsInTheListOfStreamsWhileItIsLive() {
        control("live", "{'channel':'streamer','title':'Hi','game':'Chess'}");
        assertThat(helix("/streams?user_id=" + streamer.id()).at("/0/title").asText())
                .isEqualTo("Hi");
        control("update", "{'channel':'streamer','game':'Go'}");
        JsonNode channel = helix("/channels?broadcaster_id=" + streamer.id());
        assertThat(channel.at("/0/game_name").asText()).isEqualTo("Go");
        assertThat(channel.at("/0/title").asText()).isEqualTo("Hi");
        control("offline", "{'channel':'streamer'}");
        assertThat(helix("/streams?user_id=" + streamer.id())).isEmpty();
    }

    @Test
    void moderatorsReallyChange() {
        String list = "/moderation/moderators?broadcaster_id=" + streamer.id();
        control("moderators", "{'channel':'streamer','user':'thebot','action':'add'}");
        assertThat(helix(list).findValuesAsText("user_id")).containsExactly(bot.id());
        control("moderators", "{'channel':'streamer','user':'thebot','action':'remove'}");
        assertThat(helix(list)).isEmpty();
    }

    @Test
    void aRenamedAccountKeepsItsIdAndFreesItsOldLogin() {
        control("rename", "{'user':'streamer','login':'Newname','displayName':'NewName'}");
        assertThat(helix("/users?login=newname").at("/0/id").asText()).isEqualTo(streamer.id());
        assertThat(helix("/users?id=" + streamer.id()).at("/0/display_name").asText())
                .isEqualTo("NewName");
        assertThat(helix("/users?login=streamer")).isEmpty();
    }

    @Test
    void aShoutoutIsGivenByTheBroadcasterUnlessAModeratorIsNamed() {
        control("live", "{'channel':'streamer'}");
        control("moderators", "{'channel':'streamer','user':'thebot'}");
        client.subscribe(
                token,
                session,
                "channel.shoutout.create",
                "1",
                "broadcaster_user_id",
                streamer.id(),
                "moderator_user_id",
                streamer.id());
        control("shoutout", "{'channel':'streamer','target':'viewer'}");
        assertThat(socket.next("notification")
                        .at("/payload/event/moderator_user_id")
                        .asText())
                .isEqualTo(streamer.id());
        clock.advance(ShoutoutEndpoints.COOLDOWN);
        control("shoutout", "{'channel':'streamer','target':'other','moderator':'thebot'}");
        assertThat(socket.next("notification")
                        .at("/payload/event/moderator_user_id")
                        .asText())
                .isEqualTo(bot.id());
    }

    @Test
    void whatMakesNoSenseIsExplained() {
        List<String> bad = List.of(
                "shoutout {'channel':'streamer','target':'viewer'}",
                "moderators {'channel':'streamer','user':'thebot','action':'promote'}",
                "subscribe {'channel':'streamer','user':'viewer','gift':'maybe'}",
                "subscribe {'channel':'streamer','user':'viewer','tier':'gold'}",
                "cheer {'channel':'streamer','bits':0}",
                "redeem {'channel':'streamer','user':'viewer'}",
                "rename {'user':'streamer','login':'viewer'}");
        for (String each : bad) {
            String[] words = each.split(" ", 2);
            Answer answer = client.json("/simulator/" + words[0], words[1].replace('\'', '"'));
            assertThat(answer.status()).as(each).isEqualTo(400);
            assertThat(answer.text("/message")).as(each).isNotEmpty();
        }
    }
}
