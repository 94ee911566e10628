package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SimulatedUser;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when an account is deleted on Twitch: to its own channel, and to everybody else's. */
class DeletedAccountsEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.connectBot();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aDeletedChannelIsSaidToBeGoneAndLeftAloneWhileOthersGoOn() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser bob = stage.connectChannel("bob");

        stage.twitch.deleteAccount(alice.id());

        Awaitility.await()
                .atMost(SOON)
                .until(
                        () -> stage.get("/metrics").body(),
                        page -> page.contains("herald_channels{status=\"needs-reauthorization\"} 1.0"));
        answersIn(bob, 1);
        assertThat(stage.get("/readyz").statusCode()).isEqualTo(200);

        stage.restart();
        long asked = stage.twitch.requests().count("POST", "/oauth2/token");
        answersIn(bob, 2);
        assertThat(stage.twitch.requests().count("POST", "/oauth2/token")).isEqualTo(asked);
        assertThat(stage.twitch.subscriptions())
                .noneMatch(one -> one.enabled() && one.condition().containsValue(alice.id()));
    }

    @Test
    void aDeletedBotIsMissedAndWhoeverTakesItsNameIsNotTheBot() {
        stage.connectChannel("alice");
        stage.announced.clear();

        stage.twitch.deleteAccount(stage.twitch.user(Stage.BOT).id());

        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(stage.announced).singleElement().asString().contains("/auth/bot?setup="));
        assertThat(stage.get("/readyz").statusCode()).isEqualTo(503);

        var page = new ScriptedBrowser().agree(stage.herald.setupLink(), Stage.BOT);
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("herald login bot");
    }

    @Test
    void aChatterWhoIsDeletedIsAnsweredAsAnyOther() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser gone = stage.twitch.user("gone");

        stage.twitch.chat(ChatLine.of(alice.id(), gone.id(), "!ping"));
        stage.twitch.deleteAccount(gone.id());

        stage.twitch.awaitMessages(all -> all.size() == 1, SOON);
        answersIn(alice, 2);
    }

    private void answersIn(SimulatedUser channel, int messages) {
        stage.twitch.awaitSubscriptions(
                all -> all.stream()
                        .anyMatch(one -> one.enabled()
                                && one.type().equals("channel.chat.message")
                                && one.condition().containsValue(channel.id())),
                SOON);
        stage.twitch.chat(ChatLine.of(channel.id(), stage.twitch.user("viewer").id(), "!ping"));
        assertThat(stage.twitch.awaitMessages(all -> all.size() == messages, SOON))
                .last()
                .satisfies(last -> assertThat(last.broadcasterId()).isEqualTo(channel.id()));
    }
}
