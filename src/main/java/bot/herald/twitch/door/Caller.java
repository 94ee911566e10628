package bot.herald.twitch.door;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/**
 * Who a call is made as. Its name stands where Twitch4J expects a token, such as {@code bot/100}, {@code channel/42} or
 * {@code app}; {@link TwitchDoor} replaces it with the token, so nobody else ever holds one.
 *
 * @param onBehalfOf the channel for which a feature asks, and the only one it can act in. Empty for Herald itself
 */
public record Caller(String name, Optional<TwitchUserId> onBehalfOf) {
    /** Herald itself, with the app's token; waits until there is one. */
    public static final Caller APP = new Caller("app", Optional.empty());
    /** The same, but only if the token is at hand: for callers that would rather do without than wait. */
    public static final Caller APP_AT_ONCE = new Caller("app-at-once", Optional.empty());

    private static final String FOR = " for ";

    public static Caller of(CredentialKey key) {
        return new Caller(key.purpose().text() + "/" + key.userId(), Optional.empty());
    }

    Caller onBehalfOf(TwitchUserId channel) {
        return new Caller(name, Optional.of(channel));
    }

    /** Whose token it is; empty for the app's. */
    Optional<CredentialKey> key() {
        int slash = name.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(new CredentialKey(
                        new TwitchUserId(name.substring(slash + 1)), Purpose.of(name.substring(0, slash))));
    }

    /** @throws IllegalArgumentException if the text is no caller's name */
    static Caller parse(String text) {
        int end = text.indexOf(FOR);
        if (end >= 0) {
            return parse(text.substring(0, end)).onBehalfOf(new TwitchUserId(text.substring(end + FOR.length())));
        }
        for (Caller app : new Caller[] {APP, APP_AT_ONCE}) {
            if (app.name.equals(text)) {
                return app;
            }
        }
        Caller caller = new Caller(text, Optional.empty());
        if (caller.key().isEmpty()) {
            throw new IllegalArgumentException("not the name of a credential");
        }
        return caller;
    }

    @Override
    public String toString() {
        return name + onBehalfOf.map(channel -> FOR + channel).orElse("");
    }
}
