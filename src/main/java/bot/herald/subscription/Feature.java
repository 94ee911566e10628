package bot.herald.subscription;

/** What a channel may switch on that needs events of its own; what is off asks Twitch for nothing. */
public enum Feature {
    /** On where the bot is a moderator: elsewhere Twitch would refuse to tell of shoutouts. */
    SHOUTOUTS,
    FOLLOW_ALERTS,
    SUBSCRIPTION_ALERTS,
    CHEER_ALERTS,
    REWARD_ALERTS
}
