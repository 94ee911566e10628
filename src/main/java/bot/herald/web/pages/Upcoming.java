package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * What Herald is going to say in a channel.
 *
 * @param shoutouts how Twitch's shoutouts stand, in a sentence
 * @param free when Twitch allows the next one; empty if now
 */
public record Upcoming(
        List<Timer> timers,
        String timersLink,
        String shoutouts,
        Optional<When> free,
        List<Waiting> waiting,
        String raidsLink) {
    /**
     * A timer that is on.
     *
     * @param at when it is due; empty for not by time alone
     * @param waits what it waits for besides, in words; empty for nothing
     */
    public record Timer(String name, String link, String text, Optional<When> at, String waits) {}

    /**
     * A shoutout that waits.
     *
     * @param free when Twitch allows one for this channel; empty if now
     */
    public record Waiting(String name, Optional<When> free, When until) {}
}
