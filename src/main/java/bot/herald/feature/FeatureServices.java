package bot.herald.feature;

import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.Speech;
import bot.herald.retry.ForwardClock;
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
     * Queues a message that the bot says within Twitch's limits; never blocks.
     *
     * @param text one line. Invisible characters are removed, anything longer than a chat line is cut off, and a
     * leading {@code /} or {@code .} does not make it a command. Viewers' words belong in a {@link
     * bot.herald.template.Template}
     */
    void say(TwitchUserId broadcasterId, String text);

    /**
     * Whether the channel's filters allow the bot to say something whose words a viewer chose; ask before saying it.
     * What is not allowed goes into the activity log.
     */
    boolean maySay(Speech speech);

    /** Answers a message, unless another instance {@linkplain #actsOn acts on it}; blocks while asking. */
    void reply(ChatMessageReceived message, String text);

    /**
     * Whether this instance is the one to act on the message. Ask before doing anything because of a line of chat other
     * than {@link #reply}, and not for lines that lead to nothing. Twitch may deliver the same line to two instances.
     * Blocks for one database statement; always gives the same answer for the same message.
     */
    default boolean actsOn(ChatMessageReceived message) {
        return true;
    }

    /** Withholds the message from the features after this one, including commands. Call it while handling the message. */
    void withhold(ChatMessageReceived message);

    /** Acts as a moderator; refused where the bot is not one. */
    ChatModeration moderation();

    /** Whether the bot is a moderator, as far as is known. */
    boolean botModerates(TwitchUserId broadcasterId);

    /** The channel's stream; may ask Twitch and block. Empty if it is not known. */
    Optional<StreamState> stream(TwitchUserId broadcasterId);

    /** Whether an account has that login now; asks Twitch and blocks. */
    Existence accountExists(TwitchLogin login);

    /** What Twitch says about an account. */
    enum Existence {
        EXISTS,
        MISSING,
        /** Twitch did not answer. */
        UNKNOWN
    }

    /** When the account was created; asks Twitch and blocks. Empty if it is not known. */
    Optional<Instant> accountCreated(TwitchUserId user);

    /**
     * All of Twitch's API as Twitch4J has it, for this channel: {@code helix(channel, As.BROADCASTER).getPolls(null,
     * …).execute()}. Herald authorises every call, whatever is passed as a token, and rejects calls that change another
     * channel. Calls run on this thread, for at most five seconds, and are sent once. The scopes they need belong in
     * {@link Wants}.
     *
     * @throws IllegalStateException if the feature is not on in the channel
     * @throws bot.herald.identity.TwitchFailedException when a call is executed and fails, with the reason
     */
    TwitchHelix helix(TwitchUserId broadcasterId, As as);

    /**
     * For Twitch4J's other modules: a manager that holds only the channel's credential and the bot's, each found by its
     * Twitch user id. Each credential is one object for life, which Herald updates when it refreshes the token.
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

    /** What chat commands begin with in the channel, such as {@code !}. */
    String prefix(TwitchUserId broadcasterId);

    /** The language to speak in the channel; a feature's texts belong in its {@link bot.herald.language.Texts}. */
    Language language(TwitchUserId broadcasterId);

    /** What this feature keeps across restarts. */
    FeatureMemory memory();

    /** Logs what the bot did there by itself, for the people of the channel; each reads it in their own language. */
    void audit(TwitchUserId broadcasterId, Saying whatHappened);

    /** The same, in English only. */
    default void audit(TwitchUserId broadcasterId, String whatHappened) {
        audit(broadcasterId, Saying.untranslated(whatHappened));
    }

    /**
     * Logs what somebody had the bot do with a command in chat.
     *
     * @param whatTheyDid in words that follow their name, for example {@code let vera post one link}
     */
    void audit(ChatMessageReceived command, Saying whatTheyDid);

    /** The same, in English only. */
    default void audit(ChatMessageReceived command, String whatTheyDid) {
        audit(command, Saying.untranslated(whatTheyDid));
    }

    Clock clock();

    /**
     * What pauses are measured by, which go on when the host's clock is set; no clock to show or store times of: see {@link
     * ForwardClock}. The same for all that one feature does.
     */
    Clock waits();

    RandomGenerator random();
}
