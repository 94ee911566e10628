package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * Raids that came and what they meet.
 *
 * @param guard while it protects the chat
 * @param summary in a sentence
 * @param raids the latest first
 * @param shoutouts how they stand, a sentence each
 * @param greeting as chat would see it
 */
public record RaidsPage(
        Notice notice,
        Optional<GuardCard> guard,
        String summary,
        List<Raid> raids,
        List<String> shoutouts,
        String greeting,
        String settingsLink) {
    /** A raid that came. */
    public record Raid(When at, Avatar avatar, String name, String login, String viewers) {}
}
