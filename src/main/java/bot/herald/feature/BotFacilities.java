package bot.herald.feature;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.SpeechRules;
import bot.herald.stream.StreamState;
import com.github.philippheuer.credentialmanager.CredentialManager;
import com.github.twitch4j.helix.TwitchHelix;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What the bot offers to all features.
 *
 * @param actsOn whether this process, and no other, may act on a line of chat; claims it
 * @param botModerates whether the bot is known to be a moderator of the channel
 * @param stream empty if it is not known
 * @param accountCreated empty if it is not known
 * @param channelName the broadcaster's display name
 * @param prefix what commands begin with in a channel
 * @param language the language of the bot in a channel
 */
public record BotFacilities(
        Consumer<OutgoingMessage> chat,
        Predicate<ChatMessageReceived> actsOn,
        ChatModeration moderation,
        SpeechRules speech,
        Predicate<TwitchUserId> botModerates,
        Function<TwitchUserId, Optional<StreamState>> stream,
        Function<TwitchLogin, FeatureServices.Existence> accountExists,
        Function<TwitchUserId, Optional<Instant>> accountCreated,
        Function<TwitchUserId, String> channelName,
        Function<TwitchUserId, String> prefix,
        Function<TwitchUserId, Language> language,
        TwitchAccess twitch,
        Memory memory,
        FeatureAudit audit,
        Clock clock,
        RandomGenerator random) {
    /** Twitch4J, restricted to one channel. */
    public interface TwitchAccess {
        TwitchHelix helix(TwitchUserId broadcasterId, FeatureServices.As as);

        /** Holds the broadcaster's credential and the bot's. */
        CredentialManager credentials(TwitchUserId broadcasterId);
    }

    /** Writes what a feature did by itself into the activity log. */
    public interface FeatureAudit {
        void write(TwitchUserId broadcasterId, String feature, Saying whatHappened);

        /** The same for what somebody in chat had it do, in words that follow their name. */
        default void asked(TwitchUserId broadcasterId, Account who, String feature, Saying whatTheyDid) {
            write(broadcasterId, feature, language -> who.displayName() + " " + whatTheyDid.in(language));
        }
    }

    /** Stores what features remember. Safe for concurrent use. */
    public interface Memory {
        Optional<String> recall(TwitchUserId broadcasterId, String feature, String name);

        void remember(TwitchUserId broadcasterId, String feature, String name, String value);

        void forget(TwitchUserId broadcasterId, String feature, String name);

        /** The channels that have a value under this name. */
        Set<TwitchUserId> channels(String feature, String name);

        /** Erases everything about the channel, for good. */
        void purge(TwitchUserId broadcasterId);
    }
}
