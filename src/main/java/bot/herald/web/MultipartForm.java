package bot.herald.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form with a file in it, as browsers send it ({@code multipart/form-data}, RFC 7578); files are texts in UTF-8. */
final class MultipartForm {
    static final String TYPE = "multipart/form-data";
    private static final int MOST_PARTS = 20;
    private static final int LONGEST_HEADERS = 1_024;
    private static final String LINE = "\r\n";
    private static final String END = "--";
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final Pattern BOUNDARY = Pattern.compile(";\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))");
    private static final Pattern NAME =
            Pattern.compile("(?im)^content-disposition:\\s*form-data\\b[^\\r\\n]*?;\\s*name=\"([^\"\\r\\n]{1,100})\"");

    private MultipartForm() {}

    /** @throws ProblemException 400 if it is malformed */
    static Parameters read(WebRequest request) {
        Matcher boundary = BOUNDARY.matcher(request.header("content-type").orElse(""));
        if (!boundary.find()) {
            throw malformed();
        }
        String mark = END + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        Map<String, String> values = new HashMap<>();
        String body = LINE + request.body();
        String between = LINE + mark;
        int at = body.indexOf(between);
        while (at >= 0 && !body.startsWith(END, at + between.length())) {
            int from = at + between.length();
            int next = body.indexOf(between, from);
            int text = body.indexOf(LINE + LINE, from);
            if (!body.startsWith(LINE, from) || next < 0 || text < 0 || text > next || text - from > LONGEST_HEADERS) {
                throw malformed();
            }
            Matcher name = NAME.matcher(body.substring(from, text));
            if (!name.find()
                    || values.size() >= MOST_PARTS
                    || values.putIfAbsent(
                                    name.group(1),
                                    withoutMark(body.substring(Math.min(next, text + 2 * LINE.length()), next)))
                            != null) {
                throw malformed();
            }
            at = next;
        }
        if (at < 0) {
            throw malformed();
        }
        return Parameters.of(values);
    }

    static boolean isOne(WebRequest request) {
        return request.contentType().toLowerCase(Locale.ROOT).equals(TYPE);
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static ProblemException malformed() {
        return new ProblemException(HttpProblem.badRequest("This form is garbled. Please send it again."));
    }
}
