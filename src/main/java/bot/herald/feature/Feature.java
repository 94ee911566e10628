package bot.herald.feature;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.settings.Problem;
import java.util.List;

/**
 * Something that viewers notice, as one piece: built in, or found in {@code plugins/} by {@link
 * java.util.ServiceLoader}.
 *
 * <p>One object serves every channel. It is called from several threads at once, but only from one at a time for one
 * channel. Whatever it throws is logged and goes no further.
 *
 * @param <S> its settings for one channel: a record of {@code boolean}, {@code int}, {@code String}, {@code
 * List<String>} and enums, each with a {@link Setting}
 */
public interface Feature<S extends Record> {
    /** For features that every channel has, whose settings, if any, are among the channel's. */
    interface WithoutSettings extends Feature<Unset> {
        @Override
        default Unset defaults() {
            return new Unset();
        }
    }

    /** No settings. */
    record Unset() {}

    /** Its name in the database, in the API and in log lines: {@code [a-z][a-z0-9-]{0,29}}. Must never change. */
    String id();

    /** A few words, for people. */
    String title();

    /** A sentence, for people. */
    String summary();

    /** The settings of a channel where nobody changed any; anything viewers do not expect is off. */
    S defaults();

    /**
     * The same settings with Herald's default texts in a given language: applies to texts in another language that
     * nobody changed.
     */
    default S spoken(S settings, Language language) {
        return settings;
    }

    /** Everything that is wrong with settings that somebody wants to save; empty if they can be saved. */
    default List<Problem> problems(S settings) {
        return List.of();
    }

    /** The events and scopes it needs with these settings; {@link Wants#NOTHING} if it is off. */
    Wants wants(S settings);

    /** Whether it does anything with these settings, and so whether its commands are answered. */
    default boolean isOn(S settings) {
        return !wants(settings).equals(Wants.NOTHING);
    }

    /**
     * Its chat commands, always the same ones; answered where it {@linkplain #isOn is on}. Names already used by Herald
     * or another feature are rejected.
     */
    default List<FeatureCommand<S>> commands() {
        return List.of();
    }

    /**
     * Called for each line of chat as it is read, if the feature {@linkplain #wants wants} lines and under the same
     * terms as {@link #handle}: the place to count lines, and to say whether one leads to anything. Nearly all lines
     * lead to nothing; those that no feature has to act on end here, and cost next to nothing.
     *
     * <p>Called on the thread that reads for all channels, perhaps while {@link #handle} runs: must not block or take
     * long.
     *
     * @return whether {@link #handle} may have to act on it; it is also called if another feature says so
     */
    default boolean hear(ChatMessageReceived line, S settings) {
        return true;
    }

    /**
     * Called for each event of a kind that it {@linkplain #wants wants} in this channel, in the channel's order. May
     * block.
     *
     * <p>Never called with a chat message of the bot itself or of somebody the channel ignores, or with a shared chat's
     * copy of a message from another channel; nor while {@linkplain Wants scopes it asks for besides} are missing.
     */
    void handle(ChannelEvent event, S settings, FeatureServices services);

    /**
     * Called every five seconds for each channel where {@link Wants#ticks()} and {@link #pending} say so, never while
     * {@link #handle} runs there.
     */
    default void tick(TwitchUserId broadcasterId, S settings, FeatureServices services) {}

    /**
     * Whether {@link #tick} has anything to do in a channel now. Where it has not, the channel costs no turn. Asked
     * every five seconds on the thread that serves all channels: must not block for each of them.
     */
    default Pending pending(TwitchUserId broadcasterId, S settings, FeatureServices services) {
        return Pending.ANYWHERE;
    }

    /** Which of the instances that share the work has to call {@link #tick}. */
    enum Pending {
        /** None: there is nothing to do. */
        NOTHING,
        /** This one, because what {@link #tick} needs is in this process only. */
        HERE,
        /** Exactly one of them: everything {@link #tick} needs is in the feature's memory or at Twitch. */
        ANYWHERE
    }
}
