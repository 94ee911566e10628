package bot.herald.feature;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.settings.Problem;
import java.util.List;

/**
 * Something that viewers notice, as one piece: built in, or found in {@code plugins/} by {@link java.util.ServiceLoader}.
 *
 * <p>One object serves every channel. It is called from several threads at once, but from one at a time for one channel.
 * Whatever it throws is logged and ends there.
 *
 * @param <S> its settings for one channel: a record of {@code boolean}, {@code int}, {@code String}, {@code List<String>}
 *     and enums, each with a {@link Setting}
 */
public interface Feature<S extends Record> {
    /** For a feature that every channel has, and whose settings, if any, are those of the channel. */
    record Unset() {}

    /** Names it in the database, in the API and in log lines: {@code [a-z][a-z0-9-]{0,29}}, the same for ever. */
    String id();

    /** For people, in a few words. */
    String title();

    /** For people, in a sentence. */
    String summary();

    /** The settings of a channel in which nobody set any; what viewers were not promised is off. */
    S defaults();

    /** The same settings with Herald's own texts in a language: those that are in another one because nobody changed them. */
    default S spoken(S settings, Language language) {
        return settings;
    }

    /** Everything that is wrong with settings that somebody wants to save; none to allow it. */
    default List<Problem> problems(S settings) {
        return List.of();
    }

    /** What it must hear and be allowed to do with these settings; {@link Wants#NOTHING} if it is off. */
    Wants wants(S settings);

    /** Whether it does anything with these settings; also whether its commands are answered. */
    default boolean isOn(S settings) {
        return !wants(settings).equals(Wants.NOTHING);
    }

    /**
     * The chat commands that it brings, always the same; answered where it {@linkplain #isOn is on}. Names that Herald or another
     * feature has are refused.
     */
    default List<FeatureCommand<S>> commands() {
        return List.of();
    }

    /**
     * Hears a line of chat as it is read, if it {@linkplain #wants wants} lines and under the terms of {@link #handle}: the place to
     * count it, and to say whether it leads to anything. Nearly all lines lead to nothing; those that no feature has anything to do
     * with end here, and cost next to nothing.
     *
     * <p>Called on the thread that reads for all channels, perhaps beside {@link #handle}: must not block nor take long.
     *
     * @return whether {@link #handle} may do anything with it; it is called as well if another feature says so
     */
    default boolean hear(ChatMessageReceived line, S settings) {
        return true;
    }

    /**
     * An event of a kind that it {@linkplain #wants wants} in this channel, in the order of the channel. May block.
     *
     * <p>Never called with a chat message of the bot itself, of somebody whom the channel has the bot ignore, or with a shared
     * chat's copy of a message written in another channel; nor while {@linkplain Wants scopes it asks for besides} are missing.
     */
    void handle(ChannelEvent event, S settings, FeatureServices services);

    /**
     * Called every five seconds for each channel where {@link Wants#ticks()} says so, never beside {@link #handle}. Where several
     * instances share the work one of them does it for all: what events left for ticks has to be in the feature's memory.
     */
    default void tick(TwitchUserId broadcasterId, S settings, FeatureServices services) {}
}
