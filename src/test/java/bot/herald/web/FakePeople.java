package bot.herald.web;

import bot.herald.account.AccountEvents;
import bot.herald.account.Admins;
import bot.herald.account.ManagedChannels;
import bot.herald.account.NamedAccounts;
import bot.herald.account.Sessions;
import bot.herald.auth.Purpose;
import bot.herald.auth.RefreshHistory;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.config.MoveInConfig;
import bot.herald.event.Account;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.feature.EditLog;
import bot.herald.feature.FeatureBook;
import bot.herald.feature.FeatureCommands;
import bot.herald.feature.FeatureRegistry;
import bot.herald.feature.MissingScopes;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.Wants;
import bot.herald.feature.alert.AlertFeature;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CommandResponder;
import bot.herald.feature.command.CounterBook;
import bot.herald.feature.command.LastSeen;
import bot.herald.feature.command.PeopleLookup;
import bot.herald.feature.command.QuoteBook;
import bot.herald.feature.command.Rehearsal;
import bot.herald.feature.command.StreamChanges;
import bot.herald.feature.command.TriggerBook;
import bot.herald.feature.editing.StreamEditing;
import bot.herald.feature.filter.ChatFilters;
import bot.herald.feature.guard.GuardControl;
import bot.herald.feature.guard.GuardSettings;
import bot.herald.feature.guard.RaidGuard;
import bot.herald.feature.timer.TimerBook;
import bot.herald.feed.ChannelFeed;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.movein.ChannelMoves;
import bot.herald.movein.MoveIn;
import bot.herald.movein.OnlineLists;
import bot.herald.security.SignedTokens;
import bot.herald.security.SigningKeys;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiActivityStore;
import bot.herald.storage.JdbiAuditLog;
import bot.herald.storage.JdbiChannelStore;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.storage.JdbiLastSeen;
import bot.herald.storage.JdbiManagedChannels;
import bot.herald.storage.JdbiOperatorRequests;
import bot.herald.storage.JdbiPersonStore;
import bot.herald.storage.JdbiQuoteStore;
import bot.herald.storage.JdbiSessionStore;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamEditor;
import bot.herald.stream.StreamLookup;
import bot.herald.testing.FakeFeatureServices;
import bot.herald.testing.MemorySigningKeys;
import bot.herald.testing.TestClock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Real people, sessions and channels over whatever database there is, with Twitch and the tokens made up. */
final class FakePeople implements Views {
    static final TwitchProfile BOSS = profile("900", "boss", "The Boss");

    final TestClock clock = new TestClock();
    PublicChannels publicChannels = PublicChannels.none();
    final MemorySigningKeys signingKeys = new MemorySigningKeys();
    final Set<TwitchUserId> loginsTakenBack = ConcurrentHashMap.newKeySet();
    final Map<TwitchUserId, Set<TwitchUserId>> moderatedAtTwitch = new ConcurrentHashMap<>();
    final List<TwitchUserId> askedAtTwitch = new CopyOnWriteArrayList<>();
    final List<TwitchUserId> disconnected = new CopyOnWriteArrayList<>();
    final ChannelService channels;
    final SignedTokens tokens = new SignedTokens(new SigningKeys(signingKeys, Sessions.LIFETIME, clock), clock);
    final Sessions sessions;
    final ManagedChannels managed;
    final JdbiPersonStore persons;
    final AccountEvents events;
    final JdbiAuditLog audit;
    final FeatureRegistry registry = new FeatureRegistry(Set.of());
    MissingScopes waiting = MissingScopes.NONE;
    Function<Wants, MissingScopes> waits = wants -> waiting;
    List<RefreshHistory.Hour> refreshHours = List.of();

    /** As a test has it when a page asks. */
    Operations operationsNow() {
        return new Operations() {
            @Override
            public Report now() {
                return operations;
            }

            @Override
            public List<RefreshHistory.Hour> refreshHours() {
                return refreshHours;
            }
        };
    }

    final List<TwitchUserId> rechecked = new CopyOnWriteArrayList<>();
    Agenda agenda = Agenda.NONE;

    /** As a test has it when a page asks. */
    Agenda agendaNow() {
        return new Agenda(
                id -> agenda.stream().apply(id),
                id -> agenda.timers().apply(id),
                id -> agenda.shoutouts().apply(id));
    }

