package bot.herald.twitch.eventsub;

/** What happens to one socket; called on its threads with its lock held, so each must return at once. */
interface SocketEvents {
    /** A session without subscriptions or shard is ready. */
    void welcomed();

    /** The session goes on at another server of Twitch's; its id may be another. */
    void moved();

    /** The session ended. */
    void lost();

    void revoked(NotificationReader.Revoked revoked);
}
