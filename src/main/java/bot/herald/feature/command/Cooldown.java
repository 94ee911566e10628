package bot.herald.feature.command;

import bot.herald.feature.Setting;

/**
 * How long a command rests after an answer; 0 for not at all. Does not hold for the broadcaster and moderators, whose use
 * makes it rest for others all the same.
 *
 * @param channelSeconds for the whole channel
 * @param userSeconds for whoever used it
 */
public record Cooldown(
        @Setting(
                label = "Cooldown (everyone)",
                help = "Seconds; 0 for none.",
                max = 24 * 60 * 60,
                unit = "seconds",
                noun = "cooldown")
        int channelSeconds,

        @Setting(
                label = "Cooldown (per viewer)",
                help = "Seconds; 0 for none.",
                max = 24 * 60 * 60,
                unit = "seconds",
                noun = "cooldown")
        int userSeconds) {
    public static final Cooldown NONE = new Cooldown(0, 0);

    /** For commands that cost a request to Twitch, so that one viewer cannot use up everybody's. */
    static final Cooldown OF_A_LOOKUP = new Cooldown(0, 5);

    boolean isNone() {
        return channelSeconds <= 0 && userSeconds <= 0;
    }
}
