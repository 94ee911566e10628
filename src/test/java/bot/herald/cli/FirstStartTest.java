package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.app.Herald;
import bot.herald.config.ConfigException;
import bot.herald.config.ConfigLoader;
import bot.herald.config.NewConfigFile;
import bot.herald.lifecycle.StartupException;
import bot.herald.setup.FirstStart;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.testing.FreePort;
import bot.herald.testing.QrReader;
import bot.herald.testing.ScriptedServer;
import bot.herald.testing.SimulatedTwitch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A start with nothing at all: the set-up page over real HTTP, until the bot answers. */
class FirstStartTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String WRONG = "wrongsecretwrongsecretwrongsec";

    @TempDir
    Path folder = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> announced = new CopyOnWriteArrayList<>();
    private TwitchSimulator twitch;
    private Clock clock = Clock.systemUTC();
    private int port;
    private Optional<FirstStart> opened = Optional.empty();
    private Optional<SetupVisitor> visitor = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        port = FreePort.next();
        twitch = SimulatedTwitch.start(port);
        environment.put("HERALD_WEB_PORT", String.valueOf(port));
        environment.putAll(SimulatedTwitch.endpoints(twitch));
    }

    @AfterEach
    void close() {
        opened.ifPresent(FirstStart::close);
        twitch.close();
    }

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
    void secretSurvivesAMistakeElsewhere() {
        begin();
        HttpResponse<String> refused = install("nobody", twitch.clientSecret());
        assertThat(refused.body())
                .contains("Herald still has the secret you entered")
                .doesNotContain(twitch.clientSecret());

        assertThat(install(twitch.clientId(), "").body()).contains("Step 2 of 4");
    }

    @Test
    void secretThatIsWrongIsNotKept() {
        begin();
        assertThat(install(twitch.clientId(), WRONG).body()).doesNotContain("Herald still has the secret");
        assertThat(install(twitch.clientId(), "").body()).contains("enter the client secret of your application");
    }

    @Test
    void discordIsTestedAndWrittenWhereItIsWanted() throws IOException {
        try (DiscordSimulator discord = DiscordSimulator.start(DiscordOptions.defaults())) {
            environment.put("HERALD_DISCORD_ENDPOINTS_OAUTH", discord.baseUrl().toString());
            environment.put("HERALD_DISCORD_ENDPOINTS_API", discord.apiUrl());
            begin();

            HttpResponse<String> refused = withDiscord(discord.clientId(), WRONG, discord.botToken());
            assertThat(refused.body())
                    .contains("/auth/discord/callback", "Discord does not take this client ID or this secret")
                    .doesNotContain(WRONG, discord.botToken());
            assertNothingWritten();

            // The token and Twitch's secret need not be typed again.
            assertThat(withDiscord(discord.clientId(), discord.clientSecret(), "")
                            .body())
                    .contains("Step 2 of 4");
            assertThat(Files.readString(folder.resolve("config.yaml")))
                    .contains("client-id: '" + discord.clientId() + "'")
                    .contains("bot-token: '" + discord.botToken() + "'")
                    .contains("oauth: '" + discord.baseUrl() + "'");
        }
    }

    @Test
    void checkingTheAddressForgetsNothingThatWasTyped() {
        begin();
        HttpResponse<String> checked = person().send(
                        "do",
                        "address",
                        "client-id",
                        twitch.clientId(),
                        "client-secret",
                        twitch.clientSecret(),
                        "discord-client-id",
                        "123",
                        "discord-client-secret",
                        "one",
                        "discord-bot-token",
                        "two");
        assertThat(checked.body())
                .contains("value=\"" + twitch.clientId() + "\"", "value=\"123\"")
                .contains("Herald still has the secret you entered: leave this empty to use it.")
                .contains("Herald still has the secret you entered.", "Herald still has the token you entered.");

        // As a script asks, which sends no more than it has to.
        assertThat(person().send("do", "address", "port", "1").body())
                .contains("Herald still has the secret you entered.", "Herald still has the token you entered.");
    }

    @Test
    void anotherPortIsListenedOnAtOnceAndThePageSaysWhereItIs() throws IOException {
        environment.remove("HERALD_WEB_PORT");
        int other = FreePort.next();
        String address = "http://localhost:" + other;
        twitch.registerRedirectUris(List.of(address + "/auth/callback"));
        begin();
        assertThat(person().look().body()).containsPattern("name=\"port\" [^>]*value=\"" + port + "\"");

        HttpResponse<String> installed = installAt(String.valueOf(other), address);
        assertThat(installed.body())
                .contains("Step 2 of 4", "Herald's address is <code>" + address + "</code> now")
                .contains("href=\"" + address + "/setup\"");
        assertThat(person().browser.open(URI.create(address + "/setup")).body())
                .contains("Step 2 of 4")
                .doesNotContain("Herald's address is");
        assertThat(person().look().statusCode()).isEqualTo(200);
        assertThat(announced).anyMatch(line -> line.contains("address is " + address + " now"));
        assertThat(new ConfigLoader()
                        .load(folder.resolve("config.yaml"), Map.of())
                        .web()
                        .port())
                .isEqualTo(other);
    }

    @Test
    void portThatAnotherProgramHasIsSaidBeforeAnythingIsWritten() throws IOException {
        environment.remove("HERALD_WEB_PORT");
        begin();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://localhost:" + taken.getLocalPort();
            twitch.registerRedirectUris(List.of(address + "/auth/callback"));

            HttpResponse<String> refused = installAt(String.valueOf(taken.getLocalPort()), address);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("Herald cannot listen on port " + taken.getLocalPort())
                    .contains("value=\"" + taken.getLocalPort() + "\"", "value=\"" + address + "\"")
                    .contains("Herald still has the secret you entered");
            assertNothingWritten();
        }
        twitch.registerRedirectUris(List.of("http://localhost:" + port + "/auth/callback"));
        assertThat(installAt(String.valueOf(port), "http://localhost:" + port).body())
                .contains("Step 2 of 4")
                .doesNotContain("Herald's address is");
    }

    @ParameterizedTest
    @CsvSource({
        "9, http://localhost:8, 'leads to port 8, but Herald listens on port 9. Use http://localhost:9,'",
        "eighty, http://localhost:8, must be",
        "0, http://localhost:8, another port at each start"
    })
    void portThatDoesNotFitIsRefusedWhenItIsTypedAndWhenItIsSaved(String typed, String address, String words) {
        environment.remove("HERALD_WEB_PORT");
        begin();
        for (String what : List.of("address", "install")) {
            HttpResponse<String> answer = person().send(
                            "do",
                            what,
                            "port",
                            typed,
                            "public-url",
                            address,
                            "client-id",
                            twitch.clientId(),
                            "client-secret",
                            twitch.clientSecret());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains(words)
                    .contains("value=\"" + typed + "\"", "value=\"" + address + "\"")
                    .contains("Herald still has the secret you entered");
        }
        assertNothingWritten();
    }

    @Test
    void setUpIsOnTheNextPortWhereAnotherProgramHasTheUsualOne() throws IOException {
        environment.remove("HERALD_WEB_PORT");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FirstStart start = Herald.firstStart(file().withUsualPort(taken.getLocalPort()), clock, announced::add);
            opened = Optional.of(start);
            port = start.link().getPort();
            assertThat(port).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 9);
            visitor = Optional.of(new SetupVisitor(start.link()));
            assertThat(person().browser.open(start.link()).body())
                    .containsPattern("name=\"port\" [^>]*value=\"" + port + "\"")
                    .contains("value=\"http://localhost:" + port + "\"");

            twitch.registerRedirectUris(List.of("http://localhost:" + port + "/auth/callback"));
            assertThat(installAt(String.valueOf(port), "http://localhost:" + port)
                            .body())
                    .contains("Step 2 of 4")
                    .doesNotContain("Herald's address is");
        }
    }

    @Test
    void portOfTheEnvironmentThatAnotherProgramHasEndsIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("HERALD_WEB_PORT", String.valueOf(taken.getLocalPort()));
            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(() -> Herald.firstStart(file(), clock, announced::add))
                    .withMessageContaining(":" + taken.getLocalPort());
        }
    }

    @Test
    void portThatTheEnvironmentGivesCannotBeChanged() {
        begin();
        assertThat(person().look().body())
                .contains("Herald listens on port <code>" + port + "</code>")
                .doesNotContain("name=\"port\"");
    }

    private HttpResponse<String> installAt(String where, String address) {
        return person().send(
                        "do",
                        "install",
                        "port",
                        where,
                        "public-url",
                        address,
                        "client-id",
                        twitch.clientId(),
                        "client-secret",
                        twitch.clientSecret());
    }

    private HttpResponse<String> withDiscord(String id, String secret, String token) {
        return person().send(
                        "do",
                        "install",
                        "client-id",
                        twitch.clientId(),
                        "client-secret",
                        twitch.clientSecret(),
                        "discord-client-id",
                        id,
                        "discord-client-secret",
                        secret,
                        "discord-bot-token",
                        token);
    }

    @Test
    void linksThatOnlyWorkOnThisComputerSaySo() {
        begin();
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body())
                .contains("This link only works on this computer")
                .doesNotContain("class=\"qr\"");
    }

    @Test
    void linksThatAPhoneCanOpenAreThereForItsCamera() {
        String address = "https://bot.example.org";
        twitch.registerRedirectUris(List.of(address + "/auth/callback"));
        begin();
        String page = installAt("", address).body();
        assertThat(page)
                .contains("aria-label=\"QR code that opens " + address + "/auth/bot?setup=")
                .doesNotContain("only works on this computer");
        assertThat(QrReader.onPage(page))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith(address + "/auth/bot?setup=")
                .satisfies(read -> assertThat(page).contains(">" + read + "</code>"));
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
    void configurationIsForItsOwnerAloneAndKeepsWhereTwitchIs() throws IOException {
        begin();
        install(" " + twitch.clientId() + " ", twitch.clientSecret() + "\n");

        Path file = folder.resolve("config.yaml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains("client-id: '" + twitch.clientId() + "'")
                .contains("client-secret: '" + twitch.clientSecret() + "'")
                .contains("oauth: '" + twitch.oauthUrl() + "'")
                .contains("helix: '" + twitch.helixUrl() + "'")
                .contains("eventsub-websocket: '" + twitch.eventSubWebSocketUrl() + "'")
                .contains("port: '" + port + "'")
                .contains("public-url: 'http://localhost:" + port + "'");
        try (var all = Files.list(folder)) {
            assertThat(all.map(one -> one.getFileName().toString())).containsExactlyInAnyOrder("config.yaml", "data");
        }
        assertThat(announced).noneMatch(line -> line.contains(twitch.clientSecret()));
    }

    @Test
    void wrongClientIdAndWrongSecretAreToldApartAndOnlyTheIdIsKept() {
        begin();

        HttpResponse<String> wrongId = install("nobodysclientid", WRONG);
        assertThat(wrongId.statusCode()).isEqualTo(400);
        assertThat(wrongId.body())
                .contains("no application with this client ID")
                .doesNotContain("this is not its secret")
                .contains("value=\"nobodysclientid\"")
                .doesNotContain(WRONG);
        HttpResponse<String> wrongSecret = install(twitch.clientId(), WRONG);
        assertThat(wrongSecret.statusCode()).isEqualTo(400);
        assertThat(wrongSecret.body())
                .contains("this is not its secret")
                .contains("value=\"" + twitch.clientId() + "\"")
                .doesNotContain(WRONG);
        assertNothingWritten();
        assertThat(twitch.secretsSeenInUrls()).isFalse();
    }

    @Test
    void redirectAddressThatIsNotRegisteredIsNamedWithTheOneThatIs() {
        twitch.registerRedirectUris(List.of("http://localhost:3000/elsewhere"));
        begin();

        assertThat(install(twitch.clientId(), twitch.clientSecret()).body())
                .contains("does not have the redirect address http://localhost:" + port + "/auth/callback")
                .contains("What it has is http://localhost:3000/elsewhere");
        assertNothingWritten();
        twitch.registerRedirectUris(List.of("http://localhost:" + port + "/auth/callback"));
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body()).contains("Step 2 of 4");
    }

    @ParameterizedTest
    @CsvSource({
        "http://bot.example.org, only for localhost",
        "bot.example.org, must be an absolute http or https address",
        "http://localhost:1, leads to port 1",
        "'javascript:alert(1)', must be an absolute http or https address"
    })
    void addressThatTwitchWouldNotTakeIsRefused(String address, String words) {
        begin();
        HttpResponse<String> answer = person().send(
                        "do",
                        "install",
                        "public-url",
                        address,
                        "client-id",
                        twitch.clientId(),
                        "client-secret",
                        twitch.clientSecret());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
        assertNothingWritten();

        HttpResponse<String> looked = person().send("do", "address", "public-url", address);
        assertThat(looked.statusCode()).isEqualTo(400);
        assertThat(looked.body()).contains(words).doesNotContain("enter the client ID");
    }

    @Test
    void changedAddressShowsWhatToRegisterForIt() {
        begin();
        assertThat(person().send("do", "address", "public-url", "https://bot.example.org/")
                        .body())
                .contains(">https://bot.example.org/auth/callback<");
    }

    @Test
    void emptyFieldsAreNamed() {
        begin();
        assertThat(person().send("do", "install").body())
                .contains("enter the client ID of your application")
                .contains("enter the client secret of your application");
    }

    @Test
    void silentTwitchIsNotThePersonsFault() {
        environment.put("HERALD_TWITCH_ENDPOINTS_OAUTH", ScriptedServer.nobody() + "/oauth2");
        begin();
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body()).contains("Twitch cannot be reached");
        assertNothingWritten();
    }

    @Test
    void twitchOutOfOrderIsNotThePersonsFault() {
        begin();
        twitch.faults().next("POST", "/oauth2/token", 1, Fault.html(503));
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body())
                .contains("out of order at the moment (HTTP 503)");
        twitch.faults().next("POST", "/oauth2/token", 1, Fault.html(200));
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body()).contains("cannot be read");
        assertNothingWritten();
    }

    @Test
    void clockThatIsOffIsNamed() {
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-12));
        begin();
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body())
                .containsPattern("clock is 1[12] minutes behind Twitch");
        assertNothingWritten();
    }

    @Test
    void fileThatAppearsMeanwhileStaysAsItIs() throws IOException {
        begin();
        Files.writeString(folder.resolve("config.yaml"), "mine");
        HttpResponse<String> answer = install(twitch.clientId(), twitch.clientSecret());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("stays as it is");
        assertThat(Files.readString(folder.resolve("config.yaml"))).isEqualTo("mine");
    }

    @Test
    void botThatCannotStartIsStartedFromThePageWhenThatIsMended() throws IOException {
        begin();
        Path inTheWay = Files.writeString(folder.resolve("data"), "not a folder");

        HttpResponse<String> answer = install(twitch.clientId(), twitch.clientSecret());
        assertThat(answer.body()).contains("The configuration is written, but the bot could not start");
        assertThat(answer.body()).contains("Start the bot").doesNotContain("name=\"client-secret\"");
        Files.delete(inTheWay);
        assertThat(person().send("do", "start").body()).contains("Step 2 of 4");
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

    @Test
    void addressThatTheEnvironmentGivesCannotBeChanged() {
        environment.put("HERALD_WEB_PUBLIC_URL", "http://localhost:" + port);
        begin();
        assertThat(person().look().body()).contains("as set in the environment").doesNotContain("name=\"public-url\"");
        assertThat(install(twitch.clientId(), twitch.clientSecret()).body()).contains("Step 2 of 4");
    }

    @Test
    void tooManyTestsAreNotPassedOnToTwitch() {
        begin();
        for (int i = 0; i < 20; i++) {
            assertThat(person().send("do", "install").statusCode()).isEqualTo(400);
        }
        twitch.requests().clear();
        assertThat(install(twitch.clientId(), twitch.clientSecret()).statusCode())
                .isEqualTo(429);
        assertThat(twitch.requests().count("POST", "/oauth2/token")).isZero();
    }

    @Test
    void environmentThatIsWrongEndsItBeforeAnythingIsAsked() {
        begin();
        environment.put("HERALD_WEB_BINDD", "x");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Herald.firstStart(file(), clock, announced::add))
                .withMessageContaining("HERALD_WEB_BIND");
    }

    private void begin() {
        FirstStart start = Herald.firstStart(file(), clock, announced::add);
        opened = Optional.of(start);
        assertThat(start.link().toString()).startsWith("http://localhost:" + port + "/setup?code=");
        visitor = Optional.of(new SetupVisitor(start.link()));
        HttpResponse<String> first = person().browser.open(start.link());
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.uri().getQuery()).isNull();
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

    private FirstStart start() {
        return opened.orElseThrow();
    }

    private SetupVisitor person() {
        return visitor.orElseThrow();
    }

    private NewConfigFile file() {
        return new NewConfigFile(folder.resolve("config.yaml"), environment).withUsualPort(port);
    }

    private HttpResponse<String> install(String clientId, String clientSecret) {
        return person().send("do", "install", "client-id", clientId, "client-secret", clientSecret);
    }

    private void connectBotByCode() {
        begin();
        install(twitch.clientId(), twitch.clientSecret());
        typeCode(person().send("do", "bot-code").body(), "heraldbot");
        awaitOnPage("Step 3 of 4");
    }

    private void awaitOnPage(String text) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(person().look().body()).contains(text));
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

    private URI page(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private void assertNothingWritten() {
        assertThat(folder).isEmptyDirectory();
    }
}
