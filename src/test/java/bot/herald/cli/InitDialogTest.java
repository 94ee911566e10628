package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.cli.Actions.InitOptions;
import bot.herald.cli.InitDialog.Questions;
import bot.herald.config.ConfigLoader;
import bot.herald.config.DiscordConfig;
import bot.herald.config.NewConfigFile;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code herald init}, asked by and of a person, and without one. */
class InitDialogTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final Set<Integer> takenPorts = new HashSet<>();
    private TwitchSimulator twitch;

    @BeforeEach
    void open() {
        twitch = TwitchSimulator.start(SimulatorOptions.defaults());
        environment.put("HERALD_TWITCH_ENDPOINTS_OAUTH", twitch.oauthUrl());
    }

    @AfterEach
    void close() {
        twitch.close();
    }

    @Test
    void personIsAskedAndTheFileIsWritten() throws IOException {
        Person person = new Person("", "", twitch.clientId(), twitch.clientSecret(), "Alice", "");
        assertThat(settle(person, nothingSaid())).isZero();

        assertThat(person.asked)
                .containsExactly(
                        "Port of Herald's web server [8080]",
                        "Address for browsers [http://localhost:8080]",
                        "Client ID []",
                        "secret Client secret",
                        "Your own Twitch login, to manage everything (may stay empty) []",
                        "Discord client ID []");
        Path file = folder.resolve("config.yaml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var config = new ConfigLoader().load(file, Map.of());
        assertThat(config.twitch().clientSecret()).isEqualTo(new Secret(twitch.clientSecret()));
        assertThat(config.twitch().endpoints().oauth()).hasToString(twitch.oauthUrl());
        assertThat(config.web().admins()).containsExactly("alice");
        assertThat(out.toString())
                .contains("http://localhost:8080/auth/callback")
                .contains("herald run")
                .doesNotContain(twitch.clientSecret());
        assertThat(out.toString().lines().filter(line -> !line.contains(folder.toString())))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void personIsAskedAgainForWhatWasWrongAlone() {
        Person person = new Person(
                "",
                "",
                "nobody",
                "wrong",
                "",
                // without Discord
                "",
                // the id was wrong; what the secret is worth nobody can tell yet
                "",
                twitch.clientId(),
                // the secret was wrong
                "",
                "",
                twitch.clientSecret());
        assertThat(settle(person, nothingSaid())).isZero();
        assertThat(person.asked).hasSize(11).contains("Client ID [nobody]", "Client ID [" + twitch.clientId() + "]");
        assertThat(person.asked).filteredOn(asked -> asked.startsWith("secret")).hasSize(2);
        assertThat(out.toString())
                .contains("twitch.client-id: Twitch knows no application")
                .contains("this is not its secret")
                .doesNotContain("wrong\n");
    }

    @Test
    void nonsenseIsRefusedBeforeTheNextQuestion() throws IOException {
        Person person = new Person(
                "eighty",
                "70000",
                "9000",
                "localhost:9000",
                "http://bot.example.org",
                "http://localhost:8080",
                "http://localhost:9000",
                "",
                twitch.clientId(),
                " ",
                twitch.clientSecret(),
                "not a login",
                "alice");
        twitch.registerRedirectUris(List.of("http://localhost:9000/auth/callback"));

        assertThat(settle(person, nothingSaid())).isZero();

        assertThat(twitch.requests().count("POST", "/oauth2/token")).isEqualTo(1);
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("web.port: must be")
                .contains("web.public-url: must be an absolute http or https address")
                .contains("Twitch takes http only for localhost")
                .contains("leads to port 8080, but Herald listens on port 9000")
                .contains("Enter the client secret")
                .contains("web.admins: must be Twitch logins or user ids");
        var web =
                new ConfigLoader().load(folder.resolve("config.yaml"), Map.of()).web();
        assertThat(web.port()).isEqualTo(9000);
        assertThat(web.publicUrl()).hasToString("http://localhost:9000");
        assertThat(web.admins()).containsExactly("alice");
    }

    @Test
    void personWhoMendsTheApplicationNeedNotTypeTheSecretAgain() {
        twitch.registerRedirectUris(List.of("http://localhost:1/x"));
        Person person = new Person("", "", twitch.clientId(), twitch.clientSecret(), "", "", "", "") {
            @Override
            public Optional<String> ask(String question, String usual) {
                if (usual.equals(twitch.clientId())) {
                    twitch.registerRedirectUris(List.of("http://localhost:8080/auth/callback"));
                }
                return super.ask(question, usual);
            }
        };
        assertThat(settle(person, nothingSaid())).isZero();
        assertThat(person.asked).filteredOn(asked -> asked.startsWith("secret")).hasSize(1);
    }

    @Test
    void aPortInUseIsToldAndTheNextFreeOneProposed() throws IOException {
        takenPorts.addAll(List.of(8080, 8081));
        twitch.registerRedirectUris(List.of("http://localhost:8082/auth/callback"));
        Person person = new Person("", "", "", twitch.clientId(), twitch.clientSecret(), "", "");
        assertThat(settle(person, nothingSaid())).isZero();
        assertThat(person.asked)
                .startsWith(
                        "Port of Herald's web server [8080]",
                        "Port of Herald's web server [8082]",
                        "Address for browsers [http://localhost:8082]");
        assertThat(out.toString()).containsOnlyOnce("Another program is using port 8080.");
        assertThat(new ConfigLoader()
                        .load(folder.resolve("config.yaml"), Map.of())
                        .web()
                        .port())
                .isEqualTo(8082);
    }

    @Test
    void aPortInUseCanBeMeant() {
        takenPorts.add(8080);
        Person person = new Person("", "8080", "", twitch.clientId(), twitch.clientSecret(), "", "");
        assertThat(settle(person, nothingSaid())).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("Another program is using port 8080: stop it before you start Herald");
    }

    @Test
    void withoutAPersonAPortInUseIsToldInTheEnd() {
        takenPorts.add(8080);
        assertThat(settle(new Nobody(), said(twitch.clientId(), twitch.clientSecret())))
                .isZero();
        assertThat(out.toString()).contains("Another program is using port 8080: stop it");
    }

    @Test
    void discordIsAskedForTestedAndAskedForAgain() {
        try (DiscordSimulator discord = DiscordSimulator.start(DiscordOptions.defaults())) {
            environment.put("HERALD_DISCORD_ENDPOINTS_OAUTH", discord.baseUrl().toString());
            environment.put("HERALD_DISCORD_ENDPOINTS_API", discord.apiUrl());
            environment.put("HERALD_DISCORD_ENDPOINTS_GATEWAY", discord.gatewayUrl());
            Person person = new Person(
                    "",
                    "",
                    twitch.clientId(),
                    twitch.clientSecret(),
                    "",
                    "my app",
                    discord.clientId(),
                    " ",
                    discord.clientSecret(),
                    "no-token-of-any-bot",
                    // asked again for Discord alone
                    "",
                    discord.clientSecret(),
                    discord.botToken());
            assertThat(settle(person, nothingSaid())).isZero();

            assertThat(person.asked).filteredOn("secret Client secret"::equals).hasSize(1);
            assertThat(person.asked)
                    .contains("Discord client ID [" + discord.clientId() + "]")
                    .filteredOn("secret Discord bot token (may stay empty)"::equals)
                    .hasSize(2);
            assertThat(out.toString().replaceAll("\\s+", " "))
                    .contains("http://localhost:8080/auth/discord/callback", "discord.client-id: ")
                    .contains("discord.bot-token: Discord does not take this token", "Twitch and Discord accepted it.")
                    .doesNotContain(discord.clientSecret(), discord.botToken(), "no-token-of-any-bot");
            DiscordConfig written = new ConfigLoader()
                    .load(folder.resolve("config.yaml"), Map.of())
                    .discord()
                    .orElseThrow();
            assertThat(written.clientId()).isEqualTo(discord.clientId());
            assertThat(written.clientSecret()).isEqualTo(new Secret(discord.clientSecret()));
            assertThat(written.botToken()).contains(new Secret(discord.botToken()));
        }
    }

    @Test
    void discordCanBeLeftOutAtOnceOrAfterAMistake() {
        Person person = new Person("", "", twitch.clientId(), twitch.clientSecret(), "", "my-application", "-");
        assertThat(settle(person, nothingSaid())).isZero();
        assertThat(out.toString()).contains("A client ID on Discord is a long number");
        assertThat(new ConfigLoader()
                        .load(folder.resolve("config.yaml"), Map.of())
                        .discord())
                .isEmpty();
    }

    @Test
    void discordIsNotAskedForIfTheEnvironmentNamesIt() {
        try (DiscordSimulator discord = DiscordSimulator.start(DiscordOptions.defaults())) {
            environment.put("HERALD_DISCORD_ENDPOINTS_OAUTH", discord.baseUrl().toString());
            environment.put("HERALD_DISCORD_ENDPOINTS_API", discord.apiUrl());
            environment.put("HERALD_DISCORD_CLIENT_ID", discord.clientId());
            environment.put("HERALD_DISCORD_CLIENT_SECRET", discord.clientSecret());
            Person person = new Person("", "", twitch.clientId(), twitch.clientSecret(), "");
            assertThat(settle(person, nothingSaid())).isZero();
            assertThat(person.asked).noneMatch(asked -> asked.contains("Discord"));
        }
    }

    @Test
    void whoManagesEverythingIsNotAskedIfTheEnvironmentSaysSo() {
        environment.put("HERALD_WEB_ADMINS", "bob");
        Person person = new Person("", "", twitch.clientId(), twitch.clientSecret());
        assertThat(settle(person, nothingSaid())).isZero();
        assertThat(person.asked).noneMatch(asked -> asked.contains("manage everything"));
    }

    @Test
    void withoutAPersonOptionsAndEnvironmentAreEnough() {
        assertThat(settle(new Nobody(), said(twitch.clientId(), twitch.clientSecret())))
                .isZero();
        assertThat(folder.resolve("config.yaml")).exists();
        assertThat(out.toString()).doesNotContain("Register an application");
    }

    @Test
    void withoutAPersonTheFirstProblemEndsIt() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> settle(new Nobody(), said(twitch.clientId(), "wrong")))
                .withMessageContaining("nothing was written");
        assertThat(out.toString()).contains("this is not its secret");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> settle(new Nobody(), nothingSaid()))
                .withMessageContaining("--client-id");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fileThatIsThereStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), "mine");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> settle(new Nobody(), said(twitch.clientId(), twitch.clientSecret())))
                .withMessageContaining("is there already and stays as it is");
        assertThat(Files.readString(file)).isEqualTo("mine");
        assertThat(twitch.requests().count("POST", "/oauth2/token")).isZero();
    }

    @Test
    void personWhoEndsTheInputIsNotToldToFindATerminal() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> settle(new Person(""), nothingSaid()))
                .withMessageContaining("nothing was written")
                .withMessageNotContaining("without a terminal");
    }

    @Test
    void folderThatIsMissingIsSaidBeforeAnythingIsAsked() {
        Path file = folder.resolve("none/config.yaml");
        Person person = new Person();
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> settle(file, person, nothingSaid()))
                .withMessageContaining(file.getParent() + " does not exist");
        assertThat(person.asked).isEmpty();
    }

    @Test
    void wrongPortIsTheOnlyMistakeWhereItIsTheOnlyOne() {
        InitOptions wrong = new InitOptions(
                Optional.of("80x"),
                Optional.empty(),
                Optional.of(twitch.clientId()),
                Optional.of(new Secret(twitch.clientSecret())),
                Optional.empty());
        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> settle(new Nobody(), wrong));
        assertThat(out.toString()).contains("web.port").doesNotContain("web.public-url");
    }

    private int settle(Questions questions, InitOptions options) {
        return settle(folder.resolve("config.yaml"), questions, options);
    }

    private int settle(Path file, Questions questions, InitOptions options) {
        return new InitDialog(
                        new PrintWriter(out, true),
                        questions,
                        (bind, port) -> takenPorts.contains(port),
                        Clock.systemUTC())
                .settle(new NewConfigFile(file, environment), options);
    }

    private static InitOptions nothingSaid() {
        return new InitOptions(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static InitOptions said(String clientId, String clientSecret) {
        return new InitOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.of(clientId),
                Optional.of(new Secret(clientSecret)),
                Optional.empty());
    }

    /** Types what is prepared; an empty answer takes what is usual. */
    private static class Person implements Questions {
        final List<String> asked = new ArrayList<>();
        private final Deque<String> answers;

        Person(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public boolean isPerson() {
            return true;
        }

        @Override
        public Optional<String> ask(String question, String usual) {
            asked.add(question + " [" + usual + "]");
            return Optional.ofNullable(answers.poll()).map(text -> text.isEmpty() ? usual : text);
        }

        @Override
        public Optional<Secret> askSecret(String question) {
            asked.add("secret " + question);
            return Optional.ofNullable(answers.poll()).map(Secret::new);
        }
    }

    private static final class Nobody implements Questions {
        @Override
        public boolean isPerson() {
            return false;
        }

        @Override
        public Optional<String> ask(String question, String usual) {
            return Optional.empty();
        }

        @Override
        public Optional<Secret> askSecret(String question) {
            return Optional.empty();
        }
    }
}
