package bot.herald.subscription;

import bot.herald.subscription.SubscriptionApi.Kind;

/** Tells people why a subscription could not be created, and what helps. */
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
                "Twitch still counts three connections of this account with this client ID: ended ones go after a"
                        + " moment, or another copy of the bot runs; trying again";
            case SOCKET_FULL ->
                "Twitch takes no more subscriptions on this connection: use twitch.eventsub.transport: conduit";
            case COST_EXCEEDED ->
                "the account's ten points for WebSocket subscriptions are used up: let the broadcasters"
                        + " connect Herald, or use twitch.eventsub.transport: conduit";
            case RATE_LIMITED -> "Twitch asks to slow down; trying again";
            case SERVER_ERROR, NO_ANSWER -> "Twitch is not answering (" + reason + "); trying again";
        };
    }

    /** The same over a conduit, where some causes and remedies differ. */
    static String ofConduit(DesiredSubscription subscription, Kind kind, String reason) {
        return switch (kind) {
            case FORBIDDEN ->
                subscription.type().startsWith("channel.chat.")
                        ? "Twitch refuses (" + reason + "): most likely the bot did not grant user:read:chat and"
                                + " user:bot, the broadcaster did not grant channel:bot and the bot is no moderator,"
                                + " or the bot is banned in this chat"
                        : of(subscription, kind, reason);
            case DEAD_SESSION -> "Twitch does not know the conduit any more; building it anew";
            case UNAUTHORIZED -> "no usable app access token: " + reason;
            case COST_EXCEEDED ->
                "the application's cost points are used up: let the broadcasters connect Herald, which makes"
                        + " theirs free, or ask Twitch for more";
            default -> of(subscription, kind, reason);
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
