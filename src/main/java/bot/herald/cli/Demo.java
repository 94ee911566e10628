package bot.herald.cli;

import bot.herald.app.Herald;
import bot.herald.cli.Actions.DemoOptions;
import bot.herald.config.AccountConfig;
import bot.herald.config.BotConfig;
import bot.herald.config.DatabaseConfig;
import bot.herald.config.FetchConfig;
import bot.herald.config.LogConfig;
import bot.herald.config.MoveInConfig;
import bot.herald.config.SecurityConfig;
import bot.herald.config.TwitchConfig;
import bot.herald.config.TwitchConfig.Endpoints;
import bot.herald.config.TwitchConfig.EventSubConfig;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.config.WebConfig;
import bot.herald.config.WebConfig.Registration;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs the real bot against a simulated Twitch and Discord, and prints what happens. */
final class Demo implements AutoCloseable {
    private static final String BOT = "heraldbot";
    private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave", "erin", "frank");
    private static final String RAIDER = "pixelpenguin";
    private static final int VIEWERS = 42;
    private static final int USUAL_PORT = 8080;
    private static final int WIDTH = 78;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final TemporaryFolder folder;
    private final PrintWriter out;
    private final TwitchSimulator twitch;
    private final Optional<DemoDiscord> discord;
    private final Herald herald;
    private final DemoScene scene;
    private final URI address;
    private int told;

    /**
     * Starts them.
     *
     * @param folder for the bot's files; deleted when this is closed or fails to start
     */
    Demo(DemoOptions options, TemporaryFolder folder, PrintWriter out) {
        this.out = out;
        this.folder = folder;
        say("");
        say("  Herald's demo: the real bot with a simulated Twitch" + (options.withDiscord() ? " and Discord" : ""));
        say("");
        say("  Starting. This takes a few seconds.");
        // The simulators need the address before the bot listens on it.
        int webPort = options.port().isPresent() ? checkedPort(options.port().getAsInt()) : usualPort();
        this.address = URI.create("http://localhost:" + webPort);
        this.twitch = TwitchSimulator.start(
                SimulatorOptions.defaults().withRedirectUris(List.of(address + "/auth/callback")));
        this.discord =
                options.withDiscord() ? Optional.of(new DemoDiscord(address, account(NAMES.get(0)))) : Optional.empty();
        this.scene = new DemoScene(twitch);
        try {
            BotConfig config = config(twitch, discord, webPort, folder.path());
            scene.remember(
                    config.database().url(),
                    NAMES.subList(0, 3).stream().map(this::account).toList(),
                    discord,
                    Instant.now());
            this.herald = Herald.start(config, Clock.systemUTC(), line -> {});
        } catch (StartupException e) {
            scene.close();
            discord.ifPresent(DemoDiscord::close);
            twitch.close();
            folder.close();
            throw e;
        }
    }

