package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SimulatedUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the pictures of the documents, of a channel on an ordinary evening; {@code docs/img} has them as they were last. */
class PicturesBrowserTest {
    private static final long MOST_BYTES = 200_000;

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private Chromium browser;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        browser = new Chromium(stage.address);
    }

    @AfterEach
    void close() {
        browser.close();
        stage.close();
    }

    @Test
    void picturesOfAnOrdinaryEvening() throws Exception {
        stage.connectBot();
        stage.twitch.user("alice", "Alice");
        SimulatedUser alice = stage.connectChannel("alice");
        String page = "/dashboard/" + alice.id();
        browser.colours("light").logIn("alice");
        add(page, "discord", "Come and say hello: discord.gg/turnips");
        add(page, "hug", "{user} gives {touser} a big warm hug.");
        add(page, "seeds", "This run's seed is 4815162342, with version 1.6.");
        browser.open(page + "/timers/new")
                .type("Name", "water")
                .type("What the bot says", "Time to drink some water!")
                .click("Add timer");
        say(alice, "moss_and_mortar", "the turnips are judging you");
        say(alice, "OrbitOtter", "!hug @PixelPenguin");
        stage.twitch.raid(stage.twitch.user("pixelpenguin", "PixelPenguin").id(), alice.id(), 42);
        browser.open(page).awaitText("#feed", "a big warm hug").awaitText("#feed", "arrives with 42 viewers");
        say(alice, "PixelPenguin", "we come in peace and bring snacks");
        browser.awaitText("#feed", "bring snacks");

        take("commands", page + "/commands");
        take("live", page + "/live");
        take("features", page + "/features");
        take("log", page + "/log");
        browser.phone();
        take("phone", page + "/live");
    }

    private void add(String page, String name, String text) {
        browser.open(page + "/commands/new")
                .type("Name", name)
                .type("What the bot says", text)
                .click("Add command");
        assertThat(browser.text()).contains("Added !" + name + ".");
    }

    private void say(SimulatedUser channel, String chatter, String text) {
        stage.twitch.chat(ChatLine.of(
                channel.id(),
                stage.twitch.user(chatter.toLowerCase(Locale.ROOT), chatter).id(),
                text));
    }

    private void take(String name, String path) throws Exception {
        browser.open(path).picture(name);
        assertThat(Files.size(Path.of("target", "screenshots", "docs", name + ".png")))
                .isBetween(5_000L, MOST_BYTES);
    }
}
