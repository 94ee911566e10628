package bot.herald.app;

import bot.herald.auth.Purpose;
import bot.herald.config.BotConfig;
import bot.herald.config.NewConfigFile;
import bot.herald.feed.ActivityRecorder;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Lifecycle;
import bot.herald.metrics.Observers;
import bot.herald.setup.FirstStart;
import bot.herald.setup.NextSteps;
import bot.herald.web.FirstSteps;
import bot.herald.web.HttpServer;
import bot.herald.web.Readiness;
import bot.herald.web.SetupServer;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running bot: starts the parts that {@link BotModule} builds, leaves first, and stops them in reverse.
 *
 * <p>Closing takes at most ten seconds.
 */
public final class Herald implements FirstStart.RunningBot {
    private static final Logger log = LoggerFactory.getLogger(Herald.class);

    private final BotModule parts;
    private final HttpServer web;
    /** Leaves first; the web server early, because a port in use is the most likely fault. */
    private final List<Component> components = new ArrayList<>();

    private Herald(BotModule parts, Optional<SetupServer> opened) {
        this.parts = parts;
        Foundation foundation = parts.foundation();
        web = new WebModule(parts).server(opened);
        Observers.gauges(
                foundation.metrics(),
                foundation.twitch().http(),
                parts.health(),
                parts.events().connectionsByState(),
                parts.subscriptions(),
                parts.reports());
        foundation.metrics().ages(Readiness.of(foundation.snapshot()::health)::ages);

        components.addAll(List.of(foundation.twitch().http(), parts.chat().queue(), parts.dispatcher(), web));
        components.add(new ActivityRecorder(parts.feed(), parts.activity(), foundation.clock()).recurring());
        components.add(parts.features().lastSeen().recurring());
        components.addAll(parts.background());
        parts.discord().map(DiscordModule.Bot::components).ifPresent(components::addAll);
        // Last, so that its preparations do not delay the start.
        components.add(parts.tokens().door());
    }

    /** Loads what is on disk, then starts everything. */
    private void startAll() {
        parts.foundation().lifecycle().start(parts.plugins().jars());
        parts.foundation().lifecycle().start(parts.plugins().filterRetries());
        parts.foundation().database().insist(this::load);
        loadSettings();
        components.forEach(parts.foundation().lifecycle()::start);
    }

    /** May be called twice. */
    private void load() {
        StorageModule.load(parts.tokens().credentials(), parts.foundation().config());
        if (parts.foundation().instances().isAlone()) {
            parts.tokens().credentials().takeOverFromEarlierRuns();
        }
        // People whose login was lost while the last process stopped.
        parts.tokens().credentials().all(Purpose.LOGIN).forEach(parts.accounts().logins()::credentialStateChanged);
        parts.tokens().appToken().load();
        parts.channels().load();
    }

    /** From here on, no event in a chat waits for the database to read the channel's settings. */
    private void loadSettings() {
        try {
            parts.features().reload();
            parts.plugins().book().reload();
        } catch (RuntimeException e) {
            log.warn(
                    "the database does not answer ({}): channels use the defaults until it does",
                    e.getClass().getSimpleName());
        }
    }

    /**
     * Serves the set-up page until there is a configuration, then starts the bot on the same port.
     *
     * @param file where the configuration will be
     * @param announce receives lines that the operator has to see
     * @throws bot.herald.config.ConfigException if the environment is wrong
     * @throws bot.herald.lifecycle.StartupException if the port cannot be used
     */
    public static FirstStart firstStart(NewConfigFile file, Clock clock, Consumer<String> announce) {
        return FirstStart.open(
                file,
                clock,
                announce,
                (config, replaced, opened) -> start(config, clock, announce, replaced, Optional.of(opened)));
    }

    /**
     * Builds and starts the bot.
     *
     * @param announce receives lines that the operator has to see, such as the set-up link
     * @throws bot.herald.lifecycle.StartupException if it cannot start; what was started is stopped again
     */
    public static Herald start(BotConfig config, Clock clock, Consumer<String> announce) {
        return start(config, clock, announce, () -> {});
    }

    /**
     * Builds and starts the bot. On PostgreSQL, unless instances share the work, it first waits for another instance to
     * stop.
     *
     * @param announce receives lines that the operator has to see, such as the set-up link
     * @param replaced called when another instance has taken over, so that this one has to be closed
     * @throws bot.herald.lifecycle.StartupException if it cannot start; what was started is stopped again
     */
    public static Herald start(BotConfig config, Clock clock, Consumer<String> announce, Runnable replaced) {
        return start(config, clock, announce, replaced, Optional.empty());
    }

    /** @param opened the server whose port is reused */
    private static Herald start(
            BotConfig config, Clock clock, Consumer<String> announce, Runnable replaced, Optional<SetupServer> opened) {
        Lifecycle lifecycle = new Lifecycle();
        try {
            Foundation foundation = Foundation.lay(config, clock, lifecycle, announce, replaced);
            Herald herald = new Herald(BotModule.of(foundation, announce), opened);
            herald.startAll();
            herald.parts.authorizations().setupLink().show();
            return herald;
        } catch (RuntimeException e) {
            lifecycle.close();
            throw e;
        }
    }

    /** The port the web server listens on. */
    public int port() {
        return web.port();
    }

    /** The link that connects the bot account; valid while none is connected. */
    public URI setupLink() {
        return parts.authorizations().setupLink().get();
    }

    @Override
    public FirstSteps firstSteps() {
        return new NextSteps(
                parts.foundation().config(),
                this::setupLink,
                parts.tokens().bot(),
                parts.channels(),
                parts.authorizations().devices(),
                parts.accounts().sessions(),
                parts.feed());
    }

    @Override
    public void makeAdmin(TwitchUserId id) {
        parts.accounts().admins().add(id);
    }

    public boolean botIsConnected() {
        return parts.tokens().bot().isConnected();
    }

    @Override
    public void close() {
        log.info("stopping");
        parts.foundation().lifecycle().close();
        log.info("stopped");
    }
}
