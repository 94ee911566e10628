package bot.herald.twitch.eventsub;

import bot.herald.event.Account;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import com.github.twitch4j.eventsub.events.EventSubUserChannelEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads single fields of an event: insists on those that the event makes no sense without, and tolerates the absence of
 * others.
 */
final class EventFields {
    private static final Interner<TwitchUserId> IDS = new Interner<>(TwitchUserId::new, TwitchUserId::value);
    private static final Interner<TwitchLogin> LOGINS = new Interner<>(TwitchLogin::new, TwitchLogin::value);

    private EventFields() {}

    /** Names a field that is missing or unusable; never contains its value. */
    static final class MissingField extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String field;

        MissingField(String field) {
            super(field, null, false, false);
            this.field = field;
        }
    }

    static TwitchUserId broadcaster(@Nullable String id) {
        return id(id, "broadcaster_user_id");
    }

    static Account user(EventSubUserChannelEvent event) {
        return account(event.getUserId(), event.getUserLogin(), event.getUserName(), "user");
    }

    /** @return empty if the user is anonymous, in which case Twitch names nobody */
    static Optional<Account> userUnlessAnonymous(EventSubUserChannelEvent event, @Nullable Boolean anonymous) {
        if (Boolean.TRUE.equals(anonymous)) {
            return Optional.empty();
        }
        String id = event.getUserId();
        return id == null || id.isEmpty() ? Optional.empty() : Optional.of(user(event));
    }

    /** @param field the prefix of the three fields' names, for example {@code chatter_user} */
    static Account account(@Nullable String id, @Nullable String login, @Nullable String name, String field) {
        TwitchUserId userId = id(id, field + "_id");
        TwitchLogin readable = login(userId, login);
        return new Account(userId, readable, name == null || name.isBlank() ? readable.value() : name);
    }

    /** A login is only for display: an odd one must not cost the event, and the id instead does no harm. */
    static TwitchLogin login(TwitchUserId id, @Nullable String login) {
        return LOGINS.of(login != null && TwitchLogin.isValid(login) ? login : id.value());
    }

    static TwitchUserId id(@Nullable String value, String field) {
        if (value == null || !TwitchUserId.isValid(value)) {
            throw new MissingField(field);
        }
        return IDS.of(value);
    }

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new MissingField(field);
        }
        return value;
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** Counts are never below 0. */
    static int count(@Nullable Integer value) {
        return value == null ? 0 : Math.max(0, value);
    }
}
