package bot.herald.account;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who may see and manage everything.
 *
 * <p>A login counts only while every source we have agrees on it, because Twitch gives freed logins to other people; an
 * id always counts. Safe for concurrent use.
 */
public final class Admins {
    private final NamedAccounts named;
    private final Function<TwitchUserId, Optional<TwitchLogin>> lastValidated;

    /** @param lastValidated the login that is stored with the person's token */
    public Admins(NamedAccounts named, Function<TwitchUserId, Optional<TwitchLogin>> lastValidated) {
        this.named = named;
        this.lastValidated = lastValidated;
    }

    /** Adds an admin, until this process ends. */
    public void add(TwitchUserId id) {
        named.add(id);
    }

    public boolean include(Person person) {
        return named.include(
                person.id(),
                Stream.concat(Stream.of(person.profile().login()), lastValidated.apply(person.id()).stream())
                        .toList());
    }
}
