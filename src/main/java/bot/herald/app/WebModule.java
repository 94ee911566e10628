package bot.herald.app;

import bot.herald.connection.Disconnection;
import bot.herald.feature.command.CounterBook;
import bot.herald.feature.guard.GuardControl;
import bot.herald.feature.guard.RaidGuard;
import bot.herald.movein.ChannelMoves;
import bot.herald.storage.JdbiOperatorRequests;
import bot.herald.storage.JdbiQuoteStore;
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
record WebModule(BotModule parts) {

    /** @param opened the server whose port is reused */
    HttpServer server(Optional<SetupServer> opened) {
        return new HttpServer(
                WebSettings.of(parts.foundation().config()),
                new WebServices(
                        Authorizations.of(parts.authorizations().flow()),
                        parts.authorizations().setupLink(),
                        parts.tokens().bot()::isConnected,
                        Readiness.of(parts.foundation().snapshot()::health),
                        parts.foundation().metrics()::scrape,
                        people(),
                        parts.feed(),
                        parts.activity(),
                        operations(),
                        new GuardControl(
                                parts.plugins().guard(),
                                parts.features().runner().services(RaidGuard.ID)),
                        new Agenda(
                                parts.features().streams()::peek,
                                parts.features().timerRunner()::next,
                                parts.features().shoutouts().queue()::waiting),
                        new JdbiOperatorRequests(parts.foundation().database()),
                        parts.events().reconciler()::requestSoon,
                        parts.foundation().config().web().publicPage()
                                ? new LivePublicChannels(
                                        parts.channels(),
                                        parts.features().commands(),
                                        parts.features().quotes(),
                                        new CounterBook(
                                                parts.features().counters(),
                                                parts.features().commands()),
                                        parts.features().settings()::of,
                                        parts.foundation().clock(),
                                        parts.features().streams(),
                                        parts.features().prefix(),
                                        (id, name) -> parts.features()
                                                .settings()
                                                .of(id)
                                                .disabledCommands()
                                                .contains(name))
                                : PublicChannels.none(),
                        discord(),
                        parts.discord().map(DiscordModule.Bot::links)),
                opened);
    }

    private Optional<DiscordWeb> discord() {
        return parts.tokens()
                .discord()
                .map(discord -> new DiscordWeb(
                        discord.login(
                                parts.foundation().storage(),
                                parts.tokens().credentials(),
                                parts.accounts().discord(),
                                parts.accounts().guests(),
                                parts.discord().map(DiscordModule.Bot::logins).orElse((person, servers) -> {}),
                                parts.foundation().clock()),
                        parts.accounts().guests()));
    }

    private People people() {
        Disconnection disconnection = new Disconnection(
                parts.channels(), parts.tokens().credentials(), parts.events().reconciler());
        return new People(
                parts.accounts().sessions(),
                parts.accounts().managed(),
                views(),
                broadcaster -> {
                    disconnection.disconnect(broadcaster);
                    parts.feed().forget(broadcaster);
                },
                books(),
                parts.accounts().people(),
                parts.accounts().audit(),
                parts.features().edits(),
                parts.foundation().clock());
    }

    private Views views() {
        return new LiveViews(
                parts.tokens().credentials(),
                parts.reports(),
                parts.health(),
                parts.subscriptions(),
                standings(),
                parts.accounts().audit(),
                parts.plugins().scopes(),
                new ChannelConditions(
                        parts.tokens().credentials(),
                        parts.tokens().bot(),
                        bot -> parts.accounts()
                                .people()
                                .find(bot)
                                .map(person -> person.profile().login().value())
                                .orElse("the bot"),
                        parts.plugins().book(),
                        parts.plugins().scopes()::missing,
                        parts.features().settings()::of,
                        standings(),
                        parts.chat().roles()::moderates));
    }

    private ChannelBooks books() {
        FeatureDocuments settings = new FeatureDocuments(
                parts.plugins().book(),
                parts.plugins().scopes()::missing,
                parts.features().settings()::language);
        return new ChannelBooks(
                parts.features().commands(),
                parts.features().triggers(),
                parts.features().timers(),
                parts.features().quotes(),
                new CounterBook(parts.features().counters(), parts.features().commands()),
                parts.features().settings(),
                settings,
                parts.foundation()
                        .storage()
                        .moves(
                                new ChannelMoves.Books(
                                        parts.features().commands(),
                                        parts.features().triggers(),
                                        parts.features().timers(),
                                        parts.features().settings(),
                                        parts.plugins().book(),
                                        settings,
                                        new CounterBook(
                                                parts.features().counters(),
                                                parts.features().commands()),
                                        new JdbiQuoteStore(parts.foundation().database())),
                                parts.foundation().config(),
                                parts.accounts().audit(),
                                parts.foundation().clock()),
                parts.features().rehearsal());
    }

    private Operations operations() {
        return new LiveOperations(
                parts.tokens().refreshes(),
                parts.tokens().credentials(),
                parts.channels(),
                parts.events().connectionsByState(),
                parts.events().connections(),
                parts.dispatcher(),
                standings(),
                parts.foundation().clock());
    }

    private SendingStatus standings() {
        return new SendingStatus(
                parts.chat().queue(),
                parts.features().shoutouts().queue(),
                parts.chat().silences()::elsewhere);
    }
}
