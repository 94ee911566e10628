package bot.herald.web.pages;

import bot.herald.language.Language;
import bot.herald.language.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every page needs besides its content.
 *
 * @param home the address of the start page
 * @param stylesheets the addresses of the style sheets, in their order
 * @param scripts likewise; pages work without them
 * @param plotStylesheet and
 * @param plotScript of pages with plots alone
 * @param icon the address of the icon
 * @param themeAction where a form goes that changes the theme
 * @param languageAction likewise for the language; empty where it is not the reader's to choose
 * @param side the side bar for logged-in people; empty for others
 */
public record Frame(
        String home,
        List<String> stylesheets,
        List<String> scripts,
        String plotStylesheet,
        String plotScript,
        String icon,
        String themeAction,
        String languageAction,
        Taste taste,
        Optional<Side> side) {
    /** What Herald's pages say. */
    public static final Texts TEXTS = Texts.beside(Frame.class);

    private static final Pattern GAP = Pattern.compile("\\{([a-z]+)}");

    /**
     * What a browser chose.
     *
     * @param theme {@code light} or {@code dark}; empty for the system's
     */
    public record Taste(String theme, Language language) {
        public static final Taste NONE = new Taste("", Language.EN);
    }

    public Frame with(Taste wanted, Optional<Side> beside) {
        return new Frame(
                home,
                stylesheets,
                scripts,
                plotStylesheet,
                plotScript,
                icon,
                themeAction,
                languageAction,
                wanted,
                beside);
    }

    /** The same in a language that is not the reader's to choose. */
    public Frame in(Language language) {
        return new Frame(
                home,
                stylesheets,
                scripts,
                plotStylesheet,
                plotScript,
                icon,
                themeAction,
                "",
                new Taste(taste.theme(), language),
                side);
    }

    public String theme() {
        return taste.theme();
    }

    public Language language() {
        return taste.language();
    }

    /** A text of the pages; parameters as with {@link bot.herald.language.Sentences#say}. */
    public String say(String key, Object... namesAndValues) {
        return TEXTS.in(taste.language()).say(key, namesAndValues);
    }

    /** What a text with one gap says before it: for what is marked up there. */
    public String before(String key) {
        String text = say(key);
        return text.substring(0, text.indexOf('{'));
    }

    /** What a text with one gap says after it. */
    public String after(String key) {
        String text = say(key);
        return text.substring(text.indexOf('}') + 1);
    }

    /**
     * Either words of a text or a gap in it.
     *
     * @param gap its name; empty for words
     */
    public record Piece(String words, String gap) {}

    /** A text with what stands between its gaps: for those that are marked up. */
    public static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher gaps = GAP.matcher(text);
        int from = 0;
        while (gaps.find()) {
            pieces.add(new Piece(text.substring(from, gaps.start()), ""));
            pieces.add(new Piece("", gaps.group(1)));
            from = gaps.end();
        }
        pieces.add(new Piece(text.substring(from), ""));
        return pieces;
    }

    /** What the code has in English, in the reader's language if it is there. */
    public String like(String english) {
        return TEXTS.like(english, taste.language());
    }

    /** What the browser's tab says: the page, and where there is a channel, whose. */
    public String title(String page) {
        return side.flatMap(Side::here)
                .map(here -> here.name().equals(page) ? page : page + " · " + here.name())
                .orElse(page);
    }
}
