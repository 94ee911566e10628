package bot.herald.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The versions of an item that a change may be made to, as the {@code If-Match} header names them. */
record IfMatch(Optional<String> header) {
    static final IfMatch ANYTHING = new IfMatch(Optional.empty());

    static IfMatch of(WebRequest request) {
        return new IfMatch(request.header("if-match"));
    }

    boolean allows(Item item) {
        return header.isEmpty()
                || Arrays.stream(header.get().split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(tag(item)));
    }

    /** Another one for every change, also for an item that was deleted and made anew. */
    static String tag(Item item) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(item.withoutUse().toString().getBytes(StandardCharsets.UTF_8));
            return '"' + Long.toString(item.version()) + "-" + HexFormat.of().formatHex(hash, 0, 6) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
