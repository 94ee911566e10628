package bot.herald.feature;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.Speech;
import bot.herald.retry.ForwardClock;
import bot.herald.stream.StreamState;
import bot.herald.template.ChatText;
import com.github.philippheuer.credentialmanager.CredentialManager;
import com.github.twitch4j.helix.TwitchHelix;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** The bot's facilities as one feature sees them. */
final class Toolbox implements FeatureServices, FeatureMemory {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 2_000;

    private final String feature;
    private final BotFacilities bot;
    private final Consumer<ChatMessageReceived> withhold;
    private final Predicate<TwitchUserId> isOn;
    private final Clock waits;

    /**
     * @param withhold withholds a message from the features after this one
     * @param isOn whether the feature is on in a channel
     */
    Toolbox(String feature, BotFacilities bot, Consumer<ChatMessageReceived> withhold, Predicate<TwitchUserId> isOn) {
        this.isOn = isOn;
        this.feature = feature;
        this.bot = bot;
        this.waits = new ForwardClock(bot.clock());
        this.withhold = withhold;
    }

    @Override
    public void withhold(ChatMessageReceived message) {
        withhold.accept(message);
    }

    @Override
    public void say(TwitchUserId broadcasterId, String text) {
        String line = sayable(text);
        if (!line.isEmpty()) {
            bot.chat().accept(OutgoingMessage.announcement(broadcasterId, line));
        }
    }

    @Override
    public boolean maySay(Speech speech) {
        return bot.speech().allow(speech);
    }

    @Override
    public void reply(ChatMessageReceived message, String text) {
        String line = sayable(text);
        if (!line.isEmpty() && actsOn(message)) {
            bot.chat().accept(OutgoingMessage.reply(message, line));
        }
    }

    @Override
    public boolean actsOn(ChatMessageReceived message) {
        return bot.actsOn().test(message);
    }

    private static String sayable(String text) {
        return ChatText.harmless(ChatText.shortened(ChatText.clean(text)));
    }

    @Override
    public ChatModeration moderation() {
        return bot.moderation();
    }

    @Override
    public boolean botModerates(TwitchUserId broadcasterId) {
        return bot.botModerates().test(broadcasterId);
    }

    @Override
    public Optional<StreamState> stream(TwitchUserId broadcasterId) {
        return bot.stream().apply(broadcasterId);
    }

    @Override
    public Existence accountExists(TwitchLogin login) {
        return bot.accountExists().apply(login);
    }

    @Override
    public Optional<Instant> accountCreated(TwitchUserId user) {
        return bot.accountCreated().apply(user);
    }

    @Override
    public TwitchHelix helix(TwitchUserId broadcasterId, As as) {
        requireOn(broadcasterId);
        return bot.twitch().helix(broadcasterId, as);
    }

    @Override
    public CredentialManager credentials(TwitchUserId broadcasterId) {
        requireOn(broadcasterId);
        return bot.twitch().credentials(broadcasterId);
    }

    private void requireOn(TwitchUserId broadcasterId) {
        if (!isOn.test(broadcasterId)) {
            throw new IllegalStateException("channel " + broadcasterId + " does not have " + feature + " on");
        }
    }

    @Override
    public String channelName(TwitchUserId broadcasterId) {
        return bot.channelName().apply(broadcasterId);
    }

    @Override
    public String prefix(TwitchUserId broadcasterId) {
        return bot.prefix().apply(broadcasterId);
    }

    @Override
    public Language language(TwitchUserId broadcasterId) {
        return bot.language().apply(broadcasterId);
    }

    @Override
    public FeatureMemory memory() {
        return this;
    }

    @Override
    public void audit(TwitchUserId broadcasterId, Saying whatHappened) {
        bot.audit().write(broadcasterId, feature, shortened(whatHappened));
    }

    @Override
    public void audit(ChatMessageReceived command, Saying whatTheyDid) {
        bot.audit().asked(command.broadcasterId(), command.chatter(), feature, shortened(whatTheyDid));
    }

    private static Saying shortened(Saying text) {
        return language -> ChatText.shortened(text.in(language));
    }

    @Override
    public Clock clock() {
        return bot.clock();
    }

    @Override
    public Clock waits() {
        return waits;
    }

    @Override
    public RandomGenerator random() {
        return bot.random();
    }

    @Override
    public Optional<String> recall(TwitchUserId broadcasterId, String key) {
        return bot.memory().recall(broadcasterId, feature, named(key));
    }

    @Override
    public void remember(TwitchUserId broadcasterId, String key, String value) {
        if (value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException("longer than " + LONGEST_VALUE + " characters: " + value.length());
        }
        bot.memory().remember(broadcasterId, feature, named(key), value);
    }

    @Override
    public void forget(TwitchUserId broadcasterId, String key) {
        bot.memory().forget(broadcasterId, feature, named(key));
    }

    @Override
    public Set<TwitchUserId> channels(String key) {
        return bot.memory().channels(feature, named(key));
    }

    private static String named(String key) {
        if (key.isBlank() || key.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a key has 1 to " + LONGEST_NAME + " characters: " + key);
        }
        return key;
    }
}
