package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SimulatedUser;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What people do at Herald's pages, in a real browser against the whole bot. */
class PeopleBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private static Chromium browser;

    private Stage stage;

    @BeforeAll
    static void startBrowser() {
        browser = new Chromium(URI.create("about:blank"));
    }

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.connectBot();
        browser.anew(stage.address);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @Test
    void aBroadcasterConnectsAddsACommandAndSeesTheBotAnswerIt() {
        browser.open("/").click("Connect your channel").agreeAs("alice");
        SimulatedUser alice = stage.twitch.user("alice");
        browser.awaitText("#notice", "Connected. Type !commands in your chat");
        assertThat(browser.address()).contains("/dashboard/" + alice.id());
        browser.open("/dashboard").awaitText("#feed-state", "Live");
        assertThat(browser.address()).endsWith("/dashboard/" + alice.id());

        browser.open("/dashboard/" + alice.id() + "/commands")
                .click("New command")
                .type("Name", "hi")
                .type("What the bot says", "Hello {user}")
                .click("Add command");
        assertThat(browser.text("#notice strong")).isEqualTo("Added !hi.");

        browser.open("/dashboard/" + alice.id() + "/live").awaitText("#feed-state", "Live");
        SimulatedUser viewer = stage.twitch.user("viewer", "Viewer");
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!hi"));

        browser.awaitText("#feed", "Viewer: !hi").awaitText("#feed", "Hello Viewer");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatAModeratorDeletesIsStruckThroughForWhoeverWatches() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser viewer = stage.twitch.user("viewer", "Viewer");
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/live").awaitText("#feed-state", "Live");
        stage.twitch.awaitSubscriptions(
                all -> all.stream().anyMatch(one -> one.type().equals("channel.chat.message_delete")),
                Duration.ofSeconds(30));
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "stays"));
        String messageId =
                stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "goes")).messageId();
        browser.awaitText("#feed", "goes");

        stage.twitch.deleteMessage(alice.id(), messageId);

        browser.awaitText("#feed li.deleted", "goes");
        assertThat(browser.text("#feed li.deleted")).doesNotContain("stays");
        browser.open("/dashboard/" + alice.id() + "/live");
        assertThat(browser.text("#feed li.deleted")).contains("goes");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aCommandWithAMistakeIsSaidAtTheFieldAndIsSavedOnceItIsMended() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/commands/new");

        browser.type("Name", "hi").type("What the bot says", "Hello {usr}").click("Add command");

        assertThat(browser.text()).contains("Nothing was saved.", "{usr}");
        assertThat(browser.one("#text").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(browser.one("#name").getDomProperty("value")).isEqualTo("hi");
        browser.type("What the bot says", "Hello {user}").click("Add command");
        assertThat(browser.text("#notice strong")).isEqualTo("Added !hi.");
    }

    @Test
    void aCommandIsAddedWithTheKeyboardAlone() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").open("/dashboard/" + alice.id());

        browser.tabTo("Skip to the content").tabTo("alice Switch channel").keys(Keys.ENTER);
        assertThat(browser.has(".switcher[open]")).isTrue();
        browser.keys(Keys.TAB, Keys.ESCAPE);
        assertThat(browser.has(".switcher[open]")).isFalse();
        assertThat(browser.focusedName()).isEqualTo("alice Switch channel");

        browser.tabTo("Commands").enter();
        browser.tabTo("Skip to the content").keys(Keys.ENTER);
        browser.tabTo("New command").enter();
        browser.tabTo("Skip to the content").keys(Keys.ENTER);
        browser.tabTo("Name").keys("hi");
        browser.tabTo("What the bot says").keys("Hello {user}");
        browser.tabTo("Add command").enter();

        assertThat(browser.text("#notice strong")).isEqualTo("Added !hi.");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void onAPhoneTheButtonsOfAFormCoverNothingThatHasTheFocus() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/commands/new");
        browser.type("Name", "hi").type("What the bot says", "Hello").click("Add command");

        browser.phone().open("/dashboard/" + alice.id() + "/commands/hi").tabTo("Save changes");
    }

    @Test
    void onAPhoneTheKeyboardOpensAndShutsTheMenu() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").phone().open("/dashboard/" + alice.id() + "/timers");

        browser.tabTo("More").keys(Keys.ENTER);
        browser.tabTo("Settings").keys(Keys.ESCAPE);

        assertThat(browser.has(".tabbar details[open]")).isFalse();
        assertThat(browser.focusedName()).isEqualTo("More");
        browser.keys(Keys.ENTER).tabTo("Settings").enter();
        assertThat(browser.text("h1")).isEqualTo("Settings");
    }

    @Test
    void whatIsTypedIsShownAsInChatWithWhatIsWrong() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/commands/new");

        browser.type("Name", "hug").type("What the bot says", "A hug for {usr}");
        browser.awaitText("#text-wrong", "{usr} is unknown (character 11). Did you mean {user}?");
        assertThat(browser.one("#text").getDomAttribute("aria-invalid")).isEqualTo("true");

        browser.type("What the bot says", "A hug for ").press("[data-insert='{user}']");
        browser.awaitText("#preview", "A hug for OrbitOtter");
        assertThat(browser.text("#text-wrong")).isEmpty();
        assertThat(browser.one("#text").getDomProperty("value")).isEqualTo("A hug for {user}");
        browser.press("label:has([name='role'][value='moderator'])");
        browser.awaitText("#preview", "Only moderators can use it.");
        browser.press("label:has([name='as'][value='moderator'])");
        browser.awaitGone("#preview .silence");
        browser.click("Add command");
        assertThat(browser.text("#notice strong")).isEqualTo("Added !hug.");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aRowIsSwitchedInItsPlaceAndSwitchedBackByUndo() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/commands");
        browser.awaitText("#command-list", "!uptime");

        browser.press("[aria-label='!uptime answers']").awaitText("#notice", "Switched off !uptime.");

        assertThat(browser.one("[aria-label='!uptime answers']").getDomAttribute("aria-checked"))
                .isEqualTo("false");
        // The other rows are where they were, and so is the focus.
        assertThat(browser.text("#command-list")).contains("!accountage", "!title");
        assertThat(browser.focused()).isEqualTo("!uptime answers");
        browser.click("Undo");
        assertThat(browser.text("#notice strong")).startsWith("Undone");
        browser.open("/dashboard/" + alice.id() + "/commands");
        assertThat(browser.one("[aria-label='!uptime answers']").getDomAttribute("aria-checked"))
                .isEqualTo("true");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aCooldownIsChangedInItsRowByTheKeyboard() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/commands?show=built-in");

        browser.tabTo("Cooldown of !ping: None").keys(Keys.ENTER);
        browser.keys("1", Keys.TAB, "2", Keys.ENTER).awaitText("#notice", "Changed the cooldown of !ping.");

        assertThat(browser.focused()).isEqualTo("Cooldown of !ping: 10 s · 2 s each");
        browser.keys(Keys.ENTER, Keys.ESCAPE);
        assertThat(browser.focused()).isEqualTo("Cooldown of !ping: 10 s · 2 s each");
        assertThat(browser.complaints()).isEmpty();
    }

    /** The browser takes 1e1 for a number. */
    @Test
    void aCooldownThatIsRefusedStaysOpenWithWhatWasTyped() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/commands?show=built-in");

        browser.tabTo("Cooldown of !ping: None").keys(Keys.ENTER);
        browser.keys(Keys.chord(Keys.CONTROL, "a"), "1e1", Keys.ENTER)
                .awaitText(".pop:popover-open .wrong-text", "number");

        assertThat(browser.focusedName()).isEqualTo("Cooldown (everyone)");
        assertThat(browser.one(".pop:popover-open [name=channelSeconds]").getDomProperty("value"))
                .isEqualTo("1e1");
        browser.keys(Keys.chord(Keys.CONTROL, "a"), "12", Keys.ENTER)
                .awaitText("#notice", "Changed the cooldown of !ping.");
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("status of 400"));
    }

    @Test
    void enterInTheCategoryOfTickedCommandsPutsThemThere() {
        SimulatedUser alice = stage.connectChannel("alice");
        String commands = "/dashboard/" + alice.id() + "/commands";
        browser.logIn("alice").open(commands + "/new");
        browser.type("Name", "hug").type("What the bot says", "Hugs!").click("Add command");

        browser.open(commands).press("[name='pick.hug']").press("#put-into").keys("Kindness");
        browser.enter();

        assertThat(browser.open(commands + "?category=Kindness").text("#command-list"))
                .contains("!hug");
    }

    @Test
    void whoMayNotSwitchAnyMoreIsToldSo() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), mod.id());
        browser.logIn("mod").open("/dashboard/" + alice.id() + "/commands");
        LoggedIn other = LoggedIn.at(stage, "mod");

        stage.twitch.removeModerator(alice.id(), mod.id());
        await().atMost(SOON)
                .until(() -> other.get("/api/channels/" + alice.id()).statusCode() == 404);
        browser.click(".sw[aria-label='!uptime answers']");

        assertThat(browser.text("h1")).isEqualTo("There is nothing here");
    }

    @Test
    void typingSearchesAndTheAddressKeepsIt() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/commands");

        browser.type("Search commands", "count").awaitGone("[aria-label^='Cooldown of !uptime']");

        assertThat(browser.text("#command-list")).contains("!accountage", "!counter", "2 commands");
        assertThat(browser.address()).contains("q=count");
    }

    @Test
    void manyChannelsAreSwitchedAndGivenACommandAtOnceAndOneTakesItBack() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser berta = stage.connectChannel("berta");
        stage.twitch.addModerator(berta.id(), alice.id());
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/commands/new");
        browser.type("Name", "hi").type("What the bot says", "Hello {user}").click("Add command");

        browser.open("/dashboard?sort=name").awaitText("h1", "Your channels");
        assertThat(browser.one(".bulk").isDisplayed()).isFalse();
        browser.press("[data-pickall]");
        assertThat(browser.one(".bulk").isDisplayed()).isTrue();
        browser.choose("Feature…", "Stream editing").click("Switch on");
        assertThat(browser.text("#notice")).contains("Channels done: 1 of 2.");
        assertThat(browser.text(".rows")).contains("Switched on: Stream editing.", "only the broadcaster");

        browser.click(".rows form button");
        assertThat(browser.text("#notice")).startsWith("Undone");

        browser.open("/dashboard?sort=name").press("[aria-label='Select berta']");
        browser.type("!command or timer", "!hi")
                .choose("from channel…", "alice")
                .click("Copy");
        assertThat(browser.text("#notice")).contains("Channels done: 1 of 1.");
        assertThat(browser.open("/dashboard/" + berta.id() + "/commands").text())
                .contains("Hello {user}");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aMistakeIsUndoneFromTheLog() {
        SimulatedUser alice = stage.connectChannel("alice");
        String page = "/dashboard/" + alice.id();
        browser.logIn("alice").open(page + "/settings");
        browser.type("Greeting for raids", "Welcome {raider}!").click("Save settings");
        browser.type("Greeting for raids", "Oops").click("Save settings");
        assertThat(browser.text("#notice strong")).isEqualTo("Saved the settings.");
        browser.open(page + "/log");
        assertThat(browser.text("ol.log")).contains("Greeting for raids", "Welcome {raider}!", "Oops");

        browser.click("#log-list li:first-child button");

        assertThat(browser.text("#notice strong")).startsWith("Undone");
        assertThat(browser.text("ol.log li:first-child")).contains("undid a change of the settings.");
        assertThat(browser.text("ol.log")).contains("Undone by alice.");
        browser.open(page + "/settings");
        assertThat(browser.one("#raidGreeting").getDomProperty("value")).isEqualTo("Welcome {raider}!");
    }

    @Test
    void whatAModeratorChangesInChatIsUndoneFromTheLog() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser mod = stage.twitch.user("mod", "Mod");
        stage.twitch.addModerator(alice.id(), mod.id());
        for (String written : List.of("!command add hi Hello", "!command edit hi Something rude")) {
            int said = stage.twitch.sentMessages().size();
            stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), written));
            stage.twitch.awaitMessages(all -> all.size() > said, SOON);
        }
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/log?show=chat");
        assertThat(browser.text("#log-list"))
                .contains("Mod changed the command hi in chat.", "Mod added the command hi in chat.", "Something rude");

        browser.click("#log-list li:first-child button");

        assertThat(browser.text("#notice strong")).isEqualTo("Undone: !hi is as it was before.");
        assertThat(browser.text("#log-list"))
                .contains("alice undid a change of the command hi.", "Undone by alice.")
                .doesNotContain("changed again since");
        stage.twitch.chat(
                ChatLine.of(alice.id(), stage.twitch.user("viewer", "Viewer").id(), "!hi"));
        assertThat(stage.twitch.awaitMessages(all -> all.size() > 2, SOON))
                .last()
                .satisfies(said -> assertThat(said.text()).isEqualTo("Hello"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aQuoteIsWrittenDownFoundDeletedAndBroughtBack() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/quotes");
        browser.click("Add a quote").type("Quote", "I am not lost").click("Add quote");
        assertThat(browser.text("#notice strong")).isEqualTo("Added quote 1.");
        browser.click("New quote").type("Quote", "The chicken has a lawyer").click("Add quote");

        browser.type("Search quotes", "CHICKEN").awaitText(".pager", "1 quote");
        assertThat(browser.text("#quote-list")).doesNotContain("lost");
        browser.click("#quote-list button[aria-label='Delete quote 2']");
        assertThat(browser.text("#notice strong")).isEqualTo("Deleted quote 2.");
        browser.click("Undo");
        browser.open("/dashboard/" + alice.id() + "/quotes");
        assertThat(browser.text("#quote-list")).contains("The chicken has a lawyer", "2 quotes");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theLiveListShowsAndHidesWithoutAnotherPage() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser viewer = stage.twitch.user("viewer", "Viewer");
        browser.logIn("alice")
                .open("/dashboard/" + alice.id() + "/live?show=bot")
                .awaitText("#feed-state", "Live");

        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping Kappa"));

        // The answer is there, with whom it answers; the line is, but not for those who want the bot alone.
        browser.awaitText("#feed", "Pong").awaitText("#feed", "to @Viewer");
        assertThat(browser.text("#feed")).doesNotContain("!ping");
        browser.open("/dashboard/" + alice.id() + "/live").awaitText("#feed", "!ping");
        assertThat(browser.has("#feed img.emote[alt=Kappa]")
                        || browser.text("#feed").contains("Kappa"))
                .isTrue();
        browser.click("Pictures from Twitch: on").awaitText("#feed", "!ping Kappa");
        assertThat(browser.has("#feed img")).isFalse();
    }

    @Test
    void theGuardIsSeenAndEndedOnThePage() {
        SimulatedUser alice = guarded();
        browser.logIn("alice").open("/dashboard/" + alice.id() + "/raids");

        stage.twitch.raid(stage.twitch.user("hater").id(), alice.id(), 5000);

        browser.reloadUntil("The guard protects the chat: ");
        browser.click("End it now");
        assertThat(browser.text("#notice strong")).isEqualTo("The guard's protection has ended.");
        assertThat(stage.twitch.moderation().followersOnly(alice.id())).isEmpty();
    }

    @Test
    void whoWaitsForTheOperatorAsksAndGoesGreenWhenItIsGranted() {
        stage.admins = List.of("boss");
        stage.restart();
        SimulatedUser alice = stage.connectChannel("alice");
        stage.twitch.addModerator(alice.id(), stage.twitch.user(Stage.BOT).id());
        browser.logIn("alice");
        switchOn(alice, "chat-filters", "{\"links\":true}");
        browser.reloadUntil("waiting for the operator");

        browser.click("Ask the operator");
        assertThat(browser.text("#health")).contains("You asked the operator on");

        browser.logIn("boss").open("/dashboard/admin");
        assertThat(browser.text()).contains("Streamers who ask you", "Chat filters: waiting for the operator");
        browser.click("#asked-allow").agreeAs(Stage.BOT);
        browser.open("/dashboard/admin");
        assertThat(browser.text()).doesNotContain("Streamers who ask you");
        browser.logIn("alice").reloadUntil("Everything works");
    }

    @Test
    void aModeratorWhoIsRemovedWhileEditingIsToldSoAndNothingIsSaved() {
        SimulatedUser alice = stage.connectChannel("alice");
        SimulatedUser mod = stage.twitch.user("mod");
        stage.twitch.addModerator(alice.id(), mod.id());
        browser.logIn("mod").open("/dashboard/" + alice.id() + "/commands/new");
        browser.type("Name", "hi").type("What the bot says", "Hello {user}");
        LoggedIn other = LoggedIn.at(stage, "mod");

        stage.twitch.removeModerator(alice.id(), mod.id());

        await().atMost(Duration.ofSeconds(30))
                .until(() -> other.get("/api/channels/" + alice.id()).statusCode() == 404);
        browser.click("Add command");
        assertThat(browser.text("h1")).isEqualTo("There is nothing here");
        assertThat(LoggedIn.at(stage, "alice").json("/api/channels/" + alice.id() + "/commands"))
                .isEmpty();
    }

    private SimulatedUser guarded() {
        SimulatedUser alice = stage.connectChannel("alice");
        stage.twitch.addModerator(alice.id(), stage.twitch.user(Stage.BOT).id());
        switchOn(alice, "raid-guard", "{\"enabled\":true,\"mostViewers\":100}");
        stage.admins = List.of("boss");
        stage.restart();
        assertThat(LoggedIn.at(stage, "boss")
                        .browser
                        .agree(stage.address.resolve("/auth/bot"), Stage.BOT)
                        .statusCode())
                .isEqualTo(200);
        return alice;
    }

    private void switchOn(SimulatedUser channel, String feature, String settings) {
        var saved = LoggedIn.at(stage, channel.login())
                .change(
                        "PUT",
                        "/api/channels/" + channel.id() + "/features/" + feature,
                        "{\"settings\":" + settings + "}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    @Test
    void aBanIsSaidOnThePage() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice");
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
        browser.logIn("mod").open("/dashboard/" + alice.id());
        browser.awaitText("#feed-state", "Live");

        stage.twitch.removeModerator(alice.id(), mod.id());

        browser.awaitText("#feed-state", "Not live any more");
        browser.open("/dashboard/" + alice.id());
        assertThat(browser.text("h1")).isEqualTo("There is nothing here");
        assertThat(browser.open("/dashboard").text()).doesNotContain("alice");
    }

    @Test
    void aGrantThatWasTakenBackIsSaidInWordsAndHealedByConnectingAgain() {
        SimulatedUser alice = stage.connectChannel("alice");
        browser.logIn("alice");
        // Shoutouts need a moderator, and the bot is none yet.
        assertThat(browser.text()).contains("Not everything can act yet.");
        stage.twitch.addModerator(alice.id(), stage.twitch.user(Stage.BOT).id());
        browser.reloadUntil("Everything works");

        stage.twitch.revokeGrant(alice.id());
        // The login went with it.
        browser.reloadUntil("You are not logged in");
        browser.click("Log in with Twitch").agreeAs("alice");
        browser.reloadUntil("Twitch took back the permission on");
        browser.click("Connect again").agreeAs("alice").awaitText("#notice", "Connected.");
        browser.open("/dashboard").reloadUntil("Everything works");
        assertThat(List.of(browser.text())).noneMatch(text -> text.contains("Connect again"));
    }
}
