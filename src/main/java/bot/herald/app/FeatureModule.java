package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.auth.CredentialKey;
import bot.herald.channel.ChannelService;
import bot.herald.chat.OutgoingMessage;
import bot.herald.dispatch.EventHandler;
import bot.herald.dispatch.HandledEvents;
import bot.herald.feature.ActsOnce;
import bot.herald.feature.BotFacilities;
import bot.herald.feature.EditLog;
import bot.herald.feature.FeatureAuditLog;
import bot.herald.feature.FeatureCommands;
import bot.herald.feature.FeatureRunner;
import bot.herald.feature.FeatureState;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.ShoutoutText;
import bot.herald.feature.clip.Clips;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CommandResponder;
import bot.herald.feature.command.CounterStore;
import bot.herald.feature.command.LastSeen;
import bot.herald.feature.command.QuoteBook;
import bot.herald.feature.command.Rehearsal;
import bot.herald.feature.command.StreamChanges;
import bot.herald.feature.command.TriggerBook;
import bot.herald.feature.editing.StreamEditing;
import bot.herald.feature.filter.SpeechFilter;
import bot.herald.feature.known.KnownPeople;
import bot.herald.feature.raid.Announcements;
import bot.herald.feature.raid.RaidGreeter;
import bot.herald.feature.shoutout.ShoutoutQueue;
import bot.herald.feature.shoutout.ShoutoutTurns;
import bot.herald.feature.shoutout.Shoutouts;
import bot.herald.feature.timer.TimerBook;
import bot.herald.feature.timer.TimerRunner;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.WatchedModeration;
import bot.herald.fetch.Fetcher;
import bot.herald.fetch.TextFetches;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.SpeechRules;
import bot.herald.retry.WakeUps.Reason.StandingChanged;
import bot.herald.settings.DocumentStore;
import bot.herald.storage.JdbiAuditLog;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.storage.JdbiFeatureMemory;
import bot.herald.storage.JdbiFetchKeys;
import bot.herald.storage.JdbiLastSeen;
import bot.herald.storage.JdbiQuoteStore;
import bot.herald.storage.JdbiShoutoutTurns;
import bot.herald.stream.StreamDirectory;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.helix.FeatureCallers;
import bot.herald.twitch.helix.HelixModeration;
import bot.herald.twitch.helix.HelixPeopleLookup;
import bot.herald.twitch.helix.HelixShoutouts;
import bot.herald.twitch.helix.HelixStreamEditor;
import bot.herald.twitch.helix.HelixStreamLookup;
import bot.herald.twitch.helix.HelixStreamMoments;
import bot.herald.web.PublicChannels;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Every feature and what they stand on.
 *
 * @param handlers in the order in which they see an event
 */
