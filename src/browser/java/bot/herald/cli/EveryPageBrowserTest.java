package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.testing.DiscordSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page as it looks: on a desk and in a hand, light and dark. Nothing sticks out to the right, and axe finds nothing
 * serious. Screenshots are left in target/screenshots.
 */
class EveryPageBrowserTest {
    private static final String LONG = "A_very_long_greeting_without_any_space_in_it_that_has_to_break_somewhere_"
            + "because_no_phone_is_that_wide {user} {args}";

    @TempDir
    Path folder = Path.of("");

    private final SoftAssertions softly = new SoftAssertions();
    private Stage stage;
    private Chromium browser;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.admins = List.of("alice");
        stage.restart();
        browser = new Chromium(stage.address);
    }

    @AfterEach
    void close() {
        browser.close();
        stage.close();
    }

    @Test
    void pagesForEverybody() {
        inspect("landing-without-bot", "/");
        stage.connectBot();
        inspect("landing", "/");
        inspect("not-logged-in", "/dashboard");
        inspect("problem", "/there/is/nothing");
        browser.open("/auth/channel").agreeAs("newcomer");
        browser.awaitText("#notice", "Connected.");
        inspectOpen("first-day");
        softly.assertAll();
    }

    @Test
    void pagesOfABusyChannel() {
        stage.connectBot();
        stage.connectChannel("alice");
        stage.connectChannel("a_name_of_twenty_5_chars_");
        SimulatedUser bob = stage.connectChannel("bob", "channel:bot");
        stage.twitch.revokeGrant(stage.connectChannel("carol").id());
        SimulatedUser alice = stage.twitch.user("alice");
        browser.logIn("alice");
        String page = "/dashboard/" + alice.id();
        fill(page, alice);
        browser.open("/dashboard").reloadUntil("Twitch took back the permission on");

        inspect("dashboard", "/dashboard");
        inspect("channel", page);
        inspect("channel-with-missing-permissions", "/dashboard/" + bob.id());
        inspect("commands", page + "/commands");
        inspect("new-command", page + "/commands/new");
        inspect("command", page + "/commands/hi");
        inspect("timers", page + "/timers");
        inspect("new-timer", page + "/timers/new");
        inspect("triggers", page + "/triggers");
        inspect("import", page + "/import");
        inspect("no-quotes", page + "/quotes");
        browser.open(page + "/quotes/new").type("Quote", LONG).click("Add quote");
        inspect("quotes", page + "/quotes");
        inspect("quote", page + "/quotes/1");
        inspect("counters", page + "/counters");
        inspect("counters-confirm", page + "/counters/viewers/hi/reset");
        inspect("public", "/c/alice");
        inspect("live", page + "/live");
        inspect("raids", page + "/raids");
        inspect("log", page + "/log");
        inspect("settings", page + "/settings");
        inspect("sessions", "/dashboard/sessions");
        inspect("disconnect", page + "/disconnect");
        inspect("admin", "/dashboard/admin");
        browser.open(page + "/commands/new")
                .type("Name", "two words")
                .type("What the bot says", "{nonsense}")
                .click("Add command");
        assertThat(browser.text()).contains("Nothing was saved.");
        inspectOpen("command-refused");
        softly.assertAll();
    }

    @Test
    void pagesOfFeatures() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        String features = "/dashboard/" + alice.id() + "/features";
        browser.logIn("alice").open(features + "/alerts").click("Save");
        inspect("features", features);
        switchOn(alice, "alerts", "{\"cheers\":true}");
        switchOn(alice, "chat-filters", "{\"links\":true}");
        switchOn(alice, "raid-guard", "{\"enabled\":true}");
        inspect("features-that-wait", features);
        inspect("feature-alerts", features + "/alerts");
        inspect("feature-chat-filters", features + "/chat-filters");
        inspect("feature-raid-guard", features + "/raid-guard");
        inspect("channel-with-features", "/dashboard/" + alice.id());
        inspect("admin-with-features", "/dashboard/admin");
        browser.open(features + "/alerts")
                .type("Message for cheers", "{nonsense}")
                .click("Save");
        assertThat(browser.text()).contains("{nonsense} is unknown");
        inspectOpen("feature-refused");
        softly.assertAll();
    }

    @Test
    void pageOfDiscord() {
        try (DiscordSimulator discord = DiscordSimulator.start(DiscordOptions.defaults())) {
            stage.discord = Optional.of(DiscordSettings.of(discord));
            stage.restart();
            stage.connectBot();
            String page = "/dashboard/" + stage.connectChannel("alice").id() + "/discord";
            String server = discord.newServer("The Krew", discord.person("olga").id());
            String address = discord.newWebhook(discord.firstChannel(server));
            browser.logIn("alice");
            inspect("discord-without-links", page);
            browser.open(page).type("Address of the webhook", address).click("Link webhook");
            assertThat(browser.text()).contains("Linked.", "Webhook \"Herald\"");
            inspect("discord", page);
        }
        softly.assertAll();
    }

    private void switchOn(SimulatedUser channel, String feature, String settings) {
        var saved = LoggedIn.at(stage, channel.login())
                .change(
                        "PUT",
                        "/api/channels/" + channel.id() + "/features/" + feature,
                        "{\"settings\":" + settings + "}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    private void fill(String page, SimulatedUser alice) {
        add(page, "hi", LONG);
        add(page, "discord", "Come to our server: https://discord.example/invite");
        browser.open(page + "/commands/discord")
                .type("What the bot says", "Come to our new server")
                .click("Save changes");
        browser.open(page + "/timers/new")
                .type("Name", "water")
                .type("What the bot says", "Drink something")
                .click("Add timer");
        stage.twitch.chat(
                ChatLine.of(alice.id(), stage.twitch.user("viewer", "Viewer").id(), "!hi there"));
        stage.twitch.raid(stage.twitch.user("raider", "The Raider").id(), alice.id(), 42);
        browser.open(page).awaitText("#feed", "A_very_long").awaitText("#feed", "raids with 42 viewers");
    }

    private void add(String page, String name, String text) {
        browser.open(page + "/commands/new")
                .type("Name", name)
                .type("What the bot says", text)
                .click("Add command");
        assertThat(browser.text()).contains("Added !" + name + ".");
    }

    private void inspect(String name, String path) {
        browser.desktop().open(path);
        inspectOpen(name);
    }

    private void inspectOpen(String name) {
        for (String scheme : List.of("light", "dark")) {
            browser.colours(scheme);
            look(browser.phone(), name + "-390-" + scheme);
            look(browser.desktop(), name + "-1280-" + scheme);
        }
        softly.assertThat(browser.complaints().stream()
                        .filter(complaint -> !complaint.contains("status of 4"))
                        .toList())
                .as(name)
                .isEmpty();
    }

    private void look(Chromium sized, String name) {
        softly.assertThat(sized.overhang())
                .as("pixels that stick out of " + name)
                .isZero();
        softly.assertThat(sized.accessibilityFaults()).as(name).isEmpty();
        sized.screenshot(name);
    }
}
