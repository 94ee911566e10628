package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.cli.Actions.DemoOptions;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SimulatedUser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the pictures of the documents, of a channel on an ordinary evening; {@code docs/img} has them as they were last. */
class PicturesBrowserTest {
    private static final long MOST_BYTES = 200_000;

    private static final Pattern OPEN = Pattern.compile("Open (http://localhost:[0-9]+)/dashboard");

    @TempDir
    Path folder = Path.of("");

    @Test
    void picturesOfAnOrdinaryEvening() throws Exception {
        try (Stage stage = new Stage(folder);
                Chromium browser = new Chromium(stage.address)) {
            takeTheEvening(stage, browser);
        }
    }

    /** The README's, of a channel with weeks of history. */
    @Test
    void aPictureOfTheDemosDashboard() throws Exception {
        StringWriter said = new StringWriter();
        DemoOptions options = new DemoOptions(1, OptionalInt.of(0), Optional.empty(), true);
        try (Demo demo = new Demo(options, new TemporaryFolder("herald-picture"), new PrintWriter(said, true))) {
            demo.tell(1);
            demo.sayWhereToLook();
            Matcher address = OPEN.matcher(said.toString());
            assertThat(address.find()).as(said.toString()).isTrue();
            try (Chromium browser = new Chromium(URI.create(address.group(1)))) {
                browser.size(1280, 800).colours("dark").logIn("alice");
                browser.open("/dashboard").awaitText("#feed", "she sands, we watch");
                take(browser, "dashboard", "/dashboard");
            }
        }
    }

    private static void takeTheEvening(Stage stage, Chromium browser) throws Exception {
        stage.connectBot();
        stage.twitch.user("alice", "Alice");
        SimulatedUser alice = stage.connectChannel("alice");
        String page = "/dashboard/" + alice.id();
        browser.colours("light").logIn("alice");
        add(browser, page, "discord", "Come and say hello: discord.gg/turnips");
        add(browser, page, "hug", "{user} gives {touser} a big warm hug.");
        add(browser, page, "seeds", "This run's seed is 4815162342, with version 1.6.");
        browser.open(page + "/timers/new")
                .type("Name", "water")
                .type("What the bot says", "Time to drink some water!")
                .click("Add timer");
        say(stage, alice, "moss_and_mortar", "the turnips are judging you");
        say(stage, alice, "OrbitOtter", "!hug @PixelPenguin");
        stage.twitch.raid(stage.twitch.user("pixelpenguin", "PixelPenguin").id(), alice.id(), 42);
        browser.open(page).awaitText("#feed", "a big warm hug").awaitText("#feed", "arrives with 42 viewers");
        say(stage, alice, "PixelPenguin", "we come in peace and bring snacks");
        browser.awaitText("#feed", "bring snacks");

        take(browser, "commands", page + "/commands");
        take(browser, "live", page + "/live");
        take(browser, "features", page + "/features");
        take(browser, "log", page + "/log");
        browser.phone();
        take(browser, "phone", page + "/live");
    }

    private static void add(Chromium browser, String page, String name, String text) {
        browser.open(page + "/commands/new")
                .type("Name", name)
                .type("What the bot says", text)
                .click("Add command");
        assertThat(browser.text()).contains("Added !" + name + ".");
    }

    private static void say(Stage stage, SimulatedUser channel, String chatter, String text) {
        stage.twitch.chat(ChatLine.of(
                channel.id(),
                stage.twitch.user(chatter.toLowerCase(Locale.ROOT), chatter).id(),
                text));
    }

    private static void take(Chromium browser, String name, String path) throws Exception {
        browser.open(path).picture(name);
        assertThat(Files.size(Path.of("target", "screenshots", "docs", name + ".png")))
                .isBetween(5_000L, MOST_BYTES);
    }
}
