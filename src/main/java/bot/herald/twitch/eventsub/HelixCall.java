package bot.herald.twitch.eventsub;

import bot.herald.identity.TwitchFailure;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.twitch.http.HttpAnswer;

/** What became of a call to Helix, which may have been repeated once with another token. */
sealed interface HelixCall {
    record Answered(HttpAnswer.Response response) implements HelixCall {}

    record NotAnswered(Kind kind, TwitchFailure failure) implements HelixCall {}
}
