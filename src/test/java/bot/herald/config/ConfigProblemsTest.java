package bot.herald.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words in which each mistake is told; {@code config.yaml} stands for the file's whole path. */
class ConfigProblemsTest {
    private static final String REQUIRED = "twitch: {client-id: abc, client-secret: hush}\n";
    private static final String HTTP =
            "must be an absolute http or https address without query, such as http://localhost:8080";

    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void unknownKeysNameTheNearest() throws IOException {
        assertThat(problems(REQUIRED
                        + "bot:\n  login: x\n  command-prefx: '!'\nweb:\n  user: a\nsecurty:\n  x: 1\nport: 1"))
                .containsExactly(
                        "config.yaml:4: bot.command-prefx: unknown key; did you mean bot.command-prefix?",
                        "config.yaml:6: web.user: unknown key; did you mean database.user?",
                        "config.yaml:7: securty: unknown key; did you mean security?",
                        "config.yaml:9: port: unknown key; did you mean web.port?");
    }

    @Test
    void ofSeveralNearestTheOneThatEverybodyNeedsIsNamed() throws IOException {
        assertThat(problems(REQUIRED + "client-id: abc\nclient-secret: hush"))
                .containsExactly(
                        "config.yaml:2: client-id: unknown key; did you mean twitch.client-id?",
                        "config.yaml:3: client-secret: unknown key; did you mean twitch.client-secret?");
    }

    @Test
    void unknownVariablesNameTheNearest() throws IOException {
        environment.put("HERALD_WEB_PROT", "1");
        environment.put("HERALD_TWITCH_CLIENTID", "1");
        environment.put("HERALD_SECURITY_KEYFIL", "1");

        assertThat(problems(REQUIRED))
                .containsExactly(
                        "HERALD_SECURITY_KEYFIL: unknown setting; did you mean HERALD_SECURITY_KEY_FILE?",
                        "HERALD_TWITCH_CLIENTID: unknown setting; did you mean HERALD_TWITCH_CLIENT_ID?",
                        "HERALD_WEB_PROT: unknown setting; did you mean HERALD_WEB_PORT?");
    }

    @Test
    void whatIsRequiredIsAskedForInTheFile() throws IOException {
        assertThat(problems("web:\n  port: 1\ntwitch:\n  client-id: ''\n"))
                .containsExactly(
                        "config.yaml:4: twitch.client-id: is empty;"
                                + " enter the client ID of your application at dev.twitch.tv/console",
                        "config.yaml: twitch.client-secret: is required; enter the client secret of your application"
                                + " at dev.twitch.tv/console, here or in HERALD_TWITCH_CLIENT_SECRET");
    }