    final JdbiOperatorRequests operatorRequests;
    final ChannelFeed feed = new ChannelFeed(clock);
    final JdbiActivityStore activity;
    final FakeFeatureServices services = new FakeFeatureServices(clock);
    final GuardControl guard = new GuardControl(new RaidGuard(), services);
    final CommandBook commands;
    final QuoteBook quotes;
    final CounterBook counters;
    final JdbiCounterStore counterStore;
    private final Consumer<Runnable> together;
    final ChannelBooks books;
    String status = "connected";
    String raids = "enabled";
    String whyNoRaids = "Twitch said no";

    @Nullable
    String lostAt;

    ChannelView.Chat chat = ChannelView.Chat.SENDING;
    ChannelView.Shoutouts shoutouts = ChannelView.Shoutouts.FREE;
    ChannelView.Health health = ChannelView.Health.WORKS;
    Operations.Report operations = Operations.Report.EMPTY;
    List<String> missingScopes = List.of();
    List<TokenView> tokenViews =
            List.of(new TokenView("900", "boss", "user", "unknown", null, List.of(), List.of("user:read:x")));

    /** @param database where nothing may be asked of people, one that has not been started */
    FakePeople(Database database) {
        audit = new JdbiAuditLog(database);
        operatorRequests = new JdbiOperatorRequests(database);
        activity = new JdbiActivityStore(database);
        registry.add(List.of(new AlertFeature(), new StreamEditing(), new ChatFilters((time, task) -> true)));
        JdbiDocumentStore store = new JdbiDocumentStore(database);
        SettingsBook settings = new SettingsBook(store);
        commands = new CommandBook(
                store,
                id -> "!",
                name -> false,
                (channel, name) -> settings.of(channel).disabledCommands().contains(name),
                host -> true);
        together = database::together;
        quotes = new QuoteBook(new JdbiQuoteStore(database), clock);
        counterStore = new JdbiCounterStore(database);
        counters = new CounterBook(counterStore, commands);
        TriggerBook triggers = new TriggerBook(store, host -> true);
        TimerBook timers = new TimerBook(store);
        FeatureDocuments features = new FeatureDocuments(
                new FeatureBook(registry, store, id -> {}),
                (channel, wants) -> waits.apply(wants),
                channel -> Language.EN);
        MoveIn.Needs needs = new MoveIn.Needs(
                List.of(
                        commands.documents(),
                        triggers.documents(),
                        timers.documents(),
                        counters,
                        settings.documents(),
                        features),
                new JdbiQuoteStore(database),
                commands::setCounter,
                (channel, work) -> database.together(work),
                commands::reload,
                commands::isBuiltIn,
                host -> true,
                audit,
                clock);
        books = new ChannelBooks(
                commands,
                triggers,
                timers,
                quotes,
                counters,
                settings,
                features,
                new ChannelMoves(
                        new MoveIn(needs), new OnlineLists(MoveInConfig.DEFAULT, clock), needs, file -> Map.of()),
                rehearsal(database, triggers, settings));
        persons = new JdbiPersonStore(database);
        channels = new ChannelService(new JdbiChannelStore(database), clock);
        sessions = new Sessions(
                new JdbiSessionStore(database), persons, tokens, (id, purpose) -> !loginsTakenBack.contains(id), clock);
        managed = new ManagedChannels(
                channels,
                new JdbiManagedChannels(database),
                person -> {
                    askedAtTwitch.add(person);
                    return Optional.ofNullable(moderatedAtTwitch.get(person));
                },
                new Admins(new NamedAccounts("web.admins", Set.of("boss"), (login, id) -> id), id -> Optional.empty()),
                audit,
                clock);
        events = new AccountEvents(persons, managed, channels, (id, login) -> {});
    }

