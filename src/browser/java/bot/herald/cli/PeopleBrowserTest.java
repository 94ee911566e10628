package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SimulatedUser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do at Herald's pages, in a real browser against the whole bot. */
class PeopleBrowserTest {
    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private Chromium browser;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.connectBot();
        browser = new Chromium(stage.address);
    }

    @AfterEach
    void close() {
        browser.close();
        stage.close();
    }

    @Test
    void aBroadcasterConnectsAddsACommandAndSeesTheBotAnswerIt() {
        browser.open("/").click("Connect your channel").agreeAs("alice");
        assertThat(browser.text("h1")).isEqualTo("Connected");
        browser.logIn("alice");
        assertThat(browser.address()).endsWith("/dashboard");
        browser.click("alice");
        browser.awaitText("#feed-state", "This list is live.");

        browser.click("Add a command")
                .type("Name", "hi")
                .type("What the bot says", "Hello {user}")
                .click("Add the command");
        assertThat(browser.text(".notice.good")).isEqualTo("It was added.");
        browser.awaitText("#feed-state", "This list is live.");

        SimulatedUser viewer = stage.twitch.user("viewer", "Viewer");
        stage.twitch.chat(ChatLine.of(stage.twitch.user("alice").id(), viewer.id(), "!hi"));

        browser.awaitText("#feed", "Viewer: !hi").awaitText("#feed", "Hello Viewer");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aMistakeIsUndoneFromTheLog() {
        stage.connectChannel("alice");
        browser.logIn("alice").click("alice");
        browser.type("Greeting for raids", "Welcome {raider}!").click("Save the settings");
        browser.type("Greeting for raids", "Oops").click("Save the settings");
        assertThat(browser.text("#log + ol")).contains("raidGreeting: Welcome {raider}! \u2192 Oops");

        browser.click("#log + ol li:first-child button");

        assertThat(browser.text(".notice.good")).isEqualTo("It was undone.");
        assertThat(browser.one("#raidGreeting").getDomProperty("value")).isEqualTo("Welcome {raider}!");
        assertThat(browser.text("#log + ol li:first-child")).contains("raidGreeting: Oops \u2192 Welcome {raider}!");
    }

    @Test
    void aBanIsSaidOnThePage() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").click("alice");
        stage.twitch.ban(alice.id(), stage.twitch.user(Stage.BOT).id());
        browser.open("/dashboard/" + alice.id());

        stage.twitch.raid(stage.twitch.user("raider").id(), alice.id(), 42);

        browser.reloadUntil("The bot is banned here: it says nothing until");
    }

    @Test
    void aModeratorWhoIsRemovedLosesThePage() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), mod.id());
        browser.logIn("mod").click("alice");
        browser.awaitText("#feed-state", "This list is live.");

        stage.twitch.removeModerator(alice.id(), mod.id());

        browser.awaitText("#feed-state", "This list is no longer live.");
        browser.open("/dashboard/" + alice.id());
        assertThat(browser.text("h1")).isEqualTo("There is nothing here");
        assertThat(browser.open("/dashboard").text()).doesNotContain("alice");
    }

    @Test
    void aGrantThatWasTakenBackIsSaidInWordsAndHealedByConnectingAgain() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice");
        assertThat(browser.text()).contains("Everything works");

        stage.twitch.revokeGrant(alice.id());
        // The login went with it.
        browser.reloadUntil("You are not logged in");
        browser.click("Log in with Twitch").agreeAs("alice");
        browser.reloadUntil("Twitch took back the permission on");
        browser.click("Connect again").agreeAs("alice");

        assertThat(browser.text("h1")).isEqualTo("Connected");
        browser.open("/dashboard").reloadUntil("Everything works");
        assertThat(List.of(browser.text())).noneMatch(text -> text.contains("Connect again"));
    }
}
