package bot.herald.auth;

import java.util.Locale;

/** What a credential is for. Credentials of one user for different purposes never overwrite each other. */
public enum Purpose {
    /** The bot's account. */
    BOT,
    /** A broadcaster's grant for their own channel. */
    CHANNEL,
    /** A person's dashboard login. */
    LOGIN;

    /** Lower case, as stored and as shown to people. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if {@code text} is not a purpose */
    public static Purpose of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