record FeatureModule(
        SettingsBook settings,
        CommandBook commands,
        TriggerBook triggers,
        Rehearsal rehearsal,
        TimerBook timers,
        QuoteBook quotes,
        CounterStore counters,
        LastSeen lastSeen,
        EditLog edits,
        StreamDirectory streams,
        Function<TwitchUserId, String> prefix,
        List<EventHandler> handlers,
        FeatureRunner runner,
        TimerRunner timerRunner,
        Recurring ticks,
        Shoutouts shoutouts) {
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Duration SHOUTOUT_TICK = Duration.ofSeconds(1);

    /** Reads again what other processes may have changed. */
    void reload() {
        settings.reload();
        commands.reload();
        triggers.reload();
        timers.reload();
    }

    /** Who is connected, which scopes they granted, and how to write to them. */
    record Needs(
            Foundation foundation,
            TokenModule tokens,
            ChannelService channels,
            HandledEvents handled,
            ChatModule chat,
            PluginModule plugins,
            JdbiAuditLog audit,
            ChannelFeed feed) {}

    static FeatureModule of(Needs needs) {
        Foundation foundation = needs.foundation();
        BotAccount bot = needs.tokens().bot();
        Consumer<OutgoingMessage> chat = needs.chat().queue()::offer;
        TwitchDoor door = needs.tokens().door();
        HelixStreamLookup streamLookup = new HelixStreamLookup(door, bot);
        Function<CredentialKey, Set<Scope>> granted = needs.tokens().credentials()::scopes;
        HelixPeopleLookup people = new HelixPeopleLookup(door, bot, granted);
        StreamDirectory streams = new StreamDirectory(streamLookup, foundation.clock());
        DocumentStore documents = new JdbiDocumentStore(foundation.database());
        SettingsBook settings = new SettingsBook(documents);
        Function<TwitchUserId, String> prefix =
                id -> settings.of(id).prefix().orElse(foundation.config().bot().commandPrefix());
        Function<TwitchUserId, String> channelName = id -> needs.channels()
                .find(id)
                .map(channel -> channel.profile().displayName())
                .orElse("this channel");
        RandomGenerator random = new SecureRandom();

        ChatModeration moderation = new WatchedModeration(new HelixModeration(door, bot, granted), needs.feed());
        FeatureAuditLog deeds = new FeatureAuditLog(needs.audit(), foundation.clock());
        PluginModule plugins = needs.plugins();
        SpeechRules speech = new SpeechFilter(plugins.book(), deeds);

        Shoutouts shoutouts = shoutouts(needs, granted, streams, settings);
        foundation.wakeUps().listen(reason -> {
            if (reason instanceof StandingChanged changed) {
                shoutouts.queue().standingChanged(changed.broadcasterId());
            }
        });
        RaidGreeter raids = new RaidGreeter(new RaidGreeter.Needs(
                settings,
                streams,
                streamLookup,
                channelName,
                shoutouts.queue()::request,
                chat,
                new Announcements(moderation, (id, what) -> deeds.write(id, "raid-greeter", what), foundation.clock()),
                speech,
                needs.plugins().guard()::isHostile,
                random,
                foundation.clock()));

        // Only one process serves a SQLite database, and it remembers what it has handled: no line of chat costs a
        // statement there.
        ActsOnce actsOn = new ActsOnce(foundation.database().isShared() ? needs.handled()::claim : id -> true);
        FeatureRunner runner = new FeatureRunner(
                plugins.book(),
                settings,
                bot,
                plugins.scopes()::areGranted,
                new BotFacilities(
                        chat,
                        actsOn,
                        moderation,
                        speech,
                        needs.chat().roles()::moderates,
                        streams::of,
                        people::accountExists,
                        people::accountCreated,
                        channelName,
                        prefix,
                        settings::language,
                        new FeatureCallers(door, foundation.twitch().live(), bot),
                        new JdbiFeatureMemory(foundation.database()),
                        deeds,
                        foundation.clock(),
                        random));
        FeatureCommands brought = plugins.commands(() -> runner);

        CommandBook commands = new CommandBook(
                documents,
                prefix,
                brought::isTaken,
                (id, name) -> settings.of(id).disabledCommands().contains(name),
                foundation.config().fetch()::allows);
        TriggerBook triggers = new TriggerBook(documents, foundation.config().fetch()::allows);
        QuoteBook quotes = new QuoteBook(new JdbiQuoteStore(foundation.database()), foundation.clock());
        CounterStore counters = new JdbiCounterStore(foundation.database());
        LastSeen lastSeen = new LastSeen(
                new JdbiLastSeen(foundation.database()), id -> settings.of(id).lastSeen(), foundation.clock());
        EditLog edits = new EditLog(needs.audit(), needs.audit(), foundation.database()::together, foundation.clock());
        CommandResponder responder = new CommandResponder(
                new CommandResponder.Needs(
                        commands,
                        triggers,
                        brought,
                        quotes,
                        edits,
                        settings,
                        streams,
                        new StreamChanges(
                                new HelixStreamEditor(door, granted),
                                id -> plugins.book()
                                        .find(id, StreamEditing.ID)
                                        .filter(FeatureState::isOn)
                                        .isPresent(),
                                deeds::streamChanged),
                        streamLookup,
                        people,
                        shoutouts.queue()::request,
                        counters,
                        lastSeen,
                        fetches(foundation, settings, deeds)::text,
                        SpareThreads.of("fetch", 4, 60),
                        speech,
                        prefix,
                        channelName,
                        id -> needs.channels()
                                .find(id)
                                .flatMap(channel -> PublicChannels.addressForChat(
                                        foundation.config().web(), channel)),
                        random,
                        foundation.clock()),
                actsOn,
                chat);

        TimerBook timers = new TimerBook(documents);
        TimerRunner timerRunner = new TimerRunner(
                new TimerRunner.Needs(
                        timers,
                        streams,
                        needs.channels()::ids,
                        channelName,
                        settings::language,
                        random,
                        foundation.clock()),
                chat);
        KnownPeople known = new KnownPeople(
                settings,
                new ShoutoutText(settings, streamLookup, channelName, random, foundation.clock())::of,
                shoutouts.queue()::request);
        Clips clips = new Clips(new HelixStreamMoments(door, granted));
        plugins.registry().add(List.of(raids, shoutouts, timerRunner, known, clips, responder));
        plugins.addPlugins();
        return new FeatureModule(
                settings,
                commands,
                triggers,
                responder.rehearsal(),
                timers,
                quotes,
                counters,
                lastSeen,
                edits,
                streams,
                prefix,
                List.of(needs.chat().roles(), streams, runner),
                runner,
                timerRunner,
                timerRunner.ticks(TICK),
                shoutouts);
    }

    private static TextFetches fetches(Foundation foundation, SettingsBook settings, FeatureAuditLog deeds) {
        return new TextFetches(
                new Fetcher(Fetcher.Rules.forStrangers(foundation.config().fetch()::allows)),
                foundation.clock(),
                new JdbiFetchKeys(foundation.database(), foundation.storage().cipher())::find,
                settings::language,
                (id, what) -> deeds.write(id, "commands", what));
    }

    private static Shoutouts shoutouts(
            Needs needs, Function<CredentialKey, Set<Scope>> granted, StreamDirectory streams, SettingsBook settings) {
        Foundation foundation = needs.foundation();
        BotAccount bot = needs.tokens().bot();
        HelixShoutouts sender = new HelixShoutouts(needs.tokens().door(), granted, bot);
        return new Shoutouts(
                new ShoutoutQueue.Needs(
                        sender,
                        foundation.database().isShared()
                                ? new JdbiShoutoutTurns(foundation.database())
                                : ShoutoutTurns.ALONE,
                        streams,
                        settings,
                        needs.chat().roles(),
                        foundation.metrics()::shoutout,
                        foundation.clock()),
                SHOUTOUT_TICK);
    }
}
