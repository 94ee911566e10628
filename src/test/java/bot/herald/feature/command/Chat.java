package bot.herald.feature.command;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.feature.EditLog;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureBook;
import bot.herald.feature.FeatureCommands;
import bot.herald.feature.FeatureRegistry;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.command.PeopleLookup.Lookup;
import bot.herald.feature.command.PeopleLookup.Person;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiAuditLog;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.storage.JdbiLastSeen;
import bot.herald.storage.JdbiQuoteStore;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamEditor;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import bot.herald.testing.FakeFeatureServices;
import bot.herald.testing.Speeches;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One channel's chat with the responder in it, over a real database and a Twitch that says what the test wants. */
public final class Chat implements AutoCloseable {
    static final TwitchUserId CHANNEL = new TwitchUserId("1");
    static final TwitchUserId BOT = new TwitchUserId("2");
    static final TwitchUserId VIEWER = new TwitchUserId("3");
    static final TwitchUserId OTHER_VIEWER = new TwitchUserId("4");

    final TestClock clock = new TestClock();
    final List<OutgoingMessage> said = new ArrayList<>();
    final List<TwitchUserId> shoutouts = new ArrayList<>();
    final Map<String, Person> accounts = new HashMap<>();
    final Map<TwitchUserId, StreamState> streams = new HashMap<>();
    Lookup<Instant> follow = new Lookup.NotAllowed<>();
    boolean twitchAnswers = true;
    Optional<String> page = Optional.empty();

    private final TestDatabase database;
    final JdbiAuditLog audit;
    final JdbiCounterStore counters;
    final SettingsBook settings;
    final LastSeen lastSeen;
    final CommandBook commands;
    final TriggerBook triggers;
    final List<String> fetched = new ArrayList<>();
    final List<String> edits = new ArrayList<>();
    final List<String> changes = new ArrayList<>();
    /** Lines that were claimed, and whether this process gets them. */
    final List<String> claimed = new ArrayList<>();

    boolean ours = true;
    boolean editing = true;
    Optional<StreamEditor.Outcome> edited = Optional.empty();
    final Speeches speeches = new Speeches();
    private final StreamEditor editor = new Editor();
    private final CommandResponder responder;

    public Chat(Path folder) {
        database = new TestDatabase(folder);
        audit = new JdbiAuditLog(database.database());
        counters = new JdbiCounterStore(database.database());
        settings = new SettingsBook(new JdbiDocumentStore(database.database()));
        triggers = new TriggerBook(new JdbiDocumentStore(database.database()), host -> true);
        commands = new CommandBook(
                new JdbiDocumentStore(database.database()),
                this::prefix,
                name -> false,
                (id, name) -> settings.of(id).disabledCommands().contains(name),
                host -> !host.startsWith("hidden"));
        lastSeen = new LastSeen(
                new JdbiLastSeen(database.database()), id -> settings.of(id).lastSeen(), clock);
        StreamLookup lookup = ids -> twitchAnswers ? new StreamLookup.Answer.Found(streams) : silent();
        responder = new CommandResponder(
                new CommandResponder.Needs(
                        commands,
                        triggers,
                        noneBrought(),
                        new QuoteBook(new JdbiQuoteStore(database.database()), clock),
                        new EditLog(audit, audit, database.database()::together, clock),
                        settings,
                        new StreamDirectory(lookup, clock),
                        new StreamChanges(
                                editor,
                                id -> editing,
                                (channel, moderator, what, before, after) ->
                                        changes.add(moderator.id() + " " + what + ": " + before + " > " + after)),
                        lookup,
                        new People(),
                        (channel, target) -> shoutouts.add(target),
                        counters,
                        lastSeen,
                        (channel, user, address, path) -> {
                            fetched.add(address + " " + path);
                            return "sunny";
                        },
                        Runnable::run,
                        speeches,
                        this::prefix,
                        id -> "TheChannel",
                        id -> page,
                        new Random(1),
                        clock),
                message -> {
                    claimed.add(message.text());
                    return ours;
                },
                said::add);
    }

    /** What the stream is called from now on, or why not. */
    private final class Editor implements StreamEditor {
        @Override
        public Outcome title(TwitchUserId broadcasterId, String title) {
            if (title.isBlank() || title.length() > LONGEST_TITLE) {
                throw new AssertionError("Twitch wants 1 to 140 characters");
            }
            edits.add("title " + title);
            return edited.orElse(new Outcome.Changed(title));
        }

