package bot.herald.twitch.eventsub;

/** What happens to one socket; called on its threads while holding its lock, so each must return at once. */
interface SocketEvents {
    /** A session without subscriptions or shard is ready. */
    void welcomed();

    /** The session continues on another of Twitch's servers; its id may be another. */
    void moved();

    /** The session ended. */
    void lost();

    void revoked(NotificationReader.Revoked revoked);
}