    @Test
    void whatIsRequiredIsAskedForInTheEnvironment() {
        environment.put("HERALD_TWITCH_CLIENT_SECRET", "");

        assertThat(lines(catchThrowableOfType(
                        ConfigException.class, () -> new ConfigLoader().fromEnvironment(environment, folder))))
                .containsExactly(
                        "environment: twitch.client-id: is required; set HERALD_TWITCH_CLIENT_ID to the client ID of"
                                + " your application at dev.twitch.tv/console",
                        "HERALD_TWITCH_CLIENT_SECRET: twitch.client-secret: is empty;"
                                + " enter the client secret of your application at dev.twitch.tv/console");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twitch.endpoints.oauth   | ftp://x        | <http>, not 'ftp://x'",
                "twitch.endpoints.helix   | http://x/?a=1  | <http>, not 'http://x/?a=1'",
                "twitch.endpoints.helix   | http://a:b@x/  | must not hold a user name or password",
                "web.public-url           | localhost:8080 | <http>, not 'localhost:8080'",
                "web.public-url           | http://a_b/    | must name a host of letters, digits, '-' and '.'",
                "twitch.endpoints.eventsub-websocket | http://x | must be an absolute ws or wss address,"
                        + " such as ws://localhost:8090/ws, not 'http://x'",
                "twitch.endpoints.eventsub-subscriptions | x   | must be empty, or an absolute http or https address"
                        + " without query, such as http://localhost:8080, not 'x'",
                "twitch.eventsub.transport | irc   | must be one of websocket, conduit, not 'irc'",
                "twitch.eventsub.shards | 0 | must be auto, or a number from 1 to 100, not '0'",
                "twitch.eventsub.shards | 101 | must be auto, or a number from 1 to 100, not '101'",
                "twitch.eventsub.shards | two | must be auto, or a number from 1 to 100, not 'two'",
                "bot.login        | a b    | must be empty, or a Twitch login (1 to 25 letters, digits or _), not 'a b'",
                "bot.command-prefix | '! ' | must be 1 to 5 visible characters, no white space, /, . or @, not '! '",
                "bot.command-prefix | / | must be 1 to 5 visible characters, no white space, /, . or @, not '/'",
                "bot.verified     | yes    | must be true or false, not 'yes'",
                "web.bind         | ''     | must not be empty nor hold white space",
                "web.port         | 65536  | must be a number from 0 to 65535, not '65536'",
                "web.port         | 0x10   | must be a number from 0 to 65535, not '0x10'",
                "web.registration | nobody | must be one of open, allowlist, closed, not 'nobody'",
                "web.admins       | a b    | must be Twitch logins or user ids, not 'a b'",
                "web.allowlist    | é      | must be Twitch logins or user ids, not 'é'",
                "database.url     | jdbc:mysql://x?password=hunter2 | must start with jdbc:sqlite: or jdbc:postgresql:",
                "database.url     | 'jdbc:sqlite:' | must name a file after jdbc:sqlite:, such as"
                        + " jdbc:sqlite:data/herald.db",
                "security.key-file | ~/k   | must be a whole path; '~' is not understood here",
                "security.key-file | ''    | must be the path of a file, not ''",
                "log.level | trace | must be one of error, warn, info, debug, not 'trace'",
                "log.format | xml | must be one of text, json, not 'xml'",
                "log.file | ~/log | must be a whole path; '~' is not understood here",
                "log.file-megabytes | 0 | must be a number from 1 to 1000, not '0'",
                "log.keep-days | 4000 | must be a number from 1 to 3650, not '4000'",
                "twitch.client-id | a b    | must not be empty nor hold white space",
                "twitch.client-secret | hunter2 x | must not be empty nor hold white space"
            })
    void aBadValueTellsWhatIsAllowedByFileAndByVariable(String key, String value, String message) throws IOException {
        String text = message.replace("<http>", HTTP);
        boolean list = key.equals("web.admins") || key.equals("web.allowlist");
        String section = key.substring(0, key.indexOf('.'));
        String base = section.equals("twitch") ? "" : REQUIRED;
        String rest = key.substring(section.length() + 1);
        String yaml = base + section + ":\n  " + rest + ": " + (list ? "['" + value + "']" : "'" + value + "'") + "\n";
        int line = base.isEmpty() ? 2 : 3;
        if (base.isEmpty()) {
            yaml += rest.equals("client-id") ? "" : "  client-id: abc\n";
            yaml += rest.equals("client-secret") ? "" : "  client-secret: hush\n";
        }

        assertThat(problems(yaml)).containsExactly("config.yaml:" + line + ": " + key + ": " + text);

        String variable = ConfigKey.environmentName(key);
        environment.put(variable, value);
        assertThat(problems(REQUIRED)).containsExactly(variable + ": " + key + ": " + text);
    }

    @Test
    void halfAnApplicationAtDiscordIsTold() throws IOException {
        String rest = ", or leave all of discord empty";
        String id = "enter the id of your application at discord.com/developers, here or in HERALD_DISCORD_CLIENT_ID";
        String secret = "enter the client secret of your application at discord.com/developers, here or in"
                + " HERALD_DISCORD_CLIENT_SECRET";

        assertThat(problems(REQUIRED + "discord:\n  client-id: 1234567890123456789\n"))
                .containsExactly(
                        "config.yaml: discord.client-secret: is empty, but discord.client-id is set; " + secret + rest);
        assertThat(problems(REQUIRED + "discord:\n  client-id: ''\n  bot-token: hunter2\n"))
                .containsExactly(
                        "config.yaml:3: discord.client-id: is empty, but discord.bot-token is set; " + id + rest,
                        "config.yaml: discord.client-secret: is empty, but discord.bot-token is set; " + secret + rest);
        assertThat(problems(REQUIRED + "discord:\n  client-id: 1\n  client-secret: hunter2 x\n"))
                .containsExactly("config.yaml:4: discord.client-secret: must not be empty nor hold white space");
    }

    @Test
    void aDatabaseInMemoryIsRefused() throws IOException {
        assertThat(problems(REQUIRED + "database: {url: 'jdbc:sqlite::memory:'}"))
                .containsExactly("config.yaml:2: database.url: must name a file: a database in memory cannot do"
                        + " write-ahead logging (WAL), which Herald needs, and would forget every token at the end");
    }

    @Test
    void wrongShapesAreTold() throws IOException {
        assertThat(problems(REQUIRED + "web:\n  port: [1]\n  bind: {a: 1}\n  admins: bob\n  allowlist: [[a]]\nbot: x"))
                .containsExactly(
                        "config.yaml:3: web.port: must be a single value, not a list",
                        "config.yaml:4: web.bind: must be a single value, not a section",
                        "config.yaml:5: web.admins: must be a list in brackets, such as [first, second],"
                                + " of Twitch logins or user ids",
                        "config.yaml:6: web.allowlist: must be a list of single values, not a list",
                        "config.yaml:7: bot: must hold keys with values,"
                                + " such as 'web:' with 'port: 8080' indented below");
    }

    @Test
    void aFileThatHoldsNoKeysIsTold() throws IOException {
        assertThat(problems("client-secret:hunter2"))
                .contains("config.yaml:1: must hold keys with values,"
                        + " such as 'web:' with 'port: 8080' indented below")
                .noneMatch(problem -> problem.contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "!", "!x"})
    void whatYamlReadsOtherwiseMustBeQuoted(String prefix) throws IOException {
        assertThat(problems(REQUIRED + "bot:\n  command-prefix: " + prefix + "\n"))
                .containsExactly("config.yaml:3: bot.command-prefix: has a special meaning in YAML as it stands;"
                        + " put it in quotes");
    }

    @Test
    void keysThatLostTheirValueAreTold() throws IOException {
        assertThat(warnings("""
                web:
                  port:
                  admins:
                  bind: null
                  public-url: http://localhost:8080
                bot:
                  command-prefix: #
                  login:   # nobody in particular
                database:
                  password: #hunter2
                log:
                """))
                .containsExactly(
                        "config.yaml:2: web.port: has no value; the default applies, 8080",
                        "config.yaml:4: web.bind: has no value; the default applies, 127.0.0.1",
                        "config.yaml:7: bot.command-prefix: has no value, since # begins a comment; the default applies, !",
                        "config.yaml:10: database.password: has no value, since # begins a comment");
    }

    @Test
    void secretsThatACommentMayHaveCutAreTold() throws IOException {
        assertThat(warnings("""
                twitch:
                  client-secret: hush #def
                database:
                  url: jdbc:postgresql://db/herald?password=hush #def
                  password: h\uD83D\uDE00sh # def
                discord:
                  bot-token: hush#def
                  client-secret: "hush #def" # quoted
                """))
                .containsExactly(
                        "config.yaml:2: twitch.client-secret: ends before the #, since that begins a comment",
                        "config.yaml:4: database.url: ends before the #, since that begins a comment",
                        "config.yaml:5: database.password: ends before the #, since that begins a comment");
        assertThat(warnings("""
                twitch:
                  client-secret: ${TWITCH_CLIENT_SECRET}   # required
                database:
                  url: jdbc:sqlite:data/herald.db  # or jdbc:postgresql://...
                """)).isEmpty();
    }

    @Test
    void aVariableStandsInForALostValue() throws IOException {
        environment.put("HERALD_BOT_COMMAND_PREFIX", "#");
        environment.put("HERALD_DATABASE_URL", "jdbc:sqlite:other.db");
        assertThat(warnings("bot:\n  command-prefix: #\ndatabase:\n  url:\n")).isEmpty();
    }

    @Test
    void duplicatesNameTheFirst() throws IOException {
        assertThat(problems(REQUIRED + "web:\n  port: 1\n  port: 2\nbot: {}\nweb: {}\nweb.port: 3"))
                .containsExactly(
                        "config.yaml:4: web.port: given twice, first in line 3; keep one",
                        "config.yaml:6: web: given twice, first in line 2; keep one",
                        "config.yaml:7: web.port: given twice, first in line 3; keep one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: b: hunter2         | 1 | a ':' out of place; check the indentation,"
                        + " and put a value that holds ': ' in quotes",
                "'a:\n\tb: hunter2'    | 2 | a tab; indent with spaces",
                "a: @hunter2           | 1 | a character that cannot begin a value; put the value in quotes",
                "'a: 1\n---\nb: 2'     | 2 | a second document; keep one, without '---' between",
                "'a: 1\nb: \"hunter2'  | 2 | <generic>",
                "a: *hunter2           | 1 | <generic>",
                "'a: 1\nb: [1, hunter2'| 2 | <generic>",
                "'a: 1\nb: \u0001x'    | 2 | it holds a control character; remove it"
            })
    void brokenYamlNamesTheLineAndQuotesNothing(String yaml, int line, String message) throws IOException {
        String generic = "check indentation, colons, quotes and brackets here and in the line above";

        assertThat(problems(yaml))
                .containsExactly(
                        "config.yaml:" + line + ": is not valid YAML: " + message.replace("<generic>", generic));
    }

    @Test
    void endlessNestingIsRefused() throws IOException {
        assertThat(problems("a: " + "[".repeat(5000)))
                .containsExactly("config.yaml: is not valid YAML: it is too long or too deeply nested");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "null"})
    void anEmptyFileIsTold(String yaml) throws IOException {
        assertThat(problems(yaml))
                .containsExactly(
                        "config.yaml: is empty; begin with what `herald config example` prints, and fill in what it asks for");
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws IOException {
        Path latin = Files.write(folder.resolve("latin"), "a: é".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems(folder.resolve("none")))
                .containsExactly(
                        "none: does not exist; name another file, or begin with what `herald config example` prints");
        assertThat(problems(folder)).containsExactly(folder + ": is a folder; name the file in it");
        assertThat(problems(latin)).containsExactly("latin: is not UTF-8 text; save it in that encoding");
        Path large = Files.writeString(folder.resolve("large"), "# much\n".repeat(200_000));
        assertThat(problems(large))
                .containsExactly("large: is larger than a megabyte, so it is no configuration; name another file");
    }

    @Test
    void placeholdersThatCannotBeFilledAreTold() throws IOException {
        assertThat(problems(
                        "twitch:\n  client-id: ${NOT_SET}\n  client-secret: 'hunter2${'\nweb: {admins: [a, '${1}']}"))
                .containsExactly(
                        "config.yaml:2: twitch.client-id: the environment variable NOT_SET is not set;"
                                + " set it, or write the value here",
                        "config.yaml:3: twitch.client-secret: holds a '${' without a variable name and '}';"
                                + " write '$${' for a plain '${'",
                        "config.yaml:4: web.admins: holds a '${' without a variable name and '}';"
                                + " write '$${' for a plain '${'");
    }

    @Test
    void aPlaceholderForAnEmptyVariableLeavesARequiredKeyEmpty() throws IOException {
        environment.put("EMPTY", "");

        assertThat(problems("twitch:\n  client-id: abc\n  client-secret: ${EMPTY}"))
                .containsExactly("config.yaml:3: twitch.client-secret: is empty;"
                        + " enter the client secret of your application at dev.twitch.tv/console");
    }

    @Test
    void whatCameOutOfAVariableIsNotQuoted() throws IOException {
        environment.put("S", "hunter2");

        assertThat(problems(REQUIRED + "web: {port: '${S}'}"))
                .containsExactly("config.yaml:2: web.port: must be a number from 0 to 65535");
    }

    @Test
    void aSecretThatHungOnToAnotherValueIsNotQuoted() throws IOException {
        assertThat(problems(REQUIRED + "web:\n  port: 80\n    password:hunter2"))
                .containsExactly("config.yaml:3: web.port: must be a number from 0 to 65535");
    }

    @Test
    void aSecretWhereAKeyBelongsIsNotQuoted() throws IOException {
        assertThat(problems(REQUIRED + "database:\n  password:hunter2:\n  [hunter2]: 1\n"))
                .containsExactly(
                        "config.yaml:3: database: holds a key that cannot be one; check colons and quotes",
                        "config.yaml:4: database: holds a key that cannot be one; check colons and quotes");
    }

    @Test
    void longAndUnprintableValuesAreCut() throws IOException {
        assertThat(problems(REQUIRED + "web: {port: \"\\e" + "9".repeat(99) + "\"}"))
                .containsExactly(
                        "config.yaml:2: web.port: must be a number from 0 to 65535, not '?" + "9".repeat(59) + "...'");
    }

    @Test
    void aLongValueIsCutBetweenTwoCharactersThatPeopleSee() throws IOException {
        assertThat(problems(REQUIRED + "web: {port: \"" + "9".repeat(59) + "👩‍👧9\"}"))
                .containsExactly(
                        "config.yaml:2: web.port: must be a number from 0 to 65535, not '" + "9".repeat(59) + "...'");
        assertThat(problems(REQUIRED + "web: {port: \"" + "🎉".repeat(60) + "\"}"))
                .containsExactly(
                        "config.yaml:2: web.port: must be a number from 0 to 65535, not '" + "🎉".repeat(60) + "'");
    }

    @Test
    void allProblemsComeAtOnceInTheOrderOfTheFile() throws IOException {
        environment.put("HERALD_BOT_VERIFIED", "maybe");
        environment.put("HERALD_BOT_NAME", "x");

        ConfigException refused =
                refused(file("web:\n  prot: 1\n  port: x\ndatabase: [1]\nsecurity: {key-file: ~/x}\n"));

        assertThat(lines(refused))
                .containsExactly(
                        "config.yaml:2: web.prot: unknown key; did you mean web.port?",
                        "config.yaml:3: web.port: must be a number from 0 to 65535, not 'x'",
                        "config.yaml:4: database: must hold keys with values,"
                                + " such as 'web:' with 'port: 8080' indented below",
                        "config.yaml:5: security.key-file: must be a whole path; '~' is not understood here",
                        "config.yaml: twitch.client-id: is required; enter the client ID of your application"
                                + " at dev.twitch.tv/console, here or in HERALD_TWITCH_CLIENT_ID",
                        "config.yaml: twitch.client-secret: is required; enter the client secret of your application"
                                + " at dev.twitch.tv/console, here or in HERALD_TWITCH_CLIENT_SECRET",
                        "HERALD_BOT_VERIFIED: bot.verified: must be true or false, not 'maybe'",
                        "HERALD_BOT_NAME: unknown setting; did you mean HERALD_BOT_LOGIN?");
        assertThat(refused)
                .hasMessage(
                        refused.problems().stream().map(ConfigProblem::toString).collect(joining("\n")));
    }

    private List<String> problems(String yaml) throws IOException {
        return problems(file(yaml));
    }

    private List<String> problems(Path file) {
        return lines(refused(file));
    }

    private ConfigException refused(Path file) {
        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> new ConfigLoader().load(file, environment));
        assertThat(refused).as("should be refused").isNotNull();
        assertThat(refused.getMessage()).doesNotContain("hush", "hunter2");
        return refused;
    }

    private List<String> warnings(String yaml) throws IOException {
        return lines(new ConfigLoader()
                .warnings(file(yaml), environment).stream()
                        .map(ConfigWarning::problem)
                        .toList());
    }

    private List<String> lines(ConfigException refused) {
        return lines(refused.problems());
    }

    private List<String> lines(List<ConfigProblem> problems) {
        return problems.stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("config.yaml"), yaml);
    }
}
