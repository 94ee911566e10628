package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.ConfigLoader;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedUser;
import bot.herald.testing.QrReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A start with nothing at all: the set-up page over real HTTP, until the bot answers. */
class FirstStartTest extends FirstStartStage {
    @Test
    void leadsFromTheLinkToTheFirstAnswerWithoutARestart() {
        begin();
        assertThat(person().look().body())
                .contains("Step 1 of 4")
                .contains("http://localhost:" + port + "/auth/callback")
                .contains("dev.twitch.tv/console/apps/create");

        HttpResponse<String> installed = install(twitch.clientId(), twitch.clientSecret());
        assertThat(installed.statusCode()).as(installed.body()).isEqualTo(200);
        assertThat(installed.body()).contains("Step 2 of 4");
        assertThat(person().browser.open(page("/setup?looked=1")).body()).contains("No bot account is connected yet");

        Matcher botLink = Pattern.compile(">(http://localhost:" + port + "/auth/bot\\?setup=[0-9a-f]+)<")
                .matcher(installed.body());
        assertThat(botLink.find()).isTrue();
        HttpResponse<String> privateWindow = new ScriptedBrowser().agree(URI.create(botLink.group(1)), "heraldbot");
        assertThat(privateWindow.body()).contains("Connected").doesNotContain("Go on with the set-up");

        assertThat(person().look().body()).contains("Step 3 of 4").contains("heraldbot");
        HttpResponse<String> connected = person().browser.agree(page("/auth/channel"), "alice");
        assertThat(connected.body()).contains("Go on with the set-up");

        HttpResponse<String> waiting = person().look();
        assertThat(waiting.body()).contains("Step 4 of 4").contains("!ping").doesNotContain("It works.");
        assertThat(waiting.headers().firstValue("Refresh")).contains("5; url=setup");
        SimulatedUser alice = twitch.user("alice");
        twitch.chat(ChatLine.of(alice.id(), alice.id(), "!ping"));
        assertThat(twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(person().look().body())
                        .contains("It works.")
                        .contains("Pong!")
                        .contains("/dashboard/" + alice.id()));

        HttpResponse<String> feed = person().send("do", "finish");
        assertThat(feed.uri().getPath()).isEqualTo("/dashboard/" + alice.id() + "/live");
        assertThat(feed.body()).contains("/dashboard/" + alice.id() + "/features");
        assertThat(person().look().statusCode()).isEqualTo(403);
        assertThat(person().browser.open(start().link()).statusCode()).isEqualTo(403);
        assertThat(twitch.secretsSeenInUrls()).isFalse();
    }

    @Test
    void lightOrDarkHoldsFromTheFirstStepOn() {
        begin();
        assertThat(person().choose("dark").body()).contains("Step 1 of 4", "data-theme=\"dark\"");

        assertThat(install(twitch.clientId(), twitch.clientSecret()).body())
                .contains("Step 2 of 4", "data-theme=\"dark\"");
        assertThat(person().browser.agree(page("/auth/channel"), "alice").body())
                .contains("Your channel is connected.", "data-theme=\"dark\"");
    }

    @Test
    void whoConnectsTheChannelInTheSetUpBecomesAnAdminAtOnceAndForGood() throws IOException {
        untilTheChannelIsConnected(person -> person.browser, "alice");
        assertThat(person().look().body()).containsPattern("name=\"admin\" value=\"[0-9]+\" checked");

        String alice = twitch.user("alice").id();
        person().send("do", "finish", "admin", alice);

        assertThat(Files.readString(folder.resolve("config.yaml"))).contains("admins: ['" + alice + "']");
        ScriptedBrowser browser = new ScriptedBrowser();
        browser.agree(page("/auth/login"), "alice");
        assertThat(browser.open(page("/dashboard/admin")).statusCode()).isEqualTo(200);
        ScriptedBrowser other = new ScriptedBrowser();
        other.agree(page("/auth/login"), "bob");
        assertThat(other.open(page("/dashboard/admin")).statusCode()).isEqualTo(404);
        assertThat(new ConfigLoader()
                        .load(folder.resolve("config.yaml"), Map.of())
                        .web()
                        .admins())
                .containsExactly(alice);
    }

