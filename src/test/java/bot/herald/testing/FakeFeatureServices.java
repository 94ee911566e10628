package bot.herald.testing;

import bot.herald.event.ChatMessageReceived;
import bot.herald.feature.FeatureMemory;
import bot.herald.feature.FeatureServices;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.moderation.Speech;
import bot.herald.retry.ForwardClock;
import bot.herald.stream.StreamState;
import com.github.philippheuer.credentialmanager.CredentialManager;
import com.github.twitch4j.helix.TwitchHelix;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What a feature asked the bot for; its memory can outlive it, as through a restart. */
public final class FakeFeatureServices implements FeatureServices {
    public final StrictModeration moderation = new StrictModeration();
    public final List<String> said = new ArrayList<>();
    public final List<String> audited = new ArrayList<>();
    /** The same, for those who read another language. */
    public final List<Saying> told = new ArrayList<>();

    public final List<String> withheld = new ArrayList<>();
    public final Set<String> missing = new HashSet<>();
    public final Map<TwitchUserId, Instant> accountsMade = new HashMap<>();
    public final Speeches speeches = new Speeches();
    /** Whether lines of chat are for this instance to act on. */
    public boolean ours = true;

    public Optional<StreamState> stream = Optional.empty();

    public String prefix = "!";

    public Language language = Language.EN;

    /** Whether the database is away. */
    public boolean withoutMemory;

    private final Clock clock;
    private final Clock waits;
    private final Memory memory;

    public FakeFeatureServices(Clock clock) {
        this(clock, new Memory());
    }

    private FakeFeatureServices(Clock clock, Memory memory) {
        this.clock = clock;
        this.waits = new ForwardClock(clock);
        this.memory = memory;
    }

    /** The same database, and nothing else. */
    public FakeFeatureServices afterRestart() {
        return new FakeFeatureServices(clock, memory);
    }

    @Override
    public Language language(TwitchUserId broadcasterId) {
        return language;
    }

    @Override
    public void say(TwitchUserId broadcasterId, String text) {
        said.add(text);
    }

    @Override
    public boolean maySay(Speech speech) {
        return speeches.allow(speech);
    }

    @Override
    public void reply(ChatMessageReceived message, String text) {
        said.add(text);
    }

    @Override
    public boolean actsOn(ChatMessageReceived message) {
        return ours;
    }

    @Override
    public void withhold(ChatMessageReceived message) {
        withheld.add(message.text());
    }

    @Override
    public StrictModeration moderation() {
        return moderation;
    }

    @Override
    public boolean botModerates(TwitchUserId broadcasterId) {
        return true;
    }

    @Override
    public Optional<StreamState> stream(TwitchUserId broadcasterId) {
        return stream;
    }

    @Override
    public Existence accountExists(TwitchLogin login) {
        return missing.contains(login.value()) ? Existence.MISSING : Existence.EXISTS;
    }

    @Override
    public Optional<Instant> accountCreated(TwitchUserId user) {
        return Optional.ofNullable(accountsMade.get(user));
    }

    @Override
    public TwitchHelix helix(TwitchUserId broadcasterId, As as) {
        throw new UnsupportedOperationException("no feature of Herald's own calls Twitch by itself");
    }

    @Override
    public CredentialManager credentials(TwitchUserId broadcasterId) {
        throw new UnsupportedOperationException("no feature of Herald's own calls Twitch by itself");
    }

    @Override
    public String channelName(TwitchUserId broadcasterId) {
        return "Channel";
    }

    @Override
    public String prefix(TwitchUserId broadcasterId) {
        return prefix;
    }

    @Override
    public FeatureMemory memory() {
        if (withoutMemory) {
            throw new IllegalStateException("the database is away");
        }
        return memory;
    }

    @Override
    public void audit(TwitchUserId broadcasterId, Saying whatHappened) {
        audited.add(whatHappened.in(Language.EN));
        told.add(whatHappened);
    }

    @Override
    public void audit(ChatMessageReceived command, Saying whatTheyDid) {
        audited.add(command.chatter().login() + " " + whatTheyDid.in(Language.EN));
        told.add(whatTheyDid);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Clock waits() {
        return waits;
    }

    @Override
    public RandomGenerator random() {
        return new Random(1);
    }

    private static final class Memory implements FeatureMemory {
        private final Map<String, String> kept = new HashMap<>();

        @Override
        public Optional<String> recall(TwitchUserId broadcasterId, String key) {
            return Optional.ofNullable(kept.get(broadcasterId + " " + key));
        }

        @Override
        public void remember(TwitchUserId broadcasterId, String key, String value) {
            if (value.length() > 2_000) {
                throw new AssertionError("at most 2,000 characters are kept");
            }
            kept.put(broadcasterId + " " + key, value);
        }

        @Override
        public void forget(TwitchUserId broadcasterId, String key) {
            kept.remove(broadcasterId + " " + key);
        }

        @Override
        public Set<TwitchUserId> channels(String key) {
            return kept.keySet().stream()
                    .filter(name -> name.endsWith(" " + key))
                    .map(name -> new TwitchUserId(name.substring(0, name.indexOf(' '))))
                    .collect(Collectors.toSet());
        }
    }
}