    private Rehearsal rehearsal(Database database, TriggerBook triggers, SettingsBook settings) {
        StreamLookup lookup = ids -> new StreamLookup.Answer.Found(Map.of());
        FeatureRegistry none = new FeatureRegistry(Set.of());
        FeatureBook nothing = new FeatureBook(none, new JdbiDocumentStore(database), id -> {});
        return new CommandResponder(
                        new CommandResponder.Needs(
                                commands,
                                triggers,
                                new FeatureCommands(
                                        none,
                                        nothing,
                                        () -> {
                                            throw new IllegalStateException("nothing is done in a rehearsal");
                                        },
                                        (title, language) -> title),
                                quotes,
                                new EditLog(audit, audit, together, clock),
                                settings,
                                new StreamDirectory(lookup, clock),
                                new StreamChanges(
                                        NoStreamEditor.INSTANCE,
                                        id -> false,
                                        (channel, who, what, before, after) -> {}),
                                lookup,
                                NobodyFound.INSTANCE,
                                CommandResponder.Shoutouts.none(),
                                counterStore,
                                new LastSeen(new JdbiLastSeen(database), id -> false, clock),
                                (channel, user, address, path) -> {
                                    throw new IllegalStateException("nothing is asked in a rehearsal");
                                },
                                Runnable::run,
                                speech -> true,
                                id -> "!",
                                id -> "The Boss",
                                id -> Optional.empty(),
                                RandomGenerator.getDefault(),
                                clock),
                        message -> true,
                        said -> {
                            throw new IllegalStateException("nothing is said in a rehearsal");
                        })
                .rehearsal();
    }

    /** Knows nobody. */
    private enum NobodyFound implements PeopleLookup {
        INSTANCE;

        @Override
        public Lookup<Person> byLogin(TwitchLogin login) {
            return new Lookup.Nobody<>();
        }

        @Override
        public Lookup<Instant> followsSince(TwitchUserId broadcasterId, TwitchUserId user) {
            return new Lookup.Nobody<>();
        }
    }

    /** Changes nothing. */
    private enum NoStreamEditor implements StreamEditor {
        INSTANCE;

        @Override
        public Outcome title(TwitchUserId broadcasterId, String title) {
            throw new IllegalStateException("nothing is changed in a rehearsal");
        }

        @Override
        public Outcome category(TwitchUserId broadcasterId, String name) {
            throw new IllegalStateException("nothing is changed in a rehearsal");
        }
    }

    People people() {
        ChannelDisconnector disconnector = id -> {
            disconnected.add(id);
            channels.disconnected(id);
        };
        return new People(
                sessions,
                managed,
                this,
                disconnector,
                books,
                persons,
                audit,
                new EditLog(audit, audit, together, clock),
                clock);
    }

    static TwitchProfile profile(String id, String login, String displayName) {
        return new TwitchProfile(new TwitchUserId(id), new TwitchLogin(login), displayName, "https://cdn.test/a.png");
    }

    /** Logs in and returns the value of the session cookie. */
    String logIn(TwitchProfile profile) {
        persons.loggedIn(profile, clock.instant());
        managed.learn(profile.id());
        return sessions.begin(profile.id(), Purpose.LOGIN, "Firefox on Linux")
                .token()
                .reveal();
    }

    void moderates(TwitchProfile person, TwitchProfile broadcaster) {
        Set<TwitchUserId> all = new HashSet<>(moderatedAtTwitch.getOrDefault(person.id(), Set.of()));
        all.add(broadcaster.id());
        moderatedAtTwitch.put(person.id(), Set.copyOf(all));
    }

    /** Makes the guard protect the chat for a quarter of an hour. */
    void hostileRaid(TwitchProfile channel) {
        guard.guard()
                .handle(
                        new RaidReceived(
                                new EventOrigin("raid", "channel.raid", clock.instant()),
                                channel.id(),
                                new Account(BOSS.id(), BOSS.login(), BOSS.displayName()),
                                500),
                        new GuardSettings(true, 100, 0, GuardSettings.Protection.FOLLOWERS_ONLY, 15, 10),
                        services);
    }

    @Override
    public ChannelView of(Channel channel) {
        return new ChannelView(
                channel.id().value(),
                channel.profile().login().value(),
                channel.profile().displayName(),
                status,
                new ChannelView.Token("valid", "2030-01-01T16:00:00Z", List.of("channel:bot"), missingScopes, lostAt),
                List.of(
                        new ChannelView.Subscription("channel.chat.message", "enabled", "", "2026-01-01T00:00:00Z", 0),
                        new ChannelView.Subscription(
                                "channel.raid",
                                raids,
                                raids.equals("enabled") ? "" : whyNoRaids,
                                "2026-01-01T00:00:00Z",
                                0)),
                chat,
                shoutouts,
                health);
    }

    @Override
    public List<TokenView> tokens() {
        return tokenViews;
    }
}
