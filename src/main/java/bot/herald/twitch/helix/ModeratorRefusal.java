package bot.herald.twitch.helix;

import bot.herald.twitch.http.HttpAnswer;
import java.util.List;
import java.util.Locale;

/** Recognises that Twitch refused something because the caller is not a moderator of the channel. */
final class ModeratorRefusal {
    /** With 400, Twitch also speaks of moderators who are the target, and of the parameter. */
    private static final List<String> PLAIN =
            List.of("must be a channel moderator", "permission to perform that action", "broadcaster's moderators");

    private ModeratorRefusal() {}

    static boolean is(HttpAnswer.Response response) {
        String text = response.message().toLowerCase(Locale.ROOT);
        boolean plain = PLAIN.stream().anyMatch(text::contains);
        return switch (response.status()) {
            case 400 -> plain;
            case 401 -> plain || !text.contains("scope");
            case 403 -> plain || text.contains("moderator");
            default -> false;
        };
    }
}
