package bot.herald.app;

import bot.herald.cluster.Instances;
import bot.herald.cluster.OnlyInstance;
import bot.herald.config.BotConfig;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.lifecycle.HealthSnapshot;
import bot.herald.lifecycle.Lifecycle;
import bot.herald.metrics.Metrics;
import bot.herald.retry.WakeUps;
import bot.herald.retry.WakeUps.Reason.DatabaseIsBack;
import bot.herald.storage.Database;
import bot.herald.storage.PostgresRoster;
import bot.herald.web.HttpServer;
import bot.herald.web.WebSettings;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What every part of the running bot stands on. */
record Foundation(
        BotConfig config,
        Clock clock,
        Lifecycle lifecycle,
        StorageModule storage,
        Instances instances,
        TwitchModule twitch,
        Metrics metrics,
        WakeUps wakeUps,
        HealthSnapshot snapshot) {

    /**
     * Opens what is on disk. On PostgreSQL, unless instances share the work, it first waits for another instance to
     * stop.
     *
     * @param announce receives lines that the operator has to see
     * @param replaced called when another instance has taken over
     */
    static Foundation lay(
            BotConfig config, Clock clock, Lifecycle lifecycle, Consumer<String> announce, Runnable replaced) {
        // Both are built while the database is opened, because their classes take as long to load.
        CompletableFuture<TwitchModule> twitch = CompletableFuture.supplyAsync(() -> TwitchModule.of(config, clock));
        CompletableFuture<Metrics> metrics = CompletableFuture.supplyAsync(Metrics::new);
        StorageModule storage = StorageModule.open(config, lifecycle, database -> {
            if (!divideWork(config, database)) {
                lifecycle.start(new OnlyInstance(
                        database.instanceLock(),
                        () -> HttpServer.standingBy(WebSettings.of(config)),
                        announce,
                        replaced));
            }
        });
        WakeUps wakeUps = new WakeUps();
        lifecycle.start(storage.database().watch(() -> wakeUps.happened(new DatabaseIsBack())));
        return new Foundation(
                config,
                clock,
                lifecycle,
                storage,
                instances(config, storage.database()),
                twitch.join(),
                metrics.join(),
                wakeUps,
                lifecycle.start(new HealthSnapshot(lifecycle::health)));
    }

    /** Whether instances share the work; otherwise one works while others stand by. */
    private static boolean divideWork(BotConfig config, Database database) {
        return config.twitch().eventsub().transport() == Transport.CONDUIT
                && database.instanceLock().worthWaitingFor();
    }

    private static Instances instances(BotConfig config, Database database) {
        OptionalInt shards = config.twitch().eventsub().shards();
        return divideWork(config, database)
                ? Instances.dividing(
                        database.instanceLock(),
                        new PostgresRoster(database, config.twitch().clientId()),
                        shards)
                : Instances.alone(shards);
    }

    Database database() {
        return storage.database();
    }
}
