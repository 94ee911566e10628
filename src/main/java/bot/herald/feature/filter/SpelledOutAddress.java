package bot.herald.feature.filter;

import bot.herald.moderation.PlainText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites unusual spellings of addresses to the usual one. */
final class SpelledOutAddress {
    /** At most one space on each side, since {@link PlainText#visible} leaves no more; so it needs no backtracking. */
    private static final Pattern WORD_FOR_DOT =
            Pattern.compile(" ?[(\\[{<] ?(?:d[o0о]t|punkt|punto|ponto|\\.) ?[)\\]}>] ?"
                    + "|(?<!\\b(?:the|a|an|this|that|in|with|of|on|and|or|is|my|by|some|your|old|big)) d[o0о]t "
                    + "|(?<!\\b(?:burbuja|era|el|los|o)) (?:punto|ponto|punkt) (?=(?:com|net|org|ru|xyz)(?![\\p{L}\\p{M}]))"
                    + "|(?<!\\b(?:der|den|dem|ein|einen|auf)) punkt (?=(?:de|at|ch|tv)(?![\\p{L}\\p{M}]))"
                    + "|(?<=[a-z0-9]{3}),(?=com/[a-z0-9])");

    /** Typing mistakes before an address. */
    private static final Pattern SCHEME = Pattern.compile("\\b(h(?:tt|xx)ps?) ?:? ?[/\\\\]{2} ?(?=\\S)");

    /** Invite links, which spam writes with anything but a dot. */
    private static final Pattern DISCORD = Pattern.compile("\\bdiscord ?[., ] ?gg ?[/\\\\] ?(?=[a-z0-9])");

    /** In Spanish, Portuguese and French the ending is an ordinary word: "gracias.de nada". */
    private static final Pattern DE_OF_A_SENTENCE = Pattern.compile(
            "\\.de (?=(?:nada|nuevo|novo|la|las|los|lo|el|mi|tu|su|que|un|una|verdad|acuerdo|boa|quoi|rien)(?!\\p{L}))");

    /** Scripts without spaces continue right after an address: "example.comを見て". */
    private static final Pattern WITHOUT_SPACE =
            Pattern.compile("(?<=\\.[a-z]{2,20})(?=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}"
                    + "\\p{IsHangul}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}])");

    private static final Pattern PICTURE = Pattern.compile("[\\p{So}\\p{Sk}\\p{Cn}&&[^\\x{0}-\\x{ffff}]]");

    private static final Pattern ESCAPED = Pattern.compile("%(2[1-9a-f]|[3-7][0-9a-f])");

    private SpelledOutAddress() {}

    /** In lower case, with a dot wherever one is meant, and without pictures. */
    static String of(String message) {
        String lower = PICTURE.matcher(unescaped(PlainText.visible(message).toLowerCase(Locale.ROOT)))
                .replaceAll(" ");
        String dotted =
                WORD_FOR_DOT.matcher(SCHEME.matcher(lower).replaceAll("$1://")).replaceAll(".");
        String invited = DISCORD.matcher(dotted).replaceAll("discord.gg/");
        String spaced = WITHOUT_SPACE.matcher(invited).replaceAll(" ");
        return DE_OF_A_SENTENCE.matcher(spaced).replaceAll(" de ");
    }

    /** Decodes percent-encoded ASCII, as browsers do: "evil%2ecom". */
    private static String unescaped(String text) {
        return text.indexOf('%') < 0
                ? text
                : ESCAPED.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))
                                        .toLowerCase(Locale.ROOT)));
    }
}
