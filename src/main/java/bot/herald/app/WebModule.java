package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.config.BotConfig;
import bot.herald.feed.ChannelFeed;
import bot.herald.identity.TwitchUserId;
import bot.herald.metrics.Metrics;
import bot.herald.security.SetupCode;
import bot.herald.web.Authorizations;
import bot.herald.web.ChannelBooks;
import bot.herald.web.HttpServer;
import bot.herald.web.Operations;
import bot.herald.web.People;
import bot.herald.web.Readiness;
import bot.herald.web.SetupServer;
import bot.herald.web.Views;
import bot.herald.web.WebServices;
import bot.herald.web.WebSettings;
import java.time.Clock;
import java.util.Optional;

/** What people and programs reach over HTTP. */
record WebModule(
        BotConfig config,
        AccountModule accounts,
        ChannelBooks books,
        Views views,
        Disconnection disconnection,
        ChannelFeed feed,
        Operations operations,
        Clock clock) {
    HttpServer server(
            Authorizations authorizations,
            SetupCode setupCode,
            BotAccount bot,
            Lifecycle lifecycle,
            Metrics metrics,
            Optional<SetupServer> opened) {
        return new HttpServer(
                settings(config),
                new WebServices(
                        authorizations,
                        setupCode::accepts,
                        bot::isConnected,
                        Readiness.of(lifecycle::down),
                        metrics::scrape,
                        people(),
                        feed,
                        operations),
                opened);
    }

    static WebSettings settings(BotConfig config) {
        return new WebSettings(
                config.web().bind(),
                config.web().port(),
                config.web().publicUrl(),
                config.bot().commandPrefix());
    }

    private People people() {
        return new People(
                accounts.sessions(),
                accounts.managed(),
                views,
                this::disconnect,
                books,
                accounts.people(),
                accounts.audit(),
                accounts.audit(),
                clock);
    }

    private void disconnect(TwitchUserId broadcaster) {
        disconnection.disconnect(broadcaster);
        feed.forget(broadcaster);
    }
}
