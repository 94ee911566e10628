package bot.herald.feature.command;

import bot.herald.identity.TwitchFailure;

/** What Twitch answered to a question about somebody. */
public sealed interface Lookup<T> {
    record Found<T>(T value) implements Lookup<T> {}

    /** There is no such account, or no such follower. */
    record Nobody<T>() implements Lookup<T> {}

    /** No account that Herald holds may know. */
    record NotAllowed<T>() implements Lookup<T> {}

    record Failed<T>(TwitchFailure failure) implements Lookup<T> {}
}
