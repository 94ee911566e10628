package bot.herald.config;

import bot.herald.identity.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses which name was meant by a misspelt one, by the edit distance. */
final class NearestKey {
    private NearestKey() {}

    /** The candidate nearest to {@code name}, of several the first. One with the same last word has distance 1. */
    static String of(String name, List<String> candidates) {
        String wanted = plain(name);
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(wanted, plain(candidate))))
                .orElseThrow();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int distance(String name, String candidate) {
        int whole = EditDistance.between(name, candidate);
        int lastWord = EditDistance.between(lastWord(name), lastWord(candidate));
        return candidate.contains(".") ? Math.min(whole, lastWord + 1) : whole;
    }

    private static String lastWord(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
