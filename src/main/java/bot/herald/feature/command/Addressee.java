package bot.herald.feature.command;

import java.util.regex.Pattern;

/** Whom a command is about: the name written behind it, else whoever wrote it. */
final class Addressee {
    /** As Twitch allows names; in other scripts they are longer than they look. */
    private static final int LONGEST = 25;

    private static final Pattern AROUND = Pattern.compile("^@|[,.!?:;]+$");

    private Addressee() {}

    /** A name as people write it, without what they put around it. */
    static String bare(String name) {
        return AROUND.matcher(name.strip()).replaceAll("");
    }

    static String of(CommandCall call) {
        String name = bare(call.word(0));
        if (name.isEmpty()) {
            return call.message().chatter().displayName();
        }
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST));
    }
}
