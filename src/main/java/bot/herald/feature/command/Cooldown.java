package bot.herald.feature.command;

/**
 * How long a command rests after an answer; 0 for not at all. Does not hold for the broadcaster and moderators, whose use
 * makes it rest for others all the same.
 *
 * @param channelSeconds for the whole channel
 * @param userSeconds for whoever used it
 */
public record Cooldown(int channelSeconds, int userSeconds) {
    /** A day. */
    public static final int LONGEST = 86_400;

    public static final Cooldown NONE = new Cooldown(0, 0);

    /** For commands that cost a request to Twitch, so that one viewer cannot use up everybody's. */
    static final Cooldown OF_A_LOOKUP = new Cooldown(0, 5);

    boolean isNone() {
        return channelSeconds <= 0 && userSeconds <= 0;
    }
}
