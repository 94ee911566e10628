package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModerationTest extends WithSimulator {
    private String who = "";

    @BeforeEach
    void moderate() {
        simulator.addModerator(streamer.id(), bot.id());
        who = "broadcaster_id=" + streamer.id() + "&moderator_id=" + bot.id();
    }

    @Test
    void deletingNeedsScopeRoleAndAMessageOfToday() {
        String token = token(bot, "moderator:manage:chat_messages");
        String message = said(viewer);
        String path = "/moderation/chat?" + who + "&message_id=";
        assertThat(status("DELETE", path + message, token(bot), "")).isEqualTo(401);
        assertThat(status("DELETE", path + "nothing", token, "")).isEqualTo(404);
        assertThat(status("DELETE", path + said(streamer), token, "")).isEqualTo(400);
        simulator.removeModerator(streamer.id(), bot.id());
        assertThat(status("DELETE", path + message, token, "")).isEqualTo(403);
        simulator.addModerator(streamer.id(), bot.id());
        assertThat(status("DELETE", path + message, token, "")).isEqualTo(204);
        assertThat(status("DELETE", path + message, token, "")).isEqualTo(404);
        String old = said(viewer);
        clock.advance(Duration.ofHours(6).plusSeconds(1));
        assertThat(status("DELETE", path + old, token(bot, "moderator:manage:chat_messages"), ""))
                .isEqualTo(404);
    }

    @Test
    void deletingWithoutAMessageClearsTheChatAsAtTwitch() {
        String token = token(bot, "moderator:manage:chat_messages");

        assertThat(status("DELETE", "/moderation/chat?" + who, token, "")).isEqualTo(204);
        assertThat(simulator.moderation().actions())
                .extracting(ModerationAction::kind)
                .containsExactly(ModerationAction.Kind.CLEAR);
    }

    @Test
    void timeOutsEndAndBansDoNot() {
        String token = token(bot, "moderator:manage:banned_users");
        String path = "/moderation/bans?" + who;
        assertThat(status("POST", path, token, ban(viewer, "\"duration\":0"))).isEqualTo(400);
        assertThat(status("POST", path, token, ban(viewer, "\"duration\":1209601")))
                .isEqualTo(400);
        assertThat(status("POST", path, token, ban(streamer, "\"duration\":10")))
                .isEqualTo(400);
        assertThat(status("POST", path, token, ban(bot, "\"duration\":10"))).isEqualTo(400);
        assertThat(status("POST", path, token, ban(viewer, "\"duration\":10"))).isEqualTo(200);
        assertThatIllegalArgumentException().isThrownBy(() -> said(viewer)).withMessageContaining("timed out");
        clock.advance(seconds(10));
        assertThat(said(viewer)).isNotEmpty();
        assertThat(status("POST", path, token, ban(viewer, "\"reason\":\"x\""))).isEqualTo(200);
        TestClient.Answer again = client.helix("POST", path, token, ban(viewer, "\"duration\":10"));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text("/message")).contains("already banned");
        assertThat(status("DELETE", path + "&user_id=" + viewer.id(), token, ""))
                .isEqualTo(204);
        assertThat(status("DELETE", path + "&user_id=" + viewer.id(), token, ""))
                .isEqualTo(400);
    }

    @Test
    void whoIsBannedOrDoesNotFollowCannotWrite() {
        simulator.moderation().followersOnly(streamer.id(), 10);
        assertThatIllegalArgumentException().isThrownBy(() -> said(viewer)).withMessageContaining("only followers");
        assertThat(said(bot)).isNotEmpty();
        simulator.moderation().followersOnly(streamer.id(), null);
        simulator.ban(streamer.id(), viewer.id());

        assertThatIllegalArgumentException().isThrownBy(() -> said(viewer)).withMessageContaining("banned");
    }

    @Test
    void warningsNeedAReasonAndSpareModerators() {
        String token = token(bot, "moderator:manage:warnings");
        String path = "/moderation/warnings?" + who;
        assertThat(status("POST", path, token, ban(viewer, "\"reason\":\"\""))).isEqualTo(400);
        assertThat(status("POST", path, token, ban(bot, "\"reason\":\"x\""))).isEqualTo(400);
        assertThat(status("POST", path, token, ban(viewer, "\"reason\":\"x\""))).isEqualTo(200);
        assertThat(status("POST", path, token(bot), ban(viewer, "\"reason\":\"x\"")))
                .isEqualTo(401);
    }

    @Test
    void shieldModeIsSwitchedByModeratorsAlone() {
        String token = token(bot, "moderator:manage:shield_mode");
        String path = "/moderation/shield_mode?" + who;
        assertThat(status("PUT", path, token, "{\"is_active\":\"yes\"}")).isEqualTo(400);
        TestClient.Answer on = client.helix("PUT", path, token, "{\"is_active\":true}");
        assertThat(on.status()).isEqualTo(200);
        assertThat(on.text("/data/0/is_active")).isEqualTo("true");
        assertThat(client.helix("GET", path, token(bot, "moderator:read:shield_mode"))
                        .text("/data/0/is_active"))
                .isEqualTo("true");
        simulator.removeModerator(streamer.id(), bot.id());
        assertThat(status("PUT", path, token, "{\"is_active\":false}")).isEqualTo(403);
    }

    @Test
    void followersOnlyHasADurationOnlyWhileItIsOn() {
        String token = token(bot, "moderator:manage:chat_settings");
        String path = "/chat/settings?" + who;
        assertThat(status("PATCH", path, token, "{\"follower_mode_duration\":10}"))
                .isEqualTo(400);
        assertThat(status("PATCH", path, token, "{\"follower_mode\":true,\"follower_mode_duration\":129601}"))
                .isEqualTo(400);
        assertThat(status("PATCH", path, token, "{\"follower_mode\":true,\"follower_mode_duration\":10}"))
                .isEqualTo(200);
        assertThat(client.helix("GET", path, token(bot)).text("/data/0/follower_mode_duration"))
                .isEqualTo("10");
        assertThat(client.helix("PATCH", path, token, "{\"follower_mode\":false}")
                        .text("/data/0/follower_mode"))
                .isEqualTo("false");
    }

    @Test
    void titleAndCategoryAreTheBroadcasters() {
        String token = token(streamer, "channel:manage:broadcast");
        String path = "/channels?broadcaster_id=" + streamer.id();
        assertThat(status("PATCH", path, token, "{}")).isEqualTo(400);
        assertThat(status("PATCH", path, token, "{\"title\":\"\"}")).isEqualTo(400);
        assertThat(status("PATCH", path, token, "{\"game_id\":\"5\"}")).isEqualTo(400);
        assertThat(status("PATCH", path, token(bot, "channel:manage:broadcast"), "{\"title\":\"x\"}"))
                .isEqualTo(401);
        String chess = client.helix("GET", "/games?name=chess", token).text("/data/0/id");
        assertThat(status("PATCH", path, token, "{\"title\":\"x\",\"game_id\":\"" + chess + "\"}"))
                .isEqualTo(204);
        assertThat(client.helix("GET", path, token).text("/data/0/game_name")).isEqualTo("Chess");
        assertThat(client.helix("GET", "/search/categories?query=CHAT", token).text("/data/0/name"))
                .isEqualTo("Just Chatting");
        assertThat(status("GET", "/games", token, "")).isEqualTo(400);
    }

    @Test
    void whatModeratorsDidIsListed() {
        String token = token(bot, "moderator:manage:warnings");
        client.helix("POST", "/moderation/warnings?" + who, token, ban(viewer, "\"reason\":\"be kind\""));

        TestClient.Answer listed = client.get("/simulator/moderation");

        assertThat(listed.text("/data/0/kind")).isEqualTo("warn");
        assertThat(listed.text("/data/0/target")).isEqualTo("viewer");
        assertThat(listed.text("/data/0/detail")).isEqualTo("be kind");
    }

    private String said(SimulatedUser user) {
        return simulator.chat(ChatLine.of(streamer.id(), user.id(), "hello")).messageId();
    }

    private int status(String method, String path, String token, String body) {
        return client.helix(method, path, token, body).status();
    }

    private static String ban(SimulatedUser user, String more) {
        return "{\"data\":{\"user_id\":\"" + user.id() + "\"," + more + "}}";
    }
}
