package bot.herald.subscription;

import bot.herald.subscription.SubscriptionApi.Kind;

/** Says to people why a subscription could not be created and what helps. */
final class FailureText {
    private FailureText() {}

    static String of(DesiredSubscription subscription, Kind kind, String reason) {
        return switch (kind) {
            case FORBIDDEN -> "Twitch refuses (" + reason + "): most likely " + causeOfRefusal(subscription.type());
            case REJECTED -> "Twitch rejects it: " + reason;
            case DEAD_SESSION -> "the connection to Twitch was lost while subscribing";
            case UNAUTHORIZED -> "no usable token: " + reason;
            case TOO_MANY_ALIKE ->
                "Twitch still counts three older subscriptions like it; trying again when they are gone";
            case TOO_MANY_SOCKETS ->
                "this account already has three connections to Twitch with this client id: stop other"
                        + " copies of the bot; trying again";
            case COST_EXCEEDED ->
                "the account's ten points for WebSocket subscriptions are used up: let the broadcasters"
                        + " connect Herald, or use twitch.eventsub.transport: conduit";
            case RATE_LIMITED -> "Twitch asks to slow down; trying again";
            case SERVER_ERROR, NO_ANSWER -> "Twitch is not answering (" + reason + "); trying again";
        };
    }

    private static String causeOfRefusal(String type) {
        if (type.startsWith("channel.chat.")) {
            return "the bot is banned in this chat, has joined too many chats, or did not grant user:read:chat";
        }
        return type.startsWith("channel.shoutout.")
                ? "the bot is not a moderator there: make it one"
                : "a scope was not granted, or the bot is no longer a moderator";
    }
}
