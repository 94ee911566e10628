package bot.herald.feature.filter;

import bot.herald.moderation.PlainText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Forbidden emoji and other pictures, one or several in a row, in any skin tone. Immutable. */
final class PictureList {
    private static final Pattern PICTURES = Pattern.compile("(?=.*\\p{So})(?:[\\p{So}\\x{1F3FB}-\\x{1F3FF}] ?)+");
    private static final Pattern TONE = Pattern.compile("[\\x{1F3FB}-\\x{1F3FF}]");
    /** Grapheme clusters: the flags of Brazil and the USA in a row do not contain the flag of Russia. */
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private final Map<String, List<String>> entries = new LinkedHashMap<>();

    /** @param written {@linkplain #isPicture pictures} */
    PictureList(List<String> written) {
        written.forEach(each -> entries.put(each, clusters(each)));
    }

    /** Whether it consists of pictures only. */
    static boolean isPicture(String written) {
        return PICTURES.matcher(PlainText.visible(written)).matches();
    }

    /** The entries found in the text, as they were written. */
    List<String> in(String text) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<String> clusters = clusters(text);
        return entries.entrySet().stream()
                .filter(entry -> Collections.indexOfSubList(clusters, entry.getValue()) >= 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> clusters(String text) {
        String plain = TONE.matcher(PlainText.visible(text)).replaceAll("");
        return CLUSTER.matcher(plain)
                .results()
                .map(MatchResult::group)
                .filter(cluster -> !cluster.isBlank())
                .toList();
    }
}
