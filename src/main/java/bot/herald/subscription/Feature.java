package bot.herald.subscription;

/** What a channel may switch on that needs events of its own; what is off asks Twitch for nothing. */
public enum Feature {
    FOLLOW_ALERTS,
    SUBSCRIPTION_ALERTS,
    CHEER_ALERTS,
    REWARD_ALERTS
}
