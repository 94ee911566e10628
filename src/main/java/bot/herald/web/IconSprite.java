package bot.herald.web;

import bot.herald.web.pages.Icon;
import java.util.HashMap;
import java.util.Map;

/**
 * The icons of the pages: one picture with all of them below each other, and style rules that cut one out in the colour of the text
 * beside it. Icons take up their space before the picture has loaded.
 */
final class IconSprite {
    private static final String SYMBOL = "<symbol ";
    private static final String SYMBOL_END = "</symbol>";
    private static final int SIZE = 16;
    /** From one to the next; the gap keeps a neighbour's edge out of an icon whose place is no whole number of pixels. */
    private static final int STEP = 20;

    private IconSprite() {}

    /**
     * @param all Bootstrap's picture, which has every icon as a symbol
     * @throws IllegalStateException if one is missing there
     */
    static String picture(String all) {
        Map<String, String> shapes = shapes(all);
        int height = STEP * Icon.values().length;
        StringBuilder picture = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + SIZE
                + " " + height + "\" width=\"" + SIZE + "\" height=\"" + height + "\">");
        int top = 0;
        for (Icon icon : Icon.values()) {
            String shape = shapes.get(icon.symbol());
            if (shape == null) {
                throw new IllegalStateException("bootstrap-icons has no icon " + icon.symbol());
            }
            picture.append("<g transform=\"translate(0 ")
                    .append(top)
                    .append(")\">")
                    .append(shape)
                    .append("</g>");
            top += STEP;
        }
        return picture.append("</svg>").toString();
    }

    /** @param picture its address, relative to the style sheet */
    static String rules(String picture) {
        StringBuilder rules = new StringBuilder(
                ".bi::before{content:\"\";display:inline-block;width:1em;height:1em;vertical-align:-.125em;"
                        + "background-color:currentColor;print-color-adjust:exact;mask:url(\"" + picture
                        + "\") 0 0/1em "
                        + em(STEP * Icon.values().length) + " no-repeat}"
                        + "@media (forced-colors:active){.bi::before{forced-color-adjust:none;background-color:CanvasText}}");
        int top = 0;
        for (Icon icon : Icon.values()) {
            rules.append('.')
                    .append(icon.look())
                    .append("::before{mask-position:0 -")
                    .append(em(top))
                    .append('}');
            top += STEP;
        }
        return rules.toString();
    }

    private static String em(int units) {
        return (double) units / SIZE + "em";
    }

    private static Map<String, String> shapes(String all) {
        Map<String, String> shapes = new HashMap<>();
        for (int from = all.indexOf(SYMBOL); from >= 0; from = all.indexOf(SYMBOL, from + SYMBOL.length())) {
            int open = all.indexOf('>', from);
            int id = all.indexOf(" id=\"", from) + 5;
            shapes.put(
                    all.substring(id, all.indexOf("\"", id)), all.substring(open + 1, all.indexOf(SYMBOL_END, open)));
        }
        return shapes;
    }
}
