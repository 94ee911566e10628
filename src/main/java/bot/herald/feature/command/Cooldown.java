package bot.herald.feature.command;

import bot.herald.feature.Setting;

/**
 * How long a command is not answered again after an answer; 0 for no cooldown. The broadcaster and moderators need not
 * wait, but their use starts the cooldown for others.
 *
 * @param channelSeconds for everyone in the channel
 * @param userSeconds for the viewer who used it
 */
public record Cooldown(
        @Setting(
                label = "Cooldown (everyone)",
                help = "0 for none.",
                max = 24 * 60 * 60,
                unit = "seconds",
                noun = "cooldown")
        int channelSeconds,

        @Setting(
                label = "Cooldown (per viewer)",
                help = "0 for none.",
                max = 24 * 60 * 60,
                unit = "seconds",
                noun = "cooldown")
        int userSeconds) {
    public static final Cooldown NONE = new Cooldown(0, 0);

    /** For commands that cost a request to Twitch, so that one viewer cannot use up the limit for all. */
    static final Cooldown OF_A_LOOKUP = new Cooldown(0, 5);

    boolean isNone() {
        return channelSeconds <= 0 && userSeconds <= 0;
    }
}
