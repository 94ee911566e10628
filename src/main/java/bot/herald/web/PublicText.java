package bot.herald.web;

import bot.herald.language.Language;
import bot.herald.template.Template;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.PublicPage.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command's text for people who do not know placeholders, with links for the addresses in it. */
final class PublicText {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"'<>]{1,300}[^\\s\"'<>.,;:!?)]");

    private PublicText() {}

    static List<Part> parts(String text, Language language) {
        List<Part> parts = new ArrayList<>();
        for (Template.Piece piece : Template.pieces(text)) {
            if (piece.placeholder().isPresent()) {
                parts.add(Part.placeholder(
                        piece.text(), Frame.TEXTS.like(piece.placeholder().get().meaning(), language)));
            } else {
                links(piece.text(), parts);
            }
        }
        return parts;
    }

    private static void links(String text, List<Part> parts) {
        Matcher address = ADDRESS.matcher(text);
        int from = 0;
        while (address.find()) {
            if (address.start() > from) {
                parts.add(Part.plain(text.substring(from, address.start())));
            }
            parts.add(Part.link(address.group()));
            from = address.end();
        }
        if (from < text.length()) {
            parts.add(Part.plain(text.substring(from)));
        }
    }
}
