package bot.herald.web;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchProfile;
import bot.herald.testing.TestDatabase;
import bot.herald.web.pages.Icon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IconsTest {
    private static final Path MAIN = Path.of("src", "main");
    private static final Pattern IN_TEMPLATE = Pattern.compile("\\bbi-([a-z0-9-]+)");
    /** As the live list names them: of an event, of a badge, on its own. */
    private static final Pattern IN_SCRIPT = Pattern.compile(
            "\\[\"event[^\"]*\", \"([a-z0-9-]+)\"]|\\[\"\\w+\", \"\\w+\", \"([a-z0-9-]+)\"]|(?:icon\\(|badge\\(\"\\w+\", )\"([a-z0-9-]+)\"");

    private static final Pattern IN_JAVA = Pattern.compile("\\bIcon\\.([A-Z0-9_]+)\\b");

    private static final Pattern IN_PAGE = Pattern.compile("class=\"bi ([^\" ]*)");

    @Test
    void pagesHaveTheIconsThatTheyUseAndNoOthers() {
        Set<String> used = names(IN_TEMPLATE, MAIN.resolve("jte"), ".jte");
        used.addAll(names(IN_SCRIPT, MAIN.resolve("resources/bot/herald/web"), ".js"));
        names(IN_JAVA, MAIN.resolve("java/bot/herald/web"), ".java")
                .forEach(name -> used.add(Icon.valueOf(name).symbol()));

        assertThat(Arrays.stream(Icon.values()).map(Icon::symbol))
                .as("Icon has what pages use")
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void aRuleCutsEachOutOfOnePictureOfAll() {
        try (RunningServer server = RunningServer.start()) {
            String rules = server.get("/assets/icons.css").body();
            Matcher picture = Pattern.compile("url\\(\"([^\"]+)\"\\)").matcher(rules);
            assertThat(picture.find()).isTrue();

            HttpResponse<String> answer = server.get("/assets/" + picture.group(1));

            assertThat(answer.headers().allValues("Content-Type")).containsExactly("image/svg+xml");
            assertThat(answer.headers().allValues("Cache-Control"))
                    .containsExactly("public, max-age=31536000, immutable");
            int top = 0;
            for (Icon icon : Icon.values()) {
                String place = "translate(0 " + top + ")\"><path ";
                top += 20;
                assertThat(answer.body()).as("%s", icon).contains(place);
                assertThat(rules).contains("." + icon.look() + "::before{mask-position:0 -");
            }
        }
    }

    @Test
    void pagesShowIconsThatAreThere(@TempDir Path folder) {
        TwitchProfile profile = FakePeople.profile("100", "alice", "Alice");
        try (TestDatabase database = new TestDatabase(folder)) {
            FakePeople people = new FakePeople(database.database());
            people.channels.connected(profile);
            try (RunningServer server = RunningServer.with(people)) {
                Browser alice = new Browser(server, people, profile);
                Set<String> shown = new TreeSet<>();
                for (String page : List.of("", "/commands", "/features", "/log", "/live")) {
                    IN_PAGE.matcher(alice.get("/dashboard/100" + page).body())
                            .results()
                            .forEach(found -> shown.add(found.group(1)));
                }

                assertThat(shown).contains("bi-speedometer2", "bi-123", "bi-search", "bi-gift");
                assertThat(Arrays.stream(Icon.values()).map(Icon::look)).containsAll(shown);
            }
        }
    }

    private static Set<String> names(Pattern pattern, Path folder, String ending) {
        return contents(folder, ending)
                .flatMap(text -> pattern.matcher(text).results())
                .map(found -> Stream.iterate(1, group -> group <= found.groupCount(), group -> group + 1)
                        .map(found::group)
                        .filter(name -> name != null)
                        .collect(joining()))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> contents(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).map(IconsTest::text).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
