package bot.herald.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A package's texts for people: {@code texts_en.properties} beside its classes, and the same keys in {@code
 * texts_de.properties} and {@code texts_es.properties}, all in UTF-8. A key that a language lacks falls back to English.
 *
 * <pre>{@code
 * private static final Texts TEXTS = Texts.beside(MyFeature.class);
 * services.say(channel, TEXTS.in(services.language(channel)).say("hello", "name", viewer));
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use. The files are read when an instance is made, which is mostly when a class is loaded.
 */
public final class Texts {
    /** Prefix of the keys of texts that are made in English elsewhere, to be logged, stored or sent: see {@link #like}. */
    private static final String REASON = "reason.";

    private final Map<Language, Sentences> byLanguage = new EnumMap<>(Language.class);
    /** By English text. */
    private final Map<String, String> keys = new HashMap<>();

    /** The most specific first. */
    private final List<Reason> reasons;

    private Texts(Class<?> owner) {
        Map<String, String> english = read(owner, Language.EN);
        if (english.isEmpty()) {
            throw new IllegalStateException("there is no " + file(Language.EN) + " beside " + owner.getName());
        }
        english.forEach((key, text) -> keys.put(text, key));
        reasons = english.entrySet().stream()
                .filter(text -> text.getKey().startsWith(REASON))
                .map(text -> Reason.of(text.getKey(), text.getValue()))
                .sorted(Comparator.comparingInt(Reason::literalLength).reversed())
                .toList();
        for (Language language : Language.values()) {
            Map<String, String> all = new HashMap<>(english);
            if (language != Language.EN) {
                all.putAll(read(owner, language));
            }
            byLanguage.put(language, new Sentences(language, all));
        }
    }

    /** @throws IllegalStateException if there is no English file */
    public static Texts beside(Class<?> owner) {
        return new Texts(owner);
    }

    public Sentences in(Language language) {
        return byLanguage.getOrDefault(language, english());
    }

    private Sentences english() {
        return Objects.requireNonNull(byLanguage.get(Language.EN));
    }

    /** A text whose language is chosen later; parameters as with {@link Sentences#say}. */
    public Saying saying(String key, Object... namesAndValues) {
        return language -> in(language).say(key, namesAndValues);
    }

    /** The same for {@link Sentences#counted}. */
    public Saying counted(String key, long number, Object... namesAndValues) {
        return language -> in(language).counted(key, number, namesAndValues);
    }

    public boolean has(String key) {
        return english().has(key);
    }

    /** A text in every language: to tell whether somebody edited it. */
    public Set<String> inAllLanguages(String key) {
        return byLanguage.values().stream()
                .map(sentences -> sentences.say(key))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A text that is one of these keys' in any language, in the given language; any other text unchanged. */
    public String translated(String text, Language language, Collection<String> keys) {
        return keys.stream()
                .filter(key -> inAllLanguages(key).contains(text))
                .findFirst()
                .map(key -> in(language).say(key))
                .orElse(text);
    }

    /**
     * Translates an English text if it is one of these word for word; otherwise returns it unchanged. A text whose key begins
     * with {@code reason.} may have gaps; what fills them is kept, and translated if it is one of these texts itself.
     */
    public String like(String text, Language language) {
        if (language == Language.EN) {
            return text;
        }
        String key = keys.get(text);
        return key == null
                ? reasons.stream()
                        .flatMap(reason -> reason.filling(text).stream())
                        .findFirst()
                        .map(filling -> filling.in(this, language))
                        .orElse(text)
                : in(language).say(key);
    }

    /**
     * An English text with gaps, recognised by the rest.
     *
     * @param literalLength how many characters are not in gaps
     */
    private record Reason(String key, Pattern pattern, List<String> gaps, int literalLength) {
        static Reason of(String key, String text) {
            List<String> gaps = Sentences.GAP
                    .matcher(text)
                    .results()
                    .map(gap -> gap.group(1))
                    .toList();
            List<String> words = List.of(Sentences.GAP.split(text, -1));
            return new Reason(
                    key,
                    Pattern.compile(
                            words.stream().map(Pattern::quote).collect(Collectors.joining("(.+?)")), Pattern.DOTALL),
                    gaps,
                    words.stream().mapToInt(String::length).sum());
        }

        Optional<Filling> filling(String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Filling(
                            key,
                            gaps,
                            IntStream.rangeClosed(1, gaps.size())
                                    .mapToObj(matcher::group)
                                    .toList()))
                    : Optional.empty();
        }
    }

    private record Filling(String key, List<String> gaps, List<String> values) {
        String in(Texts texts, Language language) {
            Object[] both = IntStream.range(0, gaps.size())
                    .boxed()
                    .flatMap(i -> Stream.of(gaps.get(i), texts.like(values.get(i), language)))
                    .toArray();
            return texts.in(language).say(key, both);
        }
    }

    private static String file(Language language) {
        return "texts_" + language.code() + ".properties";
    }

    private static Map<String, String> read(Class<?> owner, Language language) {
        try (InputStream file = owner.getResourceAsStream(file(language))) {
            Properties properties = new Properties();
            if (file != null) {
                try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
            }
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toMap(key -> key, properties::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(file(language) + " beside " + owner.getName() + " cannot be read", e);
        }
    }
}
