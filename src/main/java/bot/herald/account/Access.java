package bot.herald.account;

/** What a person may do with a channel. */
public enum Access {
    /** For this person the channel does not exist. */
    NONE,
    MODERATOR,
    BROADCASTER,
    ADMIN;

    public boolean mayManage() {
        return this != NONE;
    }

    /** Moderators manage a channel like its broadcaster, but cannot take the bot away. */
    public boolean mayDisconnect() {
        return this == BROADCASTER || this == ADMIN;
    }
}
