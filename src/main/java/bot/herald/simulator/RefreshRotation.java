package bot.herald.simulator;

/** What a refresh does to the refresh token: confidential clients keep theirs, public clients get a new one each time. */
public enum RefreshRotation {
    /** The same refresh token comes back. */
    SAME,
    /** Each refresh token works once; the answer holds the next one. */
    ROTATE
}
