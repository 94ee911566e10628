package bot.herald.web;

import bot.herald.account.Person;
import bot.herald.account.SessionStore.Session;
import bot.herald.identity.Secret;
import java.util.Optional;

/**
 * A logged-in person who makes a request.
 *
 * @param cookie what the browser sent; empty for a script with a bearer token
 */
record Visitor(Session session, Optional<Secret> cookie) {
    Person person() {
        return session.person();
    }
}
