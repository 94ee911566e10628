package bot.herald.feature.command;

import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/** Asks Twitch about people; blocks for one or two requests. */
public interface PeopleLookup {
    Lookup<Person> byLogin(TwitchLogin login);

    /** Since when {@code user} follows the channel. */
    Lookup<Instant> followsSince(TwitchUserId broadcasterId, TwitchUserId user);

    /** Somebody on Twitch. */
    public record Person(TwitchProfile profile, Instant createdAt) {}

    /** Twitch's answer to a question about somebody. */
    public sealed interface Lookup<T> {
        record Found<T>(T value) implements Lookup<T> {}

        /** There is no such account, or it does not follow. */
        record Nobody<T>() implements Lookup<T> {}

        /** None of Herald's accounts is allowed to know. */
        record NotAllowed<T>() implements Lookup<T> {}

        record Failed<T>(ProviderFailure failure) implements Lookup<T> {}
    }
}
