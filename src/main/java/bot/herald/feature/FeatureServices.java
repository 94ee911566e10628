package bot.herald.feature;

import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.Speech;
import bot.herald.stream.StreamState;
import com.github.philippheuer.credentialmanager.CredentialManager;
import com.github.twitch4j.helix.TwitchHelix;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a feature may ask the bot for. Safe for concurrent use. */
public interface FeatureServices {
    /**
     * Has the bot say something when its turn comes, within Twitch's limits; never blocks.
     *
     * @param text one line; what nobody sees is taken out, the end of what is longer than a chat line is cut off, and a first
     *     {@code /} or {@code .} makes no command. Viewers' words belong into a {@link bot.herald.template.Template}
     */
    void say(TwitchUserId broadcasterId, String text);

    /**
     * Whether the channel's filters let the bot say what a viewer chose the words of; to be asked before it is said. What may
     * not be said is written down for the channel's people.
     */
    boolean maySay(Speech speech);

    /**
     * Has the bot answer a message, unless another instance {@linkplain #actsOn acts on it}; blocks for as long as that asks.
     */
    void reply(ChatMessageReceived message, String text);

    /**
     * Whether the message is this instance's to act on; to be asked before anything is done because of a line of chat that is
     * more than a {@link #reply}, and not for lines that lead to nothing. Twitch may hand the same line to two instances.
     * Blocks for one statement of the database; always the same answer for the same message.
     */
    default boolean actsOn(ChatMessageReceived message) {
        return true;
    }

    /**
     * Keeps the features that come after this one, commands among them, from acting on the message; to be called while it
     * is handled.
     */
    void withhold(ChatMessageReceived message);

    /** Acts as a moderator; refused where the bot is none. */
    ChatModeration moderation();

    /** Whether the bot may do what moderators do, as far as is known. */
    boolean botModerates(TwitchUserId broadcasterId);

    /** What the channel shows; may ask Twitch, and block. Empty when nobody can tell. */
    Optional<StreamState> stream(TwitchUserId broadcasterId);

    /** Whether an account goes by that name now; asks Twitch, and blocks. */
    Existence accountExists(TwitchLogin login);

    /** What Twitch says of an account. */
    enum Existence {
        EXISTS,
        MISSING,
        /** Twitch did not answer. */
        UNKNOWN
    }

    /** When the account was made; asks Twitch, and blocks. Empty when nobody can tell. */
    Optional<Instant> accountCreated(TwitchUserId user);

    /**
     * All of Twitch's API, as Twitch4J has it, for this channel: {@code helix(channel, As.BROADCASTER).getPolls(null, …).execute()}.
     * Herald authorises every call, whatever is passed for a token, and takes none that changes another channel. Calls run in
     * this thread, for five seconds at most, and are sent once. The scopes that they take belong into {@link Wants}.
     *
     * @throws IllegalStateException if the feature is not on in the channel
     * @throws bot.herald.identity.TwitchFailedException when a call is executed and comes to nothing, with the reason
     */
    TwitchHelix helix(TwitchUserId broadcasterId, As as);

    /**
     * What Twitch4J's other modules take: a manager that holds the channel's credential and the bot's, each found by its Twitch
     * user id, and no others. Each is one object for life, which Herald changes when it renews the token.
     *
     * @throws IllegalStateException if the feature is not on in the channel
     */
    CredentialManager credentials(TwitchUserId broadcasterId);

    /** Whose token a call is made with. */
    enum As {
        BOT,
        BROADCASTER
    }

    /** The broadcaster's display name. */
    String channelName(TwitchUserId broadcasterId);

    /** In which language to speak there; what a feature says belongs into its {@link bot.herald.language.Texts}. */
    Language language(TwitchUserId broadcasterId);

    /** What this feature keeps through restarts. */
    FeatureMemory memory();

    /** Writes down for the channel's people what the bot did there by itself; everybody reads it in their language. */
    void audit(TwitchUserId broadcasterId, Saying whatHappened);

    /** The same in English only. */
    default void audit(TwitchUserId broadcasterId, String whatHappened) {
        audit(broadcasterId, Saying.untranslated(whatHappened));
    }

    /**
     * Writes down what somebody had the bot do by a command in chat.
     *
     * @param whatTheyDid in words that follow their name, for example {@code let vera post one link}
     */
    void audit(ChatMessageReceived command, Saying whatTheyDid);

    /** The same in English only. */
    default void audit(ChatMessageReceived command, String whatTheyDid) {
        audit(command, Saying.untranslated(whatTheyDid));
    }

    Clock clock();

    RandomGenerator random();
}
