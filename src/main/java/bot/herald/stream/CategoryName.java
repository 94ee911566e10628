package bot.herald.stream;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Finds the category that somebody means: by its name, its initials ("gta v"), or words that only one category has. */
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

    /** Words that any name may contain. */
    private static final Set<String> SMALL_WORDS = Set.of("the", "and", "of", "for");

    private CategoryName() {}

    /** The outcome of looking a name up. */
    public sealed interface Choice {
        record One(String name) implements Choice {}

        /** @param names two or three candidates, or one that is merely close */
        record Several(List<String> names) implements Choice {}

        record None() implements Choice {}
    }

    /** @param names the categories that Twitch found, the most likely first */
    public static Choice choose(String typed, List<String> names) {
        List<String> wanted = words(typed);
        if (wanted.isEmpty()) {
            return new Choice.None();
        }
        for (Way way : WAYS) {
            List<String> meant = names.stream()
                    .filter(name -> way.means().test(wanted, words(name)))
                    .toList();
            if (meant.size() == 1 && way.isClear().test(wanted)) {
                return new Choice.One(meant.get(0));
            }
            if (!meant.isEmpty()) {
                return new Choice.Several(meant.subList(0, Math.min(MOST_SUGGESTED, meant.size())));
            }
        }
        return new Choice.None();
    }

    /**
     * A way to match a name.
     *
     * @param isClear whether a single match is certainly what was meant
     */
    private record Way(BiPredicate<List<String>, List<String>> means, Predicate<List<String>> isClear) {}

    private static final List<Way> WAYS = List.of(
            new Way(List::equals, wanted -> true),
            new Way((wanted, name) -> joined(wanted).equals(joined(name)), wanted -> true),
            new Way((wanted, name) -> counted(wanted).equals(counted(name)), wanted -> true),
            new Way((wanted, name) -> isByInitials(wanted, name, false), wanted -> true),
            new Way((wanted, name) -> isByInitials(List.of(joined(wanted)), name, false), wanted -> true),
            new Way(CategoryName::isWordForWord, wanted -> true),
            new Way(CategoryName::beginsWith, CategoryName::saysEnough),
            new Way(CategoryName::holdsInOrder, CategoryName::saysEnough),
            new Way((wanted, name) -> isByInitials(wanted, name, true), wanted -> false));

    private static boolean saysEnough(List<String> wanted) {
        return wanted.stream()
                        .anyMatch(word -> word.codePointCount(0, word.length()) >= 3 && !SMALL_WORDS.contains(word))
                || wanted.stream().anyMatch(word -> word.codePoints().anyMatch(c -> Character.isIdeographic(c)));
    }

    private static String joined(List<String> words) {
        return String.join("", words);
    }

    /** Roman numerals, which are letters as well: "Final Fantasy X". */
    private static List<String> counted(List<String> words) {
        return words.stream()
                .map(word -> word.equals("x") ? "10" : word.equals("i") ? "1" : word)
                .toList();
    }

    /**
     * The first word is the initials of the name's first words, and the rest follows: "gta v", "lol".
     *
     * @param goesOn whether the name may go on after that: "gta", "ff 14"
     */
    private static boolean isByInitials(List<String> wanted, List<String> name, boolean goesOn) {
        String initials = wanted.get(0);
        if (initials.length() < 2 || initials.length() > name.size()) {
            return false;
        }
        StringBuilder first = new StringBuilder();
        name.subList(0, initials.length()).forEach(word -> first.append(word.charAt(0)));
        List<String> rest = name.subList(initials.length(), name.size());
        List<String> asked = wanted.subList(1, wanted.size());
        boolean follows = goesOn
                ? rest.size() >= asked.size() && rest.subList(0, asked.size()).equals(asked)
                : rest.equals(asked);
        return first.toString().equals(initials) && follows;
    }

    /** "d&d". */
    private static boolean isWordForWord(List<String> wanted, List<String> name) {
        return wanted.size() > 2 && wanted.size() == name.size() && holdsInOrder(wanted, name);
    }

    private static boolean beginsWith(List<String> wanted, List<String> name) {
        if (wanted.size() > name.size()) {
            return false;
        }
        int last = wanted.size() - 1;
        return wanted.subList(0, last).equals(name.subList(0, last)) && isMeant(wanted.get(last), name.get(last));
    }

    /**
     * The beginnings of some of its words, in their order; a number follows what it counts: "final fantasy 2" is no
     *
     */
    private static boolean holdsInOrder(List<String> wanted, List<String> name) {
        int at = 0;
        for (int i = 0; i < wanted.size(); i++) {
            String word = wanted.get(i);
            boolean bound = i > 0 && isNumber(word);
            int from = at;
            while (at < name.size() && !isMeant(word, name.get(at))) {
                at++;
            }
            if (at == name.size() || (bound && at != from)) {
                return false;
            }
            at++;
        }
        return true;
    }

    private static boolean isMeant(String wanted, String part) {
        return isNumber(wanted) ? part.equals(wanted) : part.startsWith(wanted);
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(Character::isDigit);
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