        @Override
        public Outcome category(TwitchUserId broadcasterId, String name) {
            edits.add("category " + name);
            return edited.orElse(new Outcome.Changed(name.toUpperCase(Locale.ROOT)));
        }
    }

    private FeatureCommands noneBrought() {
        FeatureRegistry none = new FeatureRegistry(Set.of());
        FeatureBook book = new FeatureBook(none, new JdbiDocumentStore(database.database()), id -> {});
        return new FeatureCommands(
                none,
                book,
                () -> {
                    throw new AssertionError("no feature brings a command");
                },
                (title, language) -> title);
    }

    private static StreamLookup.Answer silent() {
        return new StreamLookup.Answer.Failed(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));
    }

    /** Changes the database behind the bot's back. */
    void execute(String sql) {
        database.execute(sql);
    }

    private String prefix(TwitchUserId id) {
        return settings.of(id).prefix().orElse("!");
    }

    /** A second book over the same database, as another process has it. */
    CommandBook otherProcess() {
        return new CommandBook(new JdbiDocumentStore(database.database()), this::prefix);
    }

    void account(String id, String login, String name, Instant createdAt) {
        accounts.put(
                login,
                new Person(new TwitchProfile(new TwitchUserId(id), new TwitchLogin(login), name, ""), createdAt));
    }

    public Database database() {
        return database.database();
    }

    public CommandResponder responder() {
        return responder;
    }

    Rehearsal rehearsal() {
        return responder.rehearsal();
    }

    /** A viewer writes; the answers to it. */
    List<String> viewer(String text) {
        return hear(message(VIEWER, text, Set.of()));
    }

    List<String> moderator(String text) {
        return hear(message(new TwitchUserId("5"), text, Set.of("moderator")));
    }

    List<String> as(TwitchUserId chatter, String text, String... badges) {
        return hear(message(chatter, text, Set.of(badges)));
    }

    public List<String> hear(ChatMessageReceived message) {
        int before = said.size();
        responder.handle(message, new Feature.Unset(), new FakeFeatureServices(clock));
        return said.subList(before, said.size()).stream()
                .map(OutgoingMessage::text)
                .toList();
    }

    static ChatMessageReceived message(TwitchUserId chatter, String text, Set<String> badges) {
        return message(chatter, text, badges, Optional.empty(), Optional.empty());
    }

    static ChatMessageReceived message(
            TwitchUserId chatter,
            String text,
            Set<String> badges,
            Optional<String> parent,
            Optional<TwitchUserId> source) {
        return new ChatMessageReceived(
                new EventOrigin("m1", "channel.chat.message", Instant.EPOCH),
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(chatter, new TwitchLogin("user" + chatter), "User" + chatter),
                "chat-1",
                text,
                badges,
                parent,
                source);
    }

    /** A line of somebody with one mention, as Twitch understood it. */
    static ChatMessageReceived mentioning(String mention, String id, String login, String text, Set<String> badges) {
        ChatMessageReceived plain = message(VIEWER, text, badges);
        return new ChatMessageReceived(
                plain.origin(),
                plain.broadcasterId(),
                plain.broadcasterLogin(),
                plain.chatter(),
                plain.chatMessageId(),
                text,
                badges,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(new ChatMessageReceived.Mention(
                        mention, new Account(new TwitchUserId(id), new TwitchLogin(login), mention.substring(1)))),
                Optional.empty());
    }

    /** A moderator's line that answers one of somebody else. */
    static ChatMessageReceived answering(String author, String said, String text) {
        ChatMessageReceived plain =
                message(new TwitchUserId("5"), text, Set.of("moderator"), Optional.of("p1"), Optional.empty());
        return new ChatMessageReceived(
                plain.origin(),
                plain.broadcasterId(),
                plain.broadcasterLogin(),
                plain.chatter(),
                plain.chatMessageId(),
                text,
                plain.badges(),
                plain.replyParentMessageId(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.of(new ChatMessageReceived.Parent(author, said)));
    }

    private final class People implements PeopleLookup {
        @Override
        public Lookup<Person> byLogin(TwitchLogin login) {
            if (!twitchAnswers) {
                return new Lookup.Failed<>(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));
            }
            Person person = accounts.get(login.value());
            return person == null ? new Lookup.Nobody<>() : new Lookup.Found<>(person);
        }

        @Override
        public Lookup<Instant> followsSince(TwitchUserId broadcasterId, TwitchUserId user) {
            return follow;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
