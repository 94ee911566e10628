package bot.herald.app;

import bot.herald.auth.TokenReports;
import bot.herald.channel.ChannelHealth;
import bot.herald.channel.ChannelService;
import bot.herald.connection.Disconnection;
import bot.herald.dispatch.EventDispatcher;
import bot.herald.feature.command.CounterBook;
import bot.herald.feature.guard.GuardControl;
import bot.herald.feature.guard.RaidGuard;
import bot.herald.feed.ActivityStore;
import bot.herald.feed.ChannelFeed;
import bot.herald.movein.ChannelMoves;
import bot.herald.storage.JdbiOperatorRequests;
import bot.herald.storage.JdbiQuoteStore;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.web.Agenda;
import bot.herald.web.Authorizations;
import bot.herald.web.ChannelBooks;
import bot.herald.web.ChannelConditions;
import bot.herald.web.DiscordWeb;
import bot.herald.web.FeatureDocuments;
import bot.herald.web.HttpServer;
import bot.herald.web.LiveOperations;
import bot.herald.web.LivePublicChannels;
import bot.herald.web.LiveViews;
import bot.herald.web.Operations;
import bot.herald.web.People;
import bot.herald.web.PublicChannels;
import bot.herald.web.Readiness;
import bot.herald.web.SendingStatus;
import bot.herald.web.SetupServer;
import bot.herald.web.Views;
import bot.herald.web.WebServices;
import bot.herald.web.WebSettings;
import java.util.Optional;

/** What people and programs reach over HTTP. */
record WebModule(
        Foundation foundation,
        TokenModule tokens,
        TokenReports reports,
        ChannelService channels,
        SubscriptionDirectory subscriptions,
        ChannelHealth health,
        AccountModule accounts,
        ChannelFeed feed,
        ActivityStore activity,
        ChatModule chat,
        PluginModule plugins,
        FeatureModule features,
        EventDispatcher dispatcher,
        EventsModule events,
        AuthorizationModule authorizations,
        Optional<DiscordModule.Bot> discordBot) {

    /** @param opened the server whose port is reused */
    HttpServer server(Optional<SetupServer> opened) {
        return new HttpServer(
                WebSettings.of(foundation.config()),
                new WebServices(
                        Authorizations.of(authorizations.flow()),
                        authorizations.setupLink(),
                        tokens.bot()::isConnected,
                        Readiness.of(foundation.snapshot()::health),
                        foundation.metrics()::scrape,
                        people(),
                        feed,
                        activity,
                        operations(),
                        new GuardControl(plugins.guard(), features.runner().services(RaidGuard.ID)),
                        new Agenda(
                                features.streams()::peek,
                                features.timerRunner()::next,
                                features.shoutouts().queue()::waiting),
                        new JdbiOperatorRequests(foundation.database()),
                        events.reconciler()::requestSoon,
                        foundation.config().web().publicPage()
                                ? new LivePublicChannels(
                                        channels,
                                        features.commands(),
                                        features.quotes(),
                                        new CounterBook(features.counters(), features.commands()),
                                        features.settings()::of,
                                        foundation.clock(),
                                        features.streams(),
                                        features.prefix(),
                                        (id, name) -> features.settings()
                                                .of(id)
                                                .disabledCommands()
                                                .contains(name))
                                : PublicChannels.none(),
                        discord(),
                        discordBot.map(DiscordModule.Bot::links)),
                opened);
    }

    private Optional<DiscordWeb> discord() {
        return tokens.discord()
                .map(discord -> new DiscordWeb(
                        discord.login(
                                foundation.storage(),
                                tokens.credentials(),
                                accounts.discord(),
                                accounts.guests(),
                                discordBot.map(DiscordModule.Bot::logins).orElse((person, servers) -> {}),
                                foundation.clock()),
                        accounts.guests()));
    }

    private People people() {
        Disconnection disconnection = new Disconnection(channels, tokens.credentials(), events.reconciler());
        return new People(
                accounts.sessions(),
                accounts.managed(),
                views(),
                broadcaster -> {
                    disconnection.disconnect(broadcaster);
                    feed.forget(broadcaster);
                },
                books(),
                accounts.people(),
                accounts.audit(),
                features.edits(),
                foundation.clock());
    }

    private Views views() {
        return new LiveViews(
                tokens.credentials(),
                reports,
                health,
                subscriptions,
                standings(),
                accounts.audit(),
                plugins.scopes(),
                new ChannelConditions(
                        tokens.credentials(),
                        tokens.bot(),
                        bot -> accounts.people()
                                .find(bot)
                                .map(person -> person.profile().login().value())
                                .orElse("the bot"),
                        plugins.book(),
                        plugins.scopes()::missing,
                        features.settings()::of,
                        standings(),
                        chat.roles()::moderates));
    }

    private ChannelBooks books() {
        FeatureDocuments settings =
                new FeatureDocuments(plugins.book(), plugins.scopes()::missing, features.settings()::language);
        return new ChannelBooks(
                features.commands(),
                features.triggers(),
                features.timers(),
                features.quotes(),
                new CounterBook(features.counters(), features.commands()),
                features.settings(),
                settings,
                foundation
                        .storage()
                        .moves(
                                new ChannelMoves.Books(
                                        features.commands(),
                                        features.triggers(),
                                        features.timers(),
                                        features.settings(),
                                        plugins.book(),
                                        settings,
                                        new CounterBook(features.counters(), features.commands()),
                                        new JdbiQuoteStore(foundation.database())),
                                foundation.config(),
                                accounts.audit(),
                                foundation.clock()),
                features.rehearsal());
    }

    private Operations operations() {
        return new LiveOperations(
                tokens.refreshes(),
                tokens.credentials(),
                channels,
                events.connectionsByState(),
                events.connections(),
                dispatcher,
                standings(),
                foundation.clock());
    }

    private SendingStatus standings() {
        return new SendingStatus(chat.queue(), features.shoutouts().queue(), chat.silences()::elsewhere);
    }
}
