package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/**
 * Who did something that the {@link AuditLog} records.
 *
 * @param person the account; empty if it was not a person's
 * @param name the name in chat of somebody who acted there, because they may not be known otherwise; empty for all
 * others
 */
public record Actor(Kind kind, Optional<TwitchUserId> person, String name) {
    /** Reported by Twitch. */
    public static final Actor TWITCH = new Actor(Kind.TWITCH, Optional.empty(), "");

    /** Somebody who can run commands where the bot runs. */
    public static final Actor COMMAND_LINE = new Actor(Kind.COMMAND_LINE, Optional.empty(), "");

    /** The bot itself, as its people configured it. */
    public static final Actor BOT = new Actor(Kind.BOT, Optional.empty(), "");

    /** What kind of actor it is. */
    public enum Kind {
        /** Somebody on the dashboard, or using a program of theirs. */
        PERSON,
        /** Somebody who wrote a command in chat. */
        CHAT,
        TWITCH,
        COMMAND_LINE,
        BOT
    }

    public static Actor of(TwitchUserId person) {
        return new Actor(Kind.PERSON, Optional.of(person), "");
    }

    /** @param name the name in chat */
    public static Actor inChat(TwitchUserId person, String name) {
        return new Actor(Kind.CHAT, Optional.of(person), name);
    }
}
