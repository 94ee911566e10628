package bot.herald.identity;

import java.util.Locale;

/** Who knows an account and vouches for it. */
public enum Provider {
    TWITCH("Twitch"),
    DISCORD("Discord");

    private final String title;

    Provider(String title) {
        this.title = title;
    }

    /** Lower case, as stored and as shown to people in lists. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it calls itself, for sentences. */
    public String title() {
        return title;
    }

    /** @throws IllegalArgumentException if {@code text} names no provider */
    public static Provider of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
