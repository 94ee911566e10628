package bot.herald.feature.filter;

import bot.herald.moderation.PlainText;
import bot.herald.moderation.PlainText.Script;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Forbidden words and phrases. Entries match whole words; {@code *} stands for any letters. Ignores case, look-alikes of letters in
 * the entry's script, and accents unless the entry has some. Words in scripts without spaces are found within others, and pictures
 * anywhere, in any skin tone.
 *
 * <p>Immutable. Uses no regular expressions, so that no message takes long.
 */
final class WordList {
    /** No language repeats a letter this often: "baaad". */
    private static final Pattern STRETCHED = Pattern.compile("(\\p{L})\\1{2,}");

    private static final Pattern WITHOUT_SPACES =
            Pattern.compile("(?:[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}ー]\\p{M}*){2,}");

    private final List<Entry> entries = new ArrayList<>();
    private final PictureList pictures;

    /** @param words of the phrase in this reading; each may contain {@code *} */
    private record Entry(String written, Reading reading, List<String> words) {
        /** Whether its script has no spaces; a single letter would match too many words. */
        boolean isWithoutSpaces() {
            return words.size() == 1 && WITHOUT_SPACES.matcher(words.get(0)).matches();
        }

        boolean isWithin(String word) {
            String wanted = words.get(0);
            for (int at = word.indexOf(wanted); at >= 0; at = word.indexOf(wanted, at + 1)) {
                int end = at + wanted.length();
                // Katakana spells foreign words, which are longer: バカ (fool) is not meant in バカンス (vacances).
                boolean goesOn = (isKatakana(wanted, 0) && isKatakana(word, at - 1))
                        || (isKatakana(wanted, wanted.length() - 1) && isKatakana(word, end));
                if (!goesOn) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isKatakana(String word, int at) {
            return at >= 0
                    && at < word.length()
                    && (UnicodeScript.of(word.charAt(at)) == UnicodeScript.KATAKANA || word.charAt(at) == 'ー');
        }
    }

    /** How to read an entry, and a message to compare with it. */
    private enum Reading {
        LATIN(Script.LATIN),
        /** As {@link #LATIN}, with significant accents: "lồn" is not "lớn". */
        ACCENTED(Script.OTHER),
        CYRILLIC(Script.CYRILLIC),
        OTHER(Script.OTHER);

        private final Script script;

        Reading(Script script) {
            this.script = script;
        }

        static Reading of(String written) {
            if (PlainText.has(written, UnicodeScript.CYRILLIC)) {
                return CYRILLIC;
            }
            if (PlainText.has(written, UnicodeScript.LATIN)) {
                return PlainText.hasAccents(written) ? ACCENTED : LATIN;
            }
            return OTHER;
        }

        String read(String word) {
            // On other keyboards a Turkish word in capitals has no dotless i.
            return this == ACCENTED ? word.replace('ı', 'i') : PlainText.folded(word, script);
        }
    }

    /** The words of a message, in each reading that is needed. */
    private static final class Message {
        private final List<String> words;
        private final boolean isUnmistakable;
        private final Map<Reading, List<String>> read = new EnumMap<>(Reading.class);
        private final Map<Reading, List<String>> spelled = new EnumMap<>(Reading.class);
        private final Map<Reading, List<List<String>>> shortened = new EnumMap<>(Reading.class);

        Message(String text) {
            words = WordSplitter.words(text, false);
            isUnmistakable = PlainText.hasUnmistakable(PlainText.lower(text));
        }

        boolean breaks(Entry entry) {
            return (entry.isWithoutSpaces() && in(entry.reading()).stream().anyMatch(entry::isWithin))
                    || isIn(entry.words(), in(entry.reading()))
                    || isIn(entry.words(), spelledOut(entry.reading()))
                    || shortened(entry.reading()).stream().anyMatch(words -> isIn(entry.words(), words));
        }

        List<String> in(Reading reading) {
            return read.computeIfAbsent(
                    reading,
                    wanted -> words.stream().map(word -> read(word, wanted)).toList());
        }

        List<String> spelledOut(Reading reading) {
            return spelled.computeIfAbsent(
                    reading,
                    wanted -> WordSplitter.spelledOut(words).stream()
                            .map(word -> read(word, wanted))
                            .toList());
        }

        /** With stretched letters written once, and twice; empty if no letter is stretched. */
        List<List<String>> shortened(Reading reading) {
            return shortened.computeIfAbsent(
                    reading,
                    wanted -> in(wanted).stream()
                                    .noneMatch(word -> STRETCHED.matcher(word).find())
                            ? List.of()
                            : List.of(shortened(in(wanted), "$1"), shortened(in(wanted), "$1$1")));
        }

        private static List<String> shortened(List<String> words, String to) {
            return words.stream()
                    .map(word -> STRETCHED.matcher(word).replaceAll(to))
                    .toList();
        }

        /** A Russian word of letters that look Latin is not disguised Latin, and vice versa. */
        private String read(String word, Reading reading) {
            boolean foreign = switch (reading) {
                case LATIN -> isUnmistakable && !PlainText.has(word, UnicodeScript.LATIN);
                case CYRILLIC -> !isUnmistakable && !PlainText.has(word, UnicodeScript.CYRILLIC);
                case ACCENTED, OTHER -> false;
            };
            return foreign && word.codePoints().anyMatch(Character::isLetter) ? word : reading.read(word);
        }
    }

    WordList(List<String> written) {
        pictures =
                new PictureList(written.stream().filter(PictureList::isPicture).toList());
        for (String each : written) {
            if (PictureList.isPicture(each)) {
                continue;
            }
            Reading reading = Reading.of(PlainText.lower(PlainText.visible(each)));
            List<String> words =
                    WordSplitter.words(each, true).stream().map(reading::read).toList();
            if (!words.isEmpty()) {
                entries.add(new Entry(each, reading, words));
            }
        }
    }

    /** Whether it forbids something, but not everything. */
    static boolean isUsable(String written) {
        List<String> words = WordSplitter.words(written, true);
        return PictureList.isPicture(written)
                || (!words.isEmpty()
                        && words.stream().allMatch(word -> word.chars().anyMatch(c -> c != '*')));
    }

    /** The first entry found in the message, as it was written. */
    Optional<String> firstIn(String text) {
        return firstIn(text, "");
    }

    /** The first entry found in {@code text} and not in {@code own}. */
    Optional<String> firstIn(String text, String own) {
        return firstWordIn(text, own).or(() -> {
            List<String> ours = pictures.in(own);
            return pictures.in(text).stream()
                    .filter(picture -> !ours.contains(picture))
                    .findFirst();
        });
    }

    private Optional<String> firstWordIn(String text, String own) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Message message = new Message(text);
        Message ours = new Message(own);
        return entries.stream()
                .filter(entry -> message.breaks(entry) && !ours.breaks(entry))
                .map(Entry::written)
                .findFirst();
    }

    private static boolean isIn(List<String> phrase, List<String> words) {
        for (int from = 0; from + phrase.size() <= words.size(); from++) {
            int same = 0;
            while (same < phrase.size() && matches(phrase.get(same), words.get(from + same))) {
                same++;
            }
            if (same == phrase.size()) {
                return true;
            }
        }
        return false;
    }

    /** {@code *} matches as little as possible, and one letter more after a mismatch: at most the product of both lengths. */
    static boolean matches(String pattern, String word) {
        int p = 0;
        int w = 0;
        int star = -1;
        int taken = 0;
        while (w < word.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                taken = w;
            } else if (p < pattern.length() && pattern.charAt(p) == word.charAt(w)) {
                p++;
                w++;
            } else if (star >= 0) {
                p = star + 1;
                w = ++taken;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