    @Test
    void strangerWhoConnectsAChannelFirstIsOfferedButNotTicked() throws IOException {
        untilTheChannelIsConnected(person -> new ScriptedBrowser(), "mallory");
        assertThat(person().look().body())
                .containsPattern("name=\"admin\" value=\"[0-9]+\"")
                .doesNotContainPattern("name=\"admin\" value=\"[0-9]+\" checked");

        person().send("do", "finish");
        assertThat(Files.readString(folder.resolve("config.yaml"))).doesNotContain("admins");
    }

    @Test
    void onlyTheChannelThatIsShownCanBeNamed() throws IOException {
        untilTheChannelIsConnected(person -> person.browser, "alice");
        person().send("do", "finish", "admin", twitch.user("bob").id());
        assertThat(Files.readString(folder.resolve("config.yaml"))).doesNotContain("admins");
    }

    @Test
    void configurationThatWasChangedMeanwhileStaysAndThePageSaysWhatToWrite() throws IOException {
        untilTheChannelIsConnected(person -> person.browser, "alice");
        Path file = folder.resolve("config.yaml");
        String changed = Files.readString(file) + "# mine\n";
        Files.writeString(file, changed);

        String alice = twitch.user("alice").id();
        HttpResponse<String> answer = person().send("do", "finish", "admin", alice);
        assertThat(answer.body()).contains("Step 4 of 4").contains("admins: ['" + alice + "']");
        assertThat(Files.readString(file)).isEqualTo(changed);
        assertThat(person().send("do", "finish").uri().getPath()).isEqualTo("/dashboard/" + alice + "/live");
    }

    @Test
    void nobodyIsOfferedWhereTheEnvironmentNamesAdmins() {
        environment.put("HERALD_WEB_ADMINS", "somebody");
        untilTheChannelIsConnected(person -> person.browser, "alice");
        assertThat(person().look().body()).contains("Step 4 of 4").doesNotContain("name=\"admin\"");
    }

    @Test
    void bothAccountsConnectByCodesToo() {
        begin();
        install(twitch.clientId(), twitch.clientSecret());

        HttpResponse<String> asked = person().send("do", "bot-code");
        assertThat(asked.headers().firstValue("Refresh")).contains("5; url=setup");
        assertThat(asked.body())
                .containsPattern("<svg class=\"qr\"[^>]+aria-label=\"QR code that opens http[^\"]+/activate");
        assertThat(QrReader.onPage(asked.body()))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("/activate")
                .satisfies(read -> assertThat(asked.body())
                        .contains(
                                "href=\"" + read.replace("&", "&amp;") + "\"", "opens " + read.replace("&", "&amp;")));
        typeCode(asked.body(), "heraldbot");
        awaitOnPage("Step 3 of 4");
        typeCode(person().send("do", "channel-code").body(), "alice");
        awaitOnPage("Step 4 of 4");
        String alice = twitch.user("alice").id();
        assertThat(person().look().body()).contains("name=\"admin\" value=\"" + alice + "\" checked");

        // The code was typed elsewhere, but whoever says that the channel is theirs is logged in here.
        HttpResponse<String> live = person().send("do", "finish", "admin", alice);
        assertThat(live.uri().getPath()).isEqualTo("/dashboard/" + alice + "/live");
        assertThat(person().browser.open(page("/dashboard/admin")).statusCode()).isEqualTo(200);
    }

    @Test
    void codeOfSomebodyElsesChannelLogsNobodyIn() {
        connectBotByCode();
        typeCode(person().send("do", "channel-code").body(), "alice");
        awaitOnPage("Step 4 of 4");

        person().send("do", "finish");

        assertThat(person().browser.open(page("/api/me")).statusCode()).isEqualTo(401);
    }

