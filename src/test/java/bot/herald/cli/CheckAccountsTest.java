package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.check.Finding;
import bot.herald.check.Finding.State;
import bot.herald.config.AccountConfig;
import bot.herald.config.BotConfig;
import bot.herald.identity.TwitchLogin;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code check} says about the connected accounts. */
class CheckAccountsTest extends CheckStage {
    @Test
    void aBotWithoutItsScopesIsWrong() throws SQLException {
        sql("UPDATE credential SET scopes = 'user:read:chat user:bot' WHERE purpose = 'bot'");

        assertOnly("bot account", "user:write:chat");
    }

    @Test
    void whatAFeatureWaitsForIsNamedWithWhoHasToGrantIt() throws IOException, SQLException {
        stage.herald.close();
        sql(
                "INSERT INTO document (twitch_user_id, kind, name, content, version, uses, used_at)"
                        + " SELECT twitch_user_id, 'feature', 'alerts', '{\"cheers\":true,\"follows\":true}', 1, 0, 0 FROM channel");
        String alice = stage.twitch.user("alice").id();
        Map<String, Long> before = files();

        List<Finding> findings = look();

        assertThat(findings)
                .filteredOn(finding -> finding.state() != State.OK)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.state()).isEqualTo(State.WARNING);
                    assertThat(finding.text()).contains("alice (" + alice + ")", "bits:read", "switched on");
                    assertThat(finding.remedy())
                            .contains("/auth/channel?channel=" + alice, "herald login channel alice");
                });
        assertThat(found(findings, "channels").text()).isEqualTo("1 connected, 0 good");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatAFeatureWaitsForOfTheBotIsNamed() throws SQLException {
        sql("INSERT INTO document (twitch_user_id, kind, name, content, version, uses, used_at)"
                + " SELECT twitch_user_id, 'feature', 'chat-filters', '{\"links\":true}', 1, 0, 0 FROM channel");

        assertThat(look())
                .filteredOn(finding -> finding.subject().equals("bot account") && finding.state() == State.WARNING)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.text()).contains("moderator:manage:chat_messages");
                    assertThat(finding.remedy()).contains("herald login bot");
                });
    }

    @Test
    void channelsThatAreNotConnectedWaitForNothing() throws SQLException {
        sql("INSERT INTO document (twitch_user_id, kind, name, content, version, uses, used_at)"
                + " VALUES ('4711', 'feature', 'alerts', '{\"cheers\":true}', 1, 0, 0),"
                + " ('4711', 'feature', 'chat-filters', '{\"links\":true}', 1, 0, 0)");

        assertThat(look()).extracting(Finding::state).containsOnly(State.OK);
    }

    @Test
    void anotherAccountThanTheConfiguredBotIsWrong() {
        config = new BotConfig(
                config.twitch(),
                new AccountConfig(Optional.of(new TwitchLogin("somebody")), "!", false),
                config.web(),
                config.database(),
                config.security());

        assertOnly("bot account", "bot.login is somebody");
    }

    @Test
    void aTokenThatNeedsALoginIsWrong() throws SQLException {
        sql("UPDATE credential SET state = 'needs-reauthorization', detail = 'Invalid refresh token'"
                + " WHERE purpose = 'channel'");

        assertOnly("channel", "alice has to open");
    }

    @Test
    void aTokenThatTwitchTookBackWhileTheBotWasStoppedIsWrong() {
        stage.herald.close();
        stage.twitch.revokeGrant(stage.twitch.user(Stage.BOT).id());

        assertOnly("bot account", "refuses its token");
    }

    @Test
    void aChannelWithFewerScopesIsWarnedOf() throws SQLException {
        sql("UPDATE credential SET scopes = '' WHERE purpose = 'channel'");

        List<Finding> findings = look();
        assertThat(wrong(findings)).isEmpty();
        assertThat(found(findings, "channel").text()).contains("channel:bot");
    }
}
