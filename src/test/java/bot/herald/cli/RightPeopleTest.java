package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.SimulatedUser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody gains a channel, an admin's rights or the bot's voice by a name, a forgotten scope or a wrong click. */
class RightPeopleTest {
    @TempDir
    Path folder = Path.of("");

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aLoginThatLooksLikeAnAdminsIdMakesNobodyAnAdmin() {
        SimulatedUser admin = stage.twitch.user("boss");
        stage.admins = List.of(admin.id());
        stage.restart();

        assertThat(isAdmin(LoggedIn.at(stage, "boss"))).isTrue();
        assertThat(isAdmin(LoggedIn.at(stage, admin.id()))).isFalse();
    }

    @Test
    void whoTakesAnAdminsFreedLoginIsNoAdminAlsoByBearer() {
        stage.admins = List.of("boss");
        stage.restart();
        SimulatedUser first = stage.twitch.user("boss");
        assertThat(isAdmin(LoggedIn.at(stage, "boss"))).isTrue();

        stage.twitch.rename(first.id(), "plain", "Plain");
        stage.restart();
        LoggedIn second = LoggedIn.at(stage, "boss");

        assertThat(second.json("/api/me").path("id").asText()).isNotEqualTo(first.id());
        assertThat(isAdmin(second)).isFalse();
        String bearer = second.change("POST", "/api/session").body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        assertThat(second.send("GET", "/api/me", "Authorization", "Bearer " + bearer)
                        .body())
                .contains("\"admin\":false");
    }

    @Test
    void aModeratorWhoseNewLoginDoesNotLetUsAskLosesTheChannel() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), mod.id());
        LoggedIn before = LoggedIn.at(stage, "mod");
        assertThat(before.json("/api/channels")).hasSize(1);

        LoggedIn after = LoggedIn.at(stage, "mod", "");

        assertThat(after.json("/api/channels")).isEmpty();
        assertThat(before.json("/api/channels")).as("in the other browser").isEmpty();
        assertThat(LoggedIn.at(stage, "mod").json("/api/channels")).hasSize(1);
    }

    private static boolean isAdmin(LoggedIn person) {
        return person.json("/api/me").path("admin").asBoolean();
    }
}
