package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Role;
import bot.herald.feature.command.Cooldown;
import bot.herald.feature.command.CustomCommand;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of commands: search, order, categories, switches and cooldowns. */
class CommandPagesTest extends AliceOnline {
    private static final String PAGE = "/dashboard/100";

    @Test
    void aChannelWithoutCommandsOfItsOwnIsToldSoWhereOnlyThoseAreShown() {
        assertThat(alice.get(PAGE + "/commands?show=yours").body())
                .contains("No commands of your own yet")
                .doesNotContain("No command matches");
        addCommandByForm("hi", "Hello");
        assertThat(alice.get(PAGE + "/commands?show=yours&q=nothing").body())
                .contains("No command matches")
                .doesNotContain("of your own yet");
    }

    @Test
    void commandsArePutIntoACategoryAndFoundByIt() {
        addCommandByForm("hug", "A hug");
        addCommandByForm("wins", "Three");
        addCommandByForm("deaths", "Seven");

        alice.submit(
                PAGE + "/many/commands", "pick.wins", "on", "pick.deaths", "on", "do", "category", "category", "Games");

        assertThat(alice.json("/api/channels/100/commands/wins")
                        .path("category")
                        .asText())
                .isEqualTo("Games");
        assertThat(alice.get(PAGE + "/commands?category=Games").body())
                .contains(">!wins</a>", ">!deaths</a>", "2 commands", "<option value=\"Games\" selected>")
                .doesNotContain(">!hug</a>");
        String list = alice.get(PAGE + "/commands?show=yours&sort=-name").body();
        String many = PAGE + "/many/commands?show=yours&sort=-name";
        assertThat(list.replace("&amp;", "&")).contains("action=\"" + many + "\"");
        String tooLong = "x".repeat(31);
        HttpResponse<String> refused = alice.submit(many, "pick.wins", "on", "do", "category", "category", tooLong);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "id=\"put-into-wrong\">The category is too long; at most 30 characters are allowed.<",
                        "value=\"" + tooLong + "\"",
                        "name=\"pick.wins\" value=\"on\" checked",
                        "3 commands")
                .doesNotContain("name=\"pick.hug\" value=\"on\" checked", "!ping");
        assertThat(alice.json("/api/channels/100/commands/wins")
                        .path("category")
                        .asText())
                .isEqualTo("Games");
    }

    /** Browsers count most emoji twice, Herald once. */
    @ParameterizedTest
    @CsvSource({
        PAGE + "/commands, category, 30",
        PAGE + "/commands, q, 100",
        PAGE + "/commands/new, try, 500",
        PAGE + "/triggers, try, 500",
        PAGE + "/quotes, q, 100",
        "/dashboard?all=true, what, 51"
    })
    void aBrowserLetsPeopleTypeAsManyEmojiAsHeraldTakes(String page, String field, int most) {
        people.channels.connected(FakePeople.profile("200", "bob", "Bob"));
        people.moderates(ALICE, FakePeople.profile("200", "bob", "Bob"));
        addCommandByForm("hug", "A hug");
        alice.send("POST", "/api/channels/100/quotes", "{\"text\":\"So long.\"}");
        alice.send("POST", "/api/channels/100/triggers", "{\"name\":\"hi\",\"when\":[\"hi\"],\"text\":\"Hello\"}");

        Matcher input = Pattern.compile("<input[^>]* name=\"" + field + "\"[^>]*>")
                .matcher(new Browser(server, people, ALICE).get(page).body());

        assertThat(input.find()).as(page).isTrue();
        Matcher limit = Pattern.compile("maxlength=\"([0-9]+)\"").matcher(input.group());
        assertThat(limit.find() ? Integer.parseInt(limit.group(1)) : Integer.MAX_VALUE)
                .as(input.group())
                .isGreaterThanOrEqualTo("🎮".repeat(most).length());
    }

    @Test
    void emojiAreSearchedForWhole() {
        alice.send("POST", "/api/channels/100/quotes", "{\"text\":\"So long.\"}");
        String typed = "a" + "🎮".repeat(60);

        assertThat(alice.get(PAGE + "/quotes?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                        .body())
                .contains("value=\"" + typed + "\"");
    }

    @Test
    void aHelpOfTheChannelsOwnTakesThePlaceOfTheBuiltInOne() {
        String builtIn = PAGE + "/built-in/help/switch";
        assertThat(alice.get(PAGE + "/commands").body())
                .contains(builtIn, "Leads people who look for help to the commands.");

        addCommandByForm("help", "Ask a moderator.");
        assertThat(alice.get(PAGE + "/commands").body())
                .contains("Ask a moderator.", PAGE + "/commands/help/switch")
                .doesNotContain(builtIn);

        alice.submit(PAGE + "/many/commands", "do", "delete", "pick.help", "on");
        assertThat(alice.json("/api/channels/100/commands")).isEmpty();
        assertThat(alice.get(PAGE + "/commands").body()).contains(builtIn);
    }

    @Test
    void commandsAreFoundSortedAndShownAPageAtATime() {
        for (int i = 0; i < 60; i++) {
            people.commands.create(
                    ALICE.id(),
                    new CustomCommand(
                            "c" + (100 + i),
                            i == 7 ? "A needle" : "Hay",
                            i == 8 ? List.of("needles") : List.of(),
                            Cooldown.NONE,
                            i == 9 ? Role.VIP : Role.EVERYONE,
                            true,
                            0,
                            0));
        }

        String first = alice.get(PAGE + "/commands").body();
        assertThat(first).contains("1 to 50 of 72", "All <span class=\"num ms-1\">72</span>", "page=2", "Built in");
        assertThat(alice.get(PAGE + "/commands?page=2").body()).contains("51 to 72 of 72", "!uptime");
        assertThat(alice.get(PAGE + "/commands?q=NEEDLE&show=yours").body())
                .contains("2 commands", "!c107", "!c108")
                .doesNotContain("!c109");
        assertThat(alice.get(PAGE + "/commands?role=vip").body()).contains("1 command", "!c109");
        String turned = alice.get(PAGE + "/commands?show=yours&sort=-name").body();
        assertThat(turned.indexOf("!c159")).isLessThan(turned.indexOf("!c158")).isPositive();
        assertThat(turned).contains("aria-sort=\"descending\"");
        assertThat(alice.get(PAGE + "/commands?page=99999").body()).contains("51 to 72 of 72");
    }

    @ParameterizedTest
    @CsvSource({
        PAGE + "/commands?show=nope, '\"show\" can be one of these: all, '",
        PAGE + "/commands?sort=-nope, '\"sort\" can be one of these: name, '",
        PAGE + "/commands?role=nope, '\"role\" can be one of these: everyone, '",
        PAGE + "/commands?page=0, '\"page\" takes the number of a page'",
        PAGE + "/quotes?sort=nope, '\"sort\" can be one of these: '",
        PAGE + "/quotes?page=x, '\"page\" takes the number of a page'",
        PAGE + "/live?show=nope, '\"show\" can be one of these: all, chat, events, bot.'",
        PAGE + "/log?show=nope, '\"show\" can be one of these: all, '",
        "/dashboard?show=nope, '\"show\" can be one of these: all, '",
        "/dashboard?all=true&sort=nope, '\"sort\" can be one of these: '",
        "/dashboard?all=true&page=-1, '\"page\" takes the number of a page'"
    })
    void whatAnAddressCannotChooseIsSaidWithWhatItCan(String address, String said) {
        HttpResponse<String> answer = alice.get(address);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().replace("&#34;", "\"")).contains(said);
    }

    @Test
    void aSwitchInARowIsAChangeThatCanBeUndone() {
        addCommandByForm("hi", "Hello");

        HttpResponse<String> off = alice.submit(PAGE + "/commands/hi/switch", "to", "off");

        assertThat(off.statusCode()).isEqualTo(303);
        String next = off.headers().firstValue("Location").orElseThrow();
        String page = alice.get(next).body();
        assertThat(page).contains("Switched off !hi.");
        assertThat(alice.json("/api/channels/100/commands/hi").path("enabled").asBoolean())
                .isFalse();
        String undo = page.replaceAll("(?s).*action=\"(/dashboard/100/audit/[^\"]*)\".*", "$1");
        assertThat(alice.submit(undo).statusCode()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/commands/hi").path("enabled").asBoolean())
                .isTrue();
        assertThat(alice.submit(PAGE + "/commands/nothing/switch", "to", "off").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBuiltInCommandHasItsSwitchToo() {
        HttpResponse<String> off = alice.submit(PAGE + "/built-in/ping/switch", "to", "off");

        assertThat(off.statusCode()).isEqualTo(303);
        assertThat(alice.get(off.headers().firstValue("Location").orElseThrow()).body())
                .contains("Switched off !ping.");
        assertThat(alice.json("/api/channels/100/settings")
                        .path("disabledCommands")
                        .toString())
                .isEqualTo("[\"ping\"]");
        alice.submit(PAGE + "/built-in/ping/switch", "to", "on");
        assertThat(alice.json("/api/channels/100/settings").path("disabledCommands"))
                .isEmpty();
        assertThat(alice.submit(PAGE + "/built-in/hi/switch", "to", "off").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theCooldownOfABuiltInCommandIsChangedInItsRowAndUndone() {
        alice.send("PUT", "/api/channels/100/settings", "{\"builtInCooldowns\":[\"ping 1 1\",\"title 2 2\"]}");

        HttpResponse<String> saved =
                alice.submit(PAGE + "/built-in/ping/cooldown", "channelSeconds", "10", "userSeconds", "");

        assertThat(saved.statusCode()).isEqualTo(303);
        String page =
                alice.get(saved.headers().firstValue("Location").orElseThrow()).body();
        assertThat(page).contains("Changed the cooldown of !ping.", ": 10 s\"");
        assertThat(cooldowns()).isEqualTo("[\"title 2 2\",\"ping 10 0\"]");
        assertThat(alice.get(PAGE + "/log").body()).contains("title 2 2", "ping 10 0");
        String undo = page.replaceAll("(?s).*action=\"(/dashboard/100/audit/[^\"]*)\".*", "$1");
        assertThat(alice.submit(undo).statusCode()).isEqualTo(303);
        assertThat(cooldowns()).isEqualTo("[\"ping 1 1\",\"title 2 2\"]");
    }

    @Test
    void aBuiltInCommandMayGoBackToItsOwnCooldownAndRefusesWhatIsNone() {
        alice.submit(PAGE + "/built-in/followage/cooldown", "channelSeconds", "3", "userSeconds", "60");
        assertThat(cooldowns()).isEqualTo("[\"followage 3 60\"]");

        HttpResponse<String> refused =
                alice.submit(PAGE + "/built-in/followage/cooldown", "channelSeconds", "86401", "userSeconds", "1");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "86400 at most", "3 s · 1 min each", "value=\"86401\"", "name=\"userSeconds\" type=\"number\"")
                .containsPattern("-wrong\">[^<]*86400 at most")
                .doesNotContain(" popover=");
        assertThat(cooldowns()).isEqualTo("[\"followage 3 60\"]");
        alice.submit(PAGE + "/built-in/followage/cooldown", "channelSeconds", "0", "userSeconds", "5");
        assertThat(cooldowns()).isEqualTo("[]");
        assertThat(alice.submit(PAGE + "/built-in/hi/cooldown", "channelSeconds", "1", "userSeconds", "1")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void severalCommandsAreSwitchedAndDeletedAtOnce() {
        addCommandByForm("hi", "one");
        addCommandByForm("ho", "two");

        HttpResponse<String> off = alice.submit(
                PAGE + "/many/commands", "do", "off", "pick.hi", "on", "pick.ho", "on", "pick-built-in.ping", "on");

        assertThat(alice.get(off.headers().firstValue("Location").orElseThrow()).body())
                .contains("Switched off 3 commands.");
        assertThat(alice.json("/api/channels/100/commands/ho").path("enabled").asBoolean())
                .isFalse();
        HttpResponse<String> deleted =
                alice.submit(PAGE + "/many/commands", "do", "delete", "pick.hi", "on", "pick.ho", "on");
        assertThat(alice.get(deleted.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("Deleted 2 commands.");
        assertThat(alice.json("/api/channels/100/commands")).isEmpty();
        assertThat(alice.get(PAGE + "/log").body())
                .contains("Undo<span class=\"visually-hidden\">: Alice deleted the command hi.");
    }

    @Test
    void anOwnCommandIsPickedApartFromTheBuiltInOneOfItsName() {
        alice.submit(PAGE + "/built-in/ping/switch", "to", "off");
        addCommandByForm("ping", "Pong of my own.");
        assertThat(alice.get(PAGE + "/commands").body()).contains("\"pick.ping\"", "\"pick-built-in.ping\"");

        alice.submit(PAGE + "/many/commands", "do", "on", "pick-built-in.ping", "on");
        alice.submit(PAGE + "/many/commands", "do", "off", "pick.ping", "on");
        assertThat(alice.json("/api/channels/100/settings").path("disabledCommands"))
                .isEmpty();
        assertThat(alice.json("/api/channels/100/commands/ping").path("enabled").asBoolean())
                .isFalse();

        alice.submit(PAGE + "/many/commands", "do", "delete", "pick.ping", "on");
        assertThat(alice.json("/api/channels/100/commands")).isEmpty();
    }

    private String cooldowns() {
        return alice.json("/api/channels/100/settings").path("builtInCooldowns").toString();
    }
}
