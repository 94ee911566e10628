package bot.herald.web;

import bot.herald.security.Sha256;
import bot.herald.settings.Documents.Shown;
import java.util.Arrays;
import java.util.Optional;

/** The versions of a document that a change may be made to, as the {@code If-Match} header names them. */
record IfMatch(Optional<String> header) {
    static final IfMatch ANYTHING = new IfMatch(Optional.empty());

    static IfMatch of(WebRequest request) {
        return new IfMatch(request.header("if-match"));
    }

    boolean allows(Shown document) {
        return header.isEmpty()
                || Arrays.stream(header.get().split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(tag(document)));
    }

    /** Changes with every edit, and when a document is deleted and added again. */
    static String tag(Shown document) {
        return '"' + Long.toString(document.version()) + "-" + Sha256.hex(document.name() + document.content(), 6)
                + '"';
    }
}