    /** Connects the bot and the channels, sends a raid and a command, and prints what the bot does. */
    void tell(int channels) {
        say("  [twitch]  running, simulated" + (discord.isPresent() ? "; so is Discord" : ""));
        say("  [herald]  running");
        connect(herald.setupLink(), BOT, "chats as " + BOT);
        List<SimulatedUser> broadcasters = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            String login = i < NAMES.size() ? NAMES.get(i) : "channel" + (i + 1);
            SimulatedUser broadcaster = account(login);
            connect(address.resolve("/auth/channel"), login, "joined the chat of " + login);
            broadcasters.add(broadcaster);
        }
        twitch.addModerator(broadcasters.get(0).id(), twitch.user(BOT).id());
        raid(broadcasters.get(0));
        command(broadcasters.get(channels - 1));
        long messages = twitch.sentMessages().size();
        say("");
        sayWrapped(channels + (channels == 1 ? " channel" : " channels")
                + " connected, 1 raid greeted, 1 command answered: " + messages
                + " chat messages, each in the right channel.");
        scene.prepare(broadcasters.get(0));
        scene.goOn(broadcasters.get(0));
    }

    void sayWhereToLook() {
        say("");
        say("  Open " + address + "/dashboard");
        say("  and log in as " + NAMES.get(0) + ", who runs this Herald. The simulated Twitch asks for");
        say("  your account.");
        say("");
        say("  Chat, raid and follow on the simulated Twitch:   "
                + twitch.baseUrl().resolve("/"));
        discord.ifPresent(here -> say("  See what Herald posts on the simulated Discord:  " + here.page()));
    }

    private SimulatedUser account(String login) {
        return twitch.user(login, login.substring(0, 1).toUpperCase(Locale.ROOT) + login.substring(1));
    }

    private void connect(URI link, String login, String result) {
        HttpResponse<String> page = new ScriptedBrowser().agree(link, login);
        if (page.statusCode() != 200) {
            throw new StartupException("the demo could not connect " + login + ": HTTP " + page.statusCode());
        }
        sayWrapped("[" + login + "]  opened " + link.getPath() + " and authorized Herald: the bot " + result);
    }

    private void raid(SimulatedUser raided) {
        SimulatedUser raider = twitch.user(RAIDER, "PixelPenguin");
        twitch.goLive(raided.id(), "Building a boat", "Art", scene.liveSince());
        say("");
        say("  " + raider.displayName() + " raids " + raided.login() + " with " + VIEWERS + " viewers");
        twitch.raid(raider.id(), raided.id(), VIEWERS);
        tellAnswer(raided);
    }

    private void command(SimulatedUser channel) {
        SimulatedUser viewer = twitch.user("sunny_viewer");
        say("");
        say("  " + viewer.login() + " writes in " + channel.login() + "'s chat: !commands");
        twitch.chat(ChatLine.of(channel.id(), viewer.id(), "!commands"));
        tellAnswer(channel);
    }

    private void tellAnswer(SimulatedUser channel) {
        int before = told;
        List<SentMessage> sent = twitch.awaitMessages(messages -> messages.size() > before, PATIENCE);
        SentMessage answer = sent.get(before);
        told = sent.size();
        if (!answer.broadcasterId().equals(channel.id())) {
            throw new StartupException("the bot answered in the wrong channel");
        }
        sayWrapped(
                "#" + channel.login() + "  " + BOT + (answer.replyTo() == null ? ": " : " (reply): ") + answer.text());
    }

    /** Wraps the line for 80 columns. */
    private void sayWrapped(String text) {
        String indent = "  ";
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH) {
                say(line.toString().stripTrailing());
                line = new StringBuilder(indent).append("    ");
            }
            line.append(word).append(' ');
        }
        say(line.toString().stripTrailing());
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static BotConfig config(TwitchSimulator twitch, Optional<DemoDiscord> discord, int port, Path folder) {
        return new BotConfig(
                new TwitchConfig(
                        twitch.clientId(),
                        new Secret(twitch.clientSecret()),
                        Endpoints.of(
                                URI.create(twitch.oauthUrl()),
                                URI.create(twitch.helixUrl()),
                                URI.create(twitch.eventSubWebSocketUrl())),
                        new EventSubConfig(Transport.WEBSOCKET, OptionalInt.empty())),
                new AccountConfig(Optional.empty(), "!", false),
                new WebConfig(
                        "127.0.0.1",
                        port,
                        URI.create("http://localhost:" + port),
                        List.of(NAMES.get(0)),
                        Registration.OPEN,
                        List.of()),
                new DatabaseConfig(
                        "jdbc:sqlite:" + folder.resolve("herald.db"), "", new Secret(""), DatabaseConfig.Backup.OFF),
                new SecurityConfig(folder.resolve("herald.key")),
                LogConfig.DEFAULT,
                Optional.empty(),
                MoveInConfig.DEFAULT,
                FetchConfig.DEFAULT,
                discord.map(DemoDiscord::config));
    }

    /** 8080 if it is free, otherwise any free port. */
    private static int usualPort() {
        try {
            return freePort(USUAL_PORT);
        } catch (IOException taken) {
            return checkedPort(0);
        }
    }

    private static int checkedPort(int port) {
        try {
            return freePort(port);
        } catch (IOException e) {
            throw new StartupException("cannot listen on 127.0.0.1:" + port + " (" + e.getMessage()
                    + "). Choose another port with --port.");
        }
    }

    /** @param port 0 for any free one */
    private static int freePort(int port) throws IOException {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Override
    public void close() {
        scene.close();
        herald.close();
        discord.ifPresent(DemoDiscord::close);
        twitch.close();
        folder.close();
    }
}
