package bot.herald.account;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who may see and manage everything.
 *
 * <p>A login counts only while every source we have agrees on it, because Twitch gives freed logins to other people; an
 * id always counts. Safe for concurrent use.
 */
public final class Admins {
    private final Set<String> named;
    private final Function<TwitchUserId, Optional<TwitchLogin>> lastValidated;

    /**
     * @param named lower-case logins or user ids
     * @param lastValidated the login that Twitch named when the person's token was validated last
     */
    public Admins(Collection<String> named, Function<TwitchUserId, Optional<TwitchLogin>> lastValidated) {
        this.named = new CopyOnWriteArraySet<>(named);
        this.lastValidated = lastValidated;
    }

    /** Names one more, until this process ends. */
    public void add(TwitchUserId id) {
        named.add(id.value());
    }

    public boolean include(Person person) {
        return named.contains(person.id().value())
                || Stream.concat(Stream.of(person.profile().login()), lastValidated.apply(person.id()).stream())
                        .allMatch(login -> named.contains(login.value()));
    }
}
