package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that people read are the house's: what is never said, in pages, in the code's texts, in documents. */
class GlossaryTest {
    /** What is not said, and what is said in its place. */
    private static final Map<Pattern, String> NEVER = Map.ofEntries(
            never("\\bat Twitch\\b(?!\\.tv)", "on Twitch"),
            never("\\bsecond tr(y|ies)\\b", "retry"),
            never("\\bmend(s|ed|ing)?\\b(?!\\()", "fix"),
            never("\\bsw(eep|ept) out\\b", "clean up, remove"),
            never("\\blos(e|t) its use\\b", "expire"),
            never("\\bwhoever is more\\b", "higher roles"),
            never("\\bother names?\\b(?= of a command)", "alias"),
            never("\\baudit log\\b", "activity log"),
            never("\\bwho changed what\\b", "activity log"),
            never("\\bwords for (follows|cheers|subscriptions)\\b", "message for"),
            never("\\bmay hold \\{", "you can use {"),
            never("\\bleast (chat lines|viewers|letters|role)\\b", "minimum"),
            never("\\brest for (the channel|each chatter)\\b", "cooldown"),
            never("\\b(is|are) wished\\b", "ask for, request"),
            never("\\bgo(es)? along with\\b", "accept"));

    /** Where the words mean something else, or are still to be changed; this only ever gets shorter. */
    private static final Set<String> EXCEPTIONS = Set.of();

    /** A text, or what is none and may hold quotes. */
    private static final Pattern LITERAL = Pattern.compile(
            "\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|//[^\\n]*|/\\*[\\s\\S]*?\\*/|'(?:\\\\.|[^'\\\\])'");

    private static final Pattern CODE_ON_PAGES =
            Pattern.compile("\\$\\{[^}]*}|^@.*$|@(if|for)\\([^\\n]*?\\)", Pattern.MULTILINE);

    @Test
    void whatIsNeverSaidIsNotSaidByTheProgram() throws IOException {
        // The simulated Twitch speaks to developers, and as Twitch does.
        assertThat(said(
                        files("src/main/java", ".java")
                                .filter(file -> !file.toString().contains("/simulator/")),
                        true))
                .isSubsetOf(EXCEPTIONS);
    }

    @Test
    void whatIsNeverSaidIsNotSaidOnPages() throws IOException {
        assertThat(said(files("src/main/jte", ".jte"), false)).isSubsetOf(EXCEPTIONS);
    }

    @Test
    void whatIsNeverSaidIsNotSaidInTextsNorByTheApisDescription() throws IOException {
        Stream<Path> texts = Stream.concat(
                files("src/main/resources", "texts_en.properties"), files("src/main/resources", "api.json"));
        assertThat(said(texts, false)).isSubsetOf(EXCEPTIONS);
    }

    @Test
    void whatIsNeverSaidIsNotSaidInDocuments() throws IOException {
        Stream<Path> documents = Stream.concat(
                DocumentBlock.documents().stream(), Stream.of(Path.of("CHANGELOG.md"), Path.of("config.example.yaml")));
        assertThat(said(documents, false)).isSubsetOf(EXCEPTIONS);
    }

    @Test
    void anExceptionThatIsNoneAnyMoreIsTakenOut() throws IOException {
        Set<String> all = new TreeSet<>(said(files("src/main/java", ".java"), true));
        all.addAll(said(files("src/main/jte", ".jte"), false));
        all.addAll(said(DocumentBlock.documents().stream(), false));
        assertThat(all).containsAll(EXCEPTIONS);
    }

    /** Every offence as {@code File: "words", say ...}. */
    private static Set<String> said(Stream<Path> files, boolean literalsOnly) {
        Set<String> offences = new TreeSet<>();
        files.forEach(file -> {
            for (String text : texts(file, literalsOnly)) {
                NEVER.forEach((never, instead) -> {
                    Matcher found = never.matcher(text);
                    while (found.find()) {
                        offences.add(file.getFileName() + ": \"" + found.group() + "\", say \"" + instead + "\"");
                    }
                });
            }
        });
        return offences;
    }

    private static List<String> texts(Path file, boolean literalsOnly) {
        String content;
        try {
            content = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!literalsOnly) {
            return List.of(CODE_ON_PAGES.matcher(content).replaceAll(" ").replaceAll("\\s+", " "));
        }
        List<String> literals = new ArrayList<>();
        // A sentence of several literals is one.
        LITERAL.matcher(content.replaceAll("(?<!\\\\)\"\\s*\\+\\s*\"", ""))
                .results()
                .map(MatchResult::group)
                .filter(text -> text.startsWith("\""))
                .forEach(literals::add);
        return literals;
    }

    private static Stream<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.filter(file -> file.toString().endsWith(ending)).toList().stream();
        }
    }

    private static Map.Entry<Pattern, String> never(String pattern, String instead) {
        return Map.entry(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), instead);
    }
}