    @Test
    void channelThatGrantedTooLittleByACodeIsToldSo() {
        connectBotByCode();
        person().send("do", "channel-code");
        LessGranted.next(twitch, "alice", "channel:bot");

        awaitOnPage("need more permissions");
    }

    @Test
    void codeThatIsRefusedAtTwitchSaysSo() {
        begin();
        install(twitch.clientId(), twitch.clientSecret());
        twitch.faults().next("POST", "/oauth2/device", 1, Fault.status(503));
        assertThat(person().send("do", "bot-code").body()).contains("cannot be reached at the moment");

        Matcher address = Pattern.compile("href=\"(http[^\"]+/activate[^\"]+)\"")
                .matcher(person().send("do", "bot-code").body());
        assertThat(address.find()).isTrue();
        new ScriptedBrowser().decide(URI.create(address.group(1).replace("&amp;", "&")), "alice", "deny");
        awaitOnPage("refused on Twitch");
    }

    @Test
    void onlyThePrintedLinkOpensIt() {
        begin();
        SetupVisitor stranger = new SetupVisitor(start().link());
        assertThat(stranger.look().statusCode()).isEqualTo(403);
        assertThat(stranger.post("do=install").statusCode()).isEqualTo(403);
        assertThat(person().post("do=install&client-id=x").statusCode()).isEqualTo(403);
        assertThat(person().post("form=00&do=install").statusCode()).isEqualTo(403);
        for (int i = 0; i < 10; i++) {
            assertThat(stranger.browser.open(page("/setup?code=" + i)).statusCode())
                    .isEqualTo(403);
        }
        HttpResponse<String> oneTooMany = stranger.browser.open(page("/setup?code=11"));
        assertThat(oneTooMany.statusCode()).isEqualTo(429);
        assertThat(oneTooMany.headers().firstValue("Retry-After")).isPresent();
        assertThat(person().look().statusCode()).isEqualTo(200);
        // The operator has the link, whoever guesses meanwhile.
        assertThat(new SetupVisitor(start().link()).browser.open(start().link()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void everythingElseSaysThatHeraldIsNotSetUp() {
        begin();
        assertThat(person().browser.open(page("/")).statusCode()).isEqualTo(503);
        assertThat(person().browser.open(page("/healthz")).statusCode()).isEqualTo(200);
        HttpResponse<String> ready = person().browser.open(page("/readyz"));
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"component\":\"configuration\"");
        assertThat(person().browser.open(page("/dashboard")).statusCode()).isEqualTo(404);
    }

    private void untilTheChannelIsConnected(Function<SetupVisitor, ScriptedBrowser> whose, String login) {
        begin();
        HttpResponse<String> installed = install(twitch.clientId(), twitch.clientSecret());
        Matcher botLink = Pattern.compile(">(http://localhost:" + port + "/auth/bot\\?setup=[0-9a-f]+)<")
                .matcher(installed.body());
        assertThat(botLink.find()).isTrue();
        new ScriptedBrowser().agree(URI.create(botLink.group(1)), "heraldbot");
        assertThat(whose.apply(person()).agree(page("/auth/channel"), login).statusCode())
                .isEqualTo(200);
        assertThat(person().look().body()).contains("Step 4 of 4");
    }

    private void connectBotByCode() {
        begin();
        install(twitch.clientId(), twitch.clientSecret());
        typeCode(person().send("do", "bot-code").body(), "heraldbot");
        awaitOnPage("Step 3 of 4");
    }

    private void typeCode(String body, String login) {
        Matcher address =
                Pattern.compile("href=\"(http[^\"]+/activate[^\"]+)\"").matcher(body);
        assertThat(address.find()).as(body).isTrue();
        assertThat(new ScriptedBrowser()
                        .agree(URI.create(address.group(1).replace("&amp;", "&")), login)
                        .statusCode())
                .isEqualTo(200);
    }
}
