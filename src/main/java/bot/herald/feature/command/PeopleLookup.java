package bot.herald.feature.command;

import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/** Asks Twitch about people; blocks for a request or two. */
public interface PeopleLookup {
    Lookup<Person> byLogin(TwitchLogin login);

    /** Since when {@code user} follows the channel. */
    Lookup<Instant> followsSince(TwitchUserId broadcasterId, TwitchUserId user);

    /** Somebody on Twitch. */
    public record Person(TwitchProfile profile, Instant createdAt) {}

    /** What Twitch answered to a question about somebody. */
    public sealed interface Lookup<T> {
        record Found<T>(T value) implements Lookup<T> {}

        /** There is no such account, or no such follower. */
        record Nobody<T>() implements Lookup<T> {}

        /** No account that Herald holds may know. */
        record NotAllowed<T>() implements Lookup<T> {}

        record Failed<T>(ProviderFailure failure) implements Lookup<T> {}
    }
}
