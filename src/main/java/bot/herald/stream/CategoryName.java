package bot.herald.stream;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/** Finds the category that somebody means: by its name, by its initials ("gta v"), or by words that only one of them has. */
public final class CategoryName {
    private static final int MOST_SUGGESTED = 3;
    private static final Map<String, String> ROMAN = Map.ofEntries(
            Map.entry("ii", "2"),
            Map.entry("iii", "3"),
            Map.entry("iv", "4"),
            Map.entry("v", "5"),
            Map.entry("vi", "6"),
            Map.entry("vii", "7"),
            Map.entry("viii", "8"),
            Map.entry("ix", "9"),
            Map.entry("xi", "11"),
            Map.entry("xii", "12"),
            Map.entry("xiii", "13"),
            Map.entry("xiv", "14"),
            Map.entry("xv", "15"),
            Map.entry("xvi", "16"));

    private CategoryName() {}

    /** What a name means among those that there are. */
    public sealed interface Choice {
        record One(String name) implements Choice {}

        /** @param names two or three that it may mean, or one that is no more than near */
        record Several(List<String> names) implements Choice {}

        record None() implements Choice {}
    }

    /** @param names what Twitch found, the likeliest first */
    public static Choice choose(String typed, List<String> names) {
        List<String> wanted = words(typed);
        if (wanted.isEmpty()) {
            return new Choice.None();
        }
        for (BiPredicate<List<String>, List<String>> means : List.<BiPredicate<List<String>, List<String>>>of(
                List::equals,
                (asked, name) -> String.join("", asked).equals(String.join("", name)),
                CategoryName::isByInitials,
                CategoryName::beginsWith,
                CategoryName::holdsAll)) {
            List<String> meant = names.stream()
                    .filter(name -> means.test(wanted, words(name)))
                    .toList();
            if (meant.size() == 1) {
                return new Choice.One(meant.get(0));
            }
            if (meant.size() > 1) {
                return new Choice.Several(meant.subList(0, Math.min(MOST_SUGGESTED, meant.size())));
            }
        }
        return new Choice.None();
    }

    /** The first word is the initials of the name's first words, and the rest follows: "gta v", "lol", "pubg" . */
    private static boolean isByInitials(List<String> wanted, List<String> name) {
        String initials = wanted.get(0);
        if (initials.length() < 2 || initials.length() > name.size()) {
            return false;
        }
        StringBuilder first = new StringBuilder();
        name.subList(0, initials.length()).forEach(word -> first.append(word.charAt(0)));
        List<String> rest = name.subList(initials.length(), name.size());
        return first.toString().equals(initials) && rest.equals(wanted.subList(1, wanted.size()));
    }

    private static boolean beginsWith(List<String> wanted, List<String> name) {
        return String.join(" ", name).startsWith(String.join(" ", wanted));
    }

    private static boolean holdsAll(List<String> wanted, List<String> name) {
        return wanted.stream().allMatch(word -> name.stream().anyMatch(part -> part.startsWith(word)));
    }

    /** In lower case, without accents and signs; Roman numbers as digits. */
    private static List<String> words(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+|['’™®©]", "")
                .replace("&", " and ");
        List<String> words = new ArrayList<>();
        Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .forEach(word -> words.add(ROMAN.getOrDefault(word, word)));
        return List.copyOf(words);
    }
}
