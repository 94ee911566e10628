package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.util.Locale;

/**
 * Somebody who logged in may manage a connected channel that is not theirs.
 *
 * @param source who says so; rights of different sources never replace each other
 */
public record Moderation(TwitchUserId person, TwitchUserId broadcaster, Source source) {
    /** By Twitch's word. */
    public Moderation(TwitchUserId person, TwitchUserId broadcaster) {
        this(person, broadcaster, Source.TWITCH);
    }

    /** Who says that somebody may manage a channel. */
    public enum Source {
        /** They moderate it. */
        TWITCH;

        /** As stored. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads {@link #text()}. */
        public static Source parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
