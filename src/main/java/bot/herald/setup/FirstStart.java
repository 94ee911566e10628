package bot.herald.setup;

import bot.herald.config.BotConfig;
import bot.herald.config.ConfigException;
import bot.herald.config.ConfigProblem;
import bot.herald.config.FirstSettings;
import bot.herald.config.NewConfigFile;
import bot.herald.config.WebConfig;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StartupException;
import bot.herald.web.FirstSteps;
import bot.herald.web.SetupServer;
import bot.herald.web.SetupServices;
import bot.herald.web.WebSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start without a configuration: serves the set-up page until there is one, then runs the bot on the same port.
 *
 * <p>Safe for concurrent use.
 */
public final class FirstStart implements SetupServices, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private static final int NEIGHBOURS = 9;

    private final NewConfigFile file;
    private final BotStart bot;
    private final Consumer<String> announce;
    private final WebConfig usual;
    private final FirstCheck check;
    private volatile @Nullable SetupServer server;
    private Optional<BotConfig> config = Optional.empty();
    private Optional<FirstSettings> written = Optional.empty();
    private boolean closed;
    private volatile @Nullable RunningBot running;

    /** Builds and starts the bot. */
    @FunctionalInterface
    public interface BotStart {
        /**
         * @param replaced called when another instance has taken over and this one must be closed
         * @param opened the server whose port the bot takes over
         * @throws StartupException if it cannot start
         */
        RunningBot start(BotConfig config, Runnable replaced, SetupServer opened);
    }

    /** The running bot, as the set-up sees it. */
    public interface RunningBot extends AutoCloseable {
        /** The next steps for the person who sets up the bot. */
        FirstSteps firstSteps();

        /** Makes somebody an admin until the bot is restarted; the caller has to change the configuration. */
        void makeAdmin(TwitchUserId id);

        @Override
        void close();
    }

    private FirstStart(NewConfigFile file, WebConfig usual, Clock clock, Consumer<String> announce, BotStart bot) {
        this.file = file;
        this.bot = bot;
        this.announce = announce;
        this.usual = usual;
        this.check = new FirstCheck(file, clock);
    }

    /**
     * Opens the set-up page. If another program uses the default port, opens it on one of the next ports, unless the environment
     * sets the port or the public address.
     *
     * @param file where the configuration will be
     * @param announce prints lines for the operator
     * @param bot starts the bot once there is a configuration
     * @throws ConfigException if the environment is wrong
     * @throws StartupException if no such port can be used
     */
    public static FirstStart open(NewConfigFile file, Clock clock, Consumer<String> announce, BotStart bot) {
        try {
            return openOnce(file, clock, announce, bot);
        } catch (StartupException e) {
            int usual = file.preview().web().port();
            boolean isGiven = file.portIsGiven() || file.publicUrlIsGiven();
            for (int port = usual + 1; port <= usual + NEIGHBOURS && !isGiven; port++) {
                try {
                    FirstStart start = openOnce(file.withUsualPort(port), clock, announce, bot);
                    announce.accept("Port " + usual + " cannot be used, so the set-up page is on port " + port
                            + ". It asks which one Herald is to have.");
                    return start;
                } catch (StartupException another) {
                    e.addSuppressed(another);
                }
            }
            throw e;
        }
    }

    private static FirstStart openOnce(NewConfigFile file, Clock clock, Consumer<String> announce, BotStart bot) {
        BotConfig preview = file.preview();
        FirstStart start = new FirstStart(file, preview.web(), clock, announce, bot);
        SetupServer opened = new SetupServer(WebSettings.of(preview), start, clock);
        start.server = opened;
        opened.start();
        return start;
    }

    private SetupServer server() {
        return Objects.requireNonNull(server, "opened");
    }

    /** The link for the operator to open. */
    public URI link() {
        return server().link();
    }

    @Override
    public URI usualPublicUrl() {
        return usual.publicUrl();
    }

    @Override
    public boolean publicUrlIsGiven() {
        return file.publicUrlIsGiven();
    }

    @Override
    public int usualPort() {
        return usual.port();
    }

    @Override
    public boolean portIsGiven() {
        return file.portIsGiven();
    }

    @Override
    public synchronized Optional<URI> newAddress() {
        return config.map(BotConfig::web)
                .filter(web -> web.port() != usual.port())
                .map(WebConfig::publicUrl);
    }

    @Override
    public synchronized boolean isConfigured() {
        return config.isPresent();
    }

    @Override
    public List<ConfigProblem> look(FirstSettings settings) {
        return check.here(settings);
    }

    @Override
    public synchronized List<ConfigProblem> install(FirstSettings settings) {
        if (config.isPresent()) {
            return start();
        }
        FirstCheck.Outcome outcome = check.testAndWrite(settings, this::listen);
        if (!outcome.problems().isEmpty()) {
            return outcome.problems();
        }
        config = outcome.config();
        written = Optional.of(settings);
        announce.accept("The configuration is written to " + file.path().getFileName() + ". Starting the bot.");
        newAddress()
                .ifPresent(address -> announce.accept("Herald's address is " + address + " now; it listens on port "
                        + usual.port() + ", too, until it stops."));
        return start();
    }

    /** The set-up continues on the old port, which stays open, since the browser may not reach the new one. */
    private List<ConfigProblem> listen(WebConfig web) {
        return server().listenOn(web.port())
                .map(why -> List.of(new ConfigProblem("set-up", 0, "web.port", why)))
                .orElse(List.of());
    }

    @Override
    public synchronized List<ConfigProblem> start() {
        if (running != null || closed || config.isEmpty()) {
            return List.of();
        }
        try {
            running = bot.start(config.get(), this::replaced, server());
            announce.accept("Herald is running. Connect a channel at "
                    + config.get().web().publicUrl() + "/auth/channel");
            return List.of();
        } catch (StartupException e) {
            log.error("the bot could not start: {}", e.getMessage());
            return List.of(new ConfigProblem(
                    "set-up", 0, "", "The configuration is written, but the bot could not start: " + e.getMessage()));
        }
    }

    @Override
    public synchronized boolean hasAdmin() {
        return file.adminsAreGiven()
                || written.filter(settings -> !settings.admin().isEmpty()).isPresent();
    }

    @Override
    public synchronized Optional<String> makeAdmin(TwitchUserId id) {
        RunningBot started = running;
        if (started == null || written.isEmpty()) {
            return Optional.of("The bot does not run yet.");
        }
        FirstSettings wanted = written.get().withAdmin(id);
        String name = file.path().getFileName().toString();
        try {
            if (!file.rewrite(written.get(), wanted)) {
                return Optional.of(name + " was changed in the meantime and stays as it is. Write admins: ['" + id
                        + "'] into it under web, and start Herald again; or go on without.");
            }
        } catch (IOException e) {
            return Optional.of(name + " cannot be written (" + e.getClass().getSimpleName()
                    + "). Make it and its folder writable for this user, and try again; or go on without.");
        }
        written = Optional.of(wanted);
        started.makeAdmin(id);
        log.info("user={} was made an admin in the set-up and is named in web.admins", id);
        return Optional.empty();
    }

    /** In another thread, since the bot's own thread calls this and must return before the bot can be closed. */
    private void replaced() {
        new Thread(this::close, "herald-replaced").start();
    }

    @Override
    public Optional<FirstSteps> running() {
        return Optional.ofNullable(running).map(RunningBot::firstSteps);
    }

    @Override
    public synchronized void close() {
        closed = true;
        RunningBot started = running;
        if (started != null) {
            started.close();
        }
        server().close();
    }
}
