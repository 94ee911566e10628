package bot.herald.feature.guard;

import bot.herald.feature.Setting;

/**
 * When a raid looks hostile, and what is done about it.
 *
 * @param mostViewers a raid with more trips the guard; 0 for any size
 * @param leastAgeDays a raid from a younger account trips the guard; 0 for any age
 * @param minutes for how long the chat stays protected
 * @param followingMinutes how long a chatter must have followed to write; only for {@link Protection#FOLLOWERS_ONLY}
 */
public record GuardSettings(
        @Setting(label = "Guard against hate raids", help = "Protects the chat when a raid looks hostile.")
        boolean enabled,

        @Setting(label = "Trip if a raid has more viewers than", help = "0: the size does not matter.", max = 1_000_000)
        int mostViewers,

        @Setting(
                label = "Trip if the raider's account is younger than (days)",
                help = "0: the age does not matter.",
                max = 3650)
        int leastAgeDays,

        @Setting(
                label = "Protection",
                help =
                        "Shield mode does what the broadcaster set up for it on Twitch. The bot must be a moderator for both.")
        Protection protection,

        @Setting(label = "Protect for (minutes)", help = "Turns off by itself after this time.", min = 1, max = 1440)
        int minutes,

        @Setting(
                label = "Must have followed for (minutes)",
                help = "How long a chatter must have followed; only with followers-only chat.",
                max = 129_600)
        int followingMinutes) {
    static final GuardSettings DEFAULTS = new GuardSettings(false, 0, 7, Protection.FOLLOWERS_ONLY, 15, 10);

    boolean isOn() {
        return enabled && (mostViewers > 0 || leastAgeDays > 0);
    }

    /** What is switched on. */
    public enum Protection {
        FOLLOWERS_ONLY,
        SHIELD_MODE
    }
}
