package bot.herald.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bot.herald.feature.command.BuiltIns;
import bot.herald.template.Placeholder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that Herald says is there in every language, and means the same. */
class TextsTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern GAP = Pattern.compile("\\{[a-z.]+}");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    /** In {@code @Setting}, and of features. */
    private static final Pattern DECLARED = Pattern.compile("(?:\\b(?:label|help|group|unit) =|"
            + "public String (?:title|summary)\\(\\) \\{\\s*return)\\s*" + LITERAL);

    private static final Pattern SAID =
            Pattern.compile("(?:\\b(?:say|counted|saying|before|after))\\(\\s*\"([a-z][a-zA-Z0-9.-]*)\"\\s*[,)]");
    /** Words that other languages have as they are, beside names and what is typed. */
    private static final Set<String> SAME = Set.of("pong", "offline", "singulars", "error");

    static List<String> areas() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.getFileName().toString().equals("texts_en.properties"))
                    .map(file -> RESOURCES.relativize(file.getParent()).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Path file(String area, Language language) {
        return RESOURCES.resolve(area).resolve("texts_" + language.code() + ".properties");
    }

    private static Map<String, String> texts(String area, Language language) throws IOException {
        // Throws where a byte is no UTF-8.
        String read = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(file(area, language))))
                .toString();
        Properties properties = new Properties();
        properties.load(new StringReader(read));
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, properties::getProperty, (a, b) -> a, TreeMap::new));
    }

    @Test
    void thereAreTexts() throws IOException {
        assertThat(areas()).hasSizeGreaterThan(8);
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("texts_.*\\.properties")))
                    .hasSize(areas().size() * Language.values().length);
        }
    }

    @ParameterizedTest
    @MethodSource("areas")
    void everyLanguageHasTheSameKeysInTheSameOrderAndTheSameGaps(String area) throws IOException {
        Map<String, String> english = texts(area, Language.EN);
        for (Language language : Language.values()) {
            Map<String, String> other = texts(area, language);
            assertThat(other.keySet()).as(language + " of " + area).isEqualTo(english.keySet());
            assertThat(order(area, language)).as(language + " of " + area).isEqualTo(order(area, Language.EN));
            english.forEach((key, text) -> {
                String same = Objects.requireNonNull(other.get(key));
                assertThat(gaps(same)).as(language + " " + key).isEqualTo(gaps(text));
                assertThat(same).as(language + " " + key).isNotBlank().isEqualTo(same.strip());
            });
        }
    }

    private static List<String> order(String area, Language language) throws IOException {
        Matcher keys = Pattern.compile("^([^#\\s=\\\\][^=]*)=", Pattern.MULTILINE)
                .matcher(Files.readString(file(area, language)));
        List<String> order = keys.results().map(found -> found.group(1)).toList();
        assertThat(new HashSet<>(order))
                .as("keys that are there twice in " + area)
                .hasSameSizeAs(order);
        return order;
    }

    private static Set<String> gaps(String text) {
        return GAP.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A sentence of several words that is the same in two languages was forgotten. */
    @ParameterizedTest
    @MethodSource("areas")
    void noEnglishIsLeftOver(String area) throws IOException {
        Map<String, String> english = texts(area, Language.EN);
        for (Language language : List.of(Language.DE, Language.ES)) {
            texts(area, language).forEach((key, text) -> {
                String words = GAP.matcher(text).replaceAll("").replaceAll("<[^>]*>", "");
                boolean saysSomething =
                        Pattern.compile("\\p{L}{2,}").matcher(words).results().count() > 1;
                if (saysSomething && !SAME.contains(key)) {
                    assertThat(text).as(language + " " + area + " " + key).isNotEqualTo(english.get(key));
                }
                assertThat(" " + words.toLowerCase(language.locale()) + " ")
                        .as(language + " " + area + " " + key)
                        .doesNotContainPattern(
                                "[ (](the|you|your|with|and|this|that|not|channel's|please|from)[ ,.:;!?)]");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("areas")
    void germanSaysDuAndNobodySoundsTheirKeyboardOut(String area) throws IOException {
        texts(area, Language.DE)
                .forEach((key, text) -> assertThat(text)
                        .as(key)
                        .doesNotContainPattern("(?<![.!?:] )(?<!^)\\b(Sie|Ihnen|Ihr|Ihre|Ihren)\\b")
                        .doesNotContainPattern("\\b(fuer|koenn|moeg|ueber|waehl|loesch|zurueck|aender|schliess)"));
        texts(area, Language.ES).forEach((key, text) -> {
            assertThat(text).as(key).doesNotContainPattern("(?i)\\b(usted|ustedes|vosotros|su canal)\\b");
            // One within an address asks nothing.
            assertThat(text.replaceAll("\\?(?=[a-z])", "")
                            .chars()
                            .filter(c -> c == '?')
                            .count())
                    .as(key)
                    .isEqualTo(text.chars().filter(c -> c == '¿').count());
        });
    }

    /** What nobody says goes, and what is said is there. */
    @ParameterizedTest
    @MethodSource("areas")
    void everyTextIsSaidAndEverythingSaidIsAText(String area) throws IOException {
        String code = code(area);
        // In a template an attribute is in quotation marks, too.
        Set<String> literals = new HashSet<>(literals(code));
        SAID.matcher(code).results().forEach(found -> literals.add(found.group(1)));
        // What a page shows may stand in the code of any room in English.
        Set<String> sentences = isOfPages(area) ? literals(everything()) : Set.of();
        Map<String, String> texts = texts(area, Language.EN);
        Set<String> keys = texts.keySet();
        List<String> unused = new ArrayList<>();
        for (String key : keys) {
            String counted = key.replaceFirst("\\.(one|other)$", "");
            boolean inParts = Stream.iterate(key.indexOf('.'), dot -> dot >= 0, dot -> key.indexOf('.', dot + 1))
                    .anyMatch(dot ->
                            literals.contains(key.substring(0, dot + 1)) || literals.contains(key.substring(dot)));
            boolean isMadeElsewhere = isOfPages(area) && key.startsWith("reason.");
            if (!isMadeElsewhere
                    && !sentences.contains(texts.get(key))
                    && !literals.contains(key)
                    && !literals.contains(counted)
                    && !inParts) {
                unused.add(key);
            }
        }
        assertThat(unused).as("texts of " + area + " that nobody says").isEmpty();
        assertThat(SAID.matcher(code).results().map(found -> found.group(1)).filter(key -> !key.endsWith(".")))
                .as("said in " + area)
                .allMatch(key -> keys.contains(key) || keys.contains(key + ".other"));
    }

    /** Otherwise they would not be recognised. */
    @Test
    void whatOtherRoomsSayInEnglishIsSaidThereWordForWord() throws IOException {
        String code = everything().replace("\\\"", "\"");
        texts("bot/herald/web/pages", Language.EN).forEach((key, text) -> {
            if (key.startsWith("reason.")) {
                assertThat(GAP.split(text)).as(key).allMatch(code::contains);
            }
        });
    }

    /** What forms, features, built-in commands and placeholders say of themselves in English, pages say in every language. */
    @Test
    void whatIsDeclaredInEnglishIsThereForPages() throws IOException {
        String pages = "bot/herald/web/pages";
        Set<String> texts = new HashSet<>(texts(pages, Language.EN).values());
        Set<String> declared = new TreeSet<>();
        DECLARED.matcher(everything()).results().forEach(found -> declared.add(found.group(1)));
        for (Placeholder placeholder : Placeholder.values()) {
            declared.add(placeholder.meaning());
            declared.add(placeholder.group().title());
        }
        BuiltIns.ALL.forEach(builtIn -> declared.add(builtIn.summary()));

        assertThat(declared.stream().map(text -> text.replace("\\\"", "\"")))
                .hasSizeGreaterThan(200)
                .allSatisfy(text -> assertThat(texts).contains(text));
    }

    private static Set<String> literals(String code) {
        return LITERAL.matcher(code)
                .results()
                .map(found -> found.group(1).replace("\\\"", "\""))
                .collect(Collectors.toSet());
    }

    private static boolean isOfPages(String area) {
        return area.endsWith("/web/pages");
    }

    /** All code, with each string on one line. */
    private static String everything() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                code.append(readJava(file)).append('\n');
            }
        }
        return code.toString().replaceAll("\"\\s*\\+\\s*\"", "");
    }

    /** What says the texts of an area: the classes beside them, and for pages the templates. */
    private static String code(String area) throws IOException {
        StringBuilder code = new StringBuilder();
        List<Path> folders = new ArrayList<>(List.of(SOURCES.resolve(area)));
        if (isOfPages(area)) {
            folders.add(SOURCES.resolve(area).getParent());
            folders.add(TEMPLATES);
        }
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    code.append(readJava(file)).append('\n');
                }
            }
        }
        return code.toString();
    }

    /** A quotation mark as a letter begins no string. */
    private static String readJava(Path file) throws IOException {
        return Files.readString(file).replace("'\"'", "' '");
    }

    @Test
    void gapsAreFilledAndOthersStay() {
        Sentences say = new Sentences(
                Language.DE,
                Map.of("hello", "{name}: {user} {n}", "things.one", "{n} Ding", "things.other", "{n} Dinge von {who}"));
        assertThat(say.say("hello", "name", "{user}", "n", 5)).isEqualTo("{user}: {user} 5");
        assertThat(say.say("hello", "name", "$1\\", "n", Saying.untranslated("x")))
                .isEqualTo("$1\\: {user} x");
        assertThat(say.counted("things", 1)).isEqualTo("1 Ding");
        assertThat(say.counted("things", 0, "who", "{n}")).isEqualTo("0 Dinge von {n}");
        assertThatIllegalArgumentException().isThrownBy(() -> say.say("gone")).withMessageContaining("gone");
    }

    @Test
    void aClassWithoutTextsIsToldWhereTheyBelong() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Texts.beside(Object.class))
                .withMessageContaining("texts_en.properties")
                .withMessageContaining("java.lang.Object");
    }

    @Test
    void whatWasSaidInEnglishIsRecognisedByItsWords() {
        Texts texts = Texts.beside(TextsTest.class);
        assertThat(texts.like("both", Language.DE)).isEqualTo("beides");
        assertThat(texts.like("max took a cake, which is late", Language.DE))
                .isEqualTo("max nahm a cake, und das ist late");
        assertThat(texts.like("max took both, which is both", Language.DE))
                .isEqualTo("max nahm beides, und das ist beides");
        assertThat(texts.like("max took both, which is both", Language.EN)).isEqualTo("max took both, which is both");
        assertThat(texts.like("max took both", Language.DE)).isEqualTo("max took both");
        assertThat(texts.like("x is there", Language.DE)).isEqualTo("x is there");
    }

    @Test
    void whatIsMissingInALanguageIsSaidInEnglish() {
        Texts texts = Texts.beside(TextsTest.class);
        assertThat(texts.in(Language.DE).say("both")).isEqualTo("beides");
        assertThat(texts.in(Language.DE).say("english")).isEqualTo("only in English");
        assertThat(texts.in(Language.ES).say("both")).isEqualTo("both");
        assertThat(texts.saying("both").in(Language.DE)).isEqualTo("beides");
        assertThat(texts.translated("both", Language.DE, List.of("both"))).isEqualTo("beides");
        assertThat(texts.translated("beides", Language.EN, List.of("both"))).isEqualTo("both");
        assertThat(texts.translated("my own", Language.DE, List.of("both"))).isEqualTo("my own");
    }
}
