package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Keeps which people moderate which connected channels. */
public interface ManagedChannelStore {
    /**
     * How long what Twitch said about a channel that is not connected remains valid, in case it connects; Twitch is asked
     * every six hours about everybody with a session.
     */
    Duration COUNTS_FOR = Duration.ofHours(7);

    /**
     * The connected channels that the person moderates, going by what was learned since they last connected, or was
     * still valid then.
     *
     * @param notBefore rights that were last confirmed before this moment do not count
     */
    Set<TwitchUserId> moderatedBy(TwitchUserId person, Instant notBefore);

    /** As {@link #moderatedBy(TwitchUserId, Instant)}, however long ago it was confirmed. */
    default Set<TwitchUserId> moderatedBy(TwitchUserId person) {
        return moderatedBy(person, Instant.EPOCH);
    }

    /** Connected channels that at least one logged-in person moderates. */
    Set<TwitchUserId> moderatedByAnybodyLoggedIn(Instant now);

    /** Suspends the person's rights until they are confirmed again. */
    void doubt(TwitchUserId person);

    /**
     * Adds or confirms it.
     *
     * @param confirmedAt when its source said so
     * @return whether it is new; never for somebody who has not logged in or a channel that is not connected
     */
    boolean add(Moderation moderation, Instant at, Instant confirmedAt);

    /** Those that were confirmed before {@code moment} and not since. */
    List<Moderation> unconfirmedSince(Instant moment);

    /** @return whether there was such an entry */
    boolean remove(Moderation moderation);

    /** Replaces the channels that the person moderates and that are not connected. */
    void remember(TwitchUserId person, Set<TwitchUserId> notConnected, Instant at);

    /** Who moderates the channel that connects {@code now}, and since when, as far as what is remembered is still valid. */
    Map<TwitchUserId, Instant> rememberedModerators(TwitchUserId broadcaster, Instant now);

    /** Forgets who moderated the channel before it connected. */
    void forgetEarlier(TwitchUserId broadcaster);

    /** Forgets everybody who moderates the channel. */
    void forget(TwitchUserId broadcaster);

    /**
     * Somebody who logged in may manage a connected channel that is not theirs.
     *
     * @param source who says so; rights of different sources never replace each other
     */
    record Moderation(TwitchUserId person, TwitchUserId broadcaster, Source source) {
        /** A right that Twitch reported. */
        public Moderation(TwitchUserId person, TwitchUserId broadcaster) {
            this(person, broadcaster, Source.TWITCH);
        }

        /** Who says that somebody may manage a channel. */
        public enum Source {
            /** They moderate it. */
            TWITCH;

            /** As stored. */
            public String text() {
                return name().toLowerCase(Locale.ROOT);
            }

            /** Reads {@link #text()}. */
            public static Source parse(String text) {
                return valueOf(text.toUpperCase(Locale.ROOT));
            }
        }
    }
}
