package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.check.Finding;
import bot.herald.check.Finding.State;
import bot.herald.check.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code check} on a good installation and on broken ones, each broken in one way, against the simulated Twitch. */
class CheckTest extends CheckStage {
    @Test
    void nothingIsInventedBesideARunningBot() {
        List<Finding> findings = look();

        assertThat(findings).extracting(Finding::state).containsOnly(State.OK);
        assertThat(found(findings, "web port").text()).contains("where Herald is running");
        assertThat(found(findings, "bot account").text()).contains(Stage.BOT);
        assertThat(found(findings, "channels").text()).isEqualTo("1 connected, 1 good");
    }

    @Test
    void nothingIsInventedWhereTheBotIsStoppedAndNothingIsChanged() throws IOException {
        stage.herald.close();
        Map<String, Long> before = files();
        int refreshes = stage.twitch.requests().count("POST", "/oauth2/token");

        assertThat(look()).extracting(Finding::state).containsOnly(State.OK);

        assertThat(files()).isEqualTo(before);
        assertThat(stage.twitch.requests().count("POST", "/oauth2/token"))
                .as("one app token, which is revoked again")
                .isEqualTo(refreshes + 1);
        assertThat(stage.twitch.requests().count("POST", "/oauth2/revoke")).isEqualTo(1);
    }

    @Test
    void aFreshInstallationLacksTheBotAlone() {
        config = database("jdbc:sqlite:" + folder.resolve("new/herald.db"));
        config = key(folder.resolve("new/herald.key"));
        stage.herald.close();

        List<Finding> findings = look();

        assertThat(wrong(findings)).containsExactly("bot account");
        assertThat(found(findings, "database").text()).contains("will be made");
        assertThat(found(findings, "key file").text()).contains("will be made");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void offlineAsksTwitchForNothing() {
        int before = stage.twitch.requests().count("GET", "/");

        List<Finding> findings = look(true);

        assertThat(wrong(findings)).isEmpty();
        assertThat(found(findings, "Twitch").state()).isEqualTo(State.SKIPPED);
        assertThat(stage.twitch.requests().count("GET", "/")).isEqualTo(before);
    }

    @Test
    void aClockThatIsFarOffIsWrong() {
        machine = new Machine(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-11)), 17, path -> PLENTY);

        assertOnly("clock", "NTP");
    }

    @Test
    void aClockThatIsALittleOffIsWarnedOf() {
        machine = new Machine(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(40)), 17, path -> PLENTY);

        List<Finding> findings = look();
        assertThat(wrong(findings)).isEmpty();
        assertThat(found(findings, "clock").text()).contains("ahead of Twitch");
    }

    @Test
    void aPortThatAnotherProgramHasIsWrong() {
        config = web(web(
                config.web().publicUrl().toString(),
                "127.0.0.1",
                stage.twitch.baseUrl().getPort()));

        assertOnly("web port", "another program");
        assertThat(found(look(), "public address").state()).isEqualTo(State.WARNING);
        assertThat(found(look(), "public address").text()).contains("but Herald listens on port");
    }

    @Test
    void aPortThatAnotherHeraldHasIsWrong() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        config = database("jdbc:sqlite:" + elsewhere.resolve("herald.db"));
        config = key(elsewhere.resolve("herald.key"));

        assertThat(wrong(look())).containsExactly("web port", "bot account");
        assertThat(found(look(), "web port").text()).contains("another Herald");
    }

    @Test
    void anAddressThatIsNotOfThisMachineIsWrong() {
        config = web(web(
                config.web().publicUrl().toString(), "192.0.2.1", config.web().port()));

        assertOnly("web port", "web.bind");
    }

    @Test
    void anOldJavaIsWrong() {
        machine = new Machine(Clock.systemUTC(), 11, path -> PLENTY);

        assertOnly("Java", "Install Java 17");
    }
}
