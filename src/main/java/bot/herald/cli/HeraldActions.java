package bot.herald.cli;

import bot.herald.app.Herald;
import bot.herald.check.PortProbe;
import bot.herald.cli.Actions.DemoOptions;
import bot.herald.cli.Actions.InitOptions;
import bot.herald.config.BotConfig;
import bot.herald.config.NewConfigFile;
import bot.herald.language.Language;
import bot.herald.lifecycle.StartupException;
import bot.herald.setup.FirstStart;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.storage.Database;
import bot.herald.template.Words;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/** Carries the commands out. */
public final class HeraldActions implements Actions {
    private static final int USUAL_DISCORD_PORT = 8091;

    private final PrintWriter out;
    private final StopSignal stop = new StopSignal();

    public HeraldActions(PrintWriter out) {
        this.out = out;
    }

    /**
     * Makes a signal end the process at once, with exit code 0, while a long-running command has not started anything yet.
     *
     * @return must be called before the process exits with another code
     */
    public Runnable leavingAtOnce() {
        stop.leaveAtOnce();
        return stop::forget;
    }

    @Override
    public int run(BotConfig config, Runnable atStart) {
        Logs.configure(config.log());
        atStart.run();
        AtomicBoolean replaced = new AtomicBoolean();
        Herald herald = stop.leavingAtOnceDuring(() -> Herald.start(config, Clock.systemUTC(), this::say, () -> {
            replaced.set(true);
            stop.ask();
        }));
        say("Herald is running. Connect a channel at " + config.web().publicUrl() + "/auth/channel");
        stop.awaitAndClose(Optional.empty(), herald);
        return replaced.get() ? 1 : 0;
    }

    @Override
    public int firstStart(NewConfigFile file) {
        FirstStart start = Herald.firstStart(file, Clock.systemUTC(), this::say);
        stop.listen();
        say("Herald has no configuration yet. To set it up, open this link in a browser:");
        say("");
        say("Open " + start.link());
        say("");
        say("Without a browser on this machine: herald init asks the same here.");
        stop.awaitAndClose(Optional.empty(), start);
        return 0;
    }

    @Override
    public int init(NewConfigFile file, InitOptions options) {
        Logs.onlyWarnings();
        return new InitDialog(out, new ConsoleQuestions(out), PortProbe::isTaken, Clock.systemUTC())
                .settle(file, options);
    }

    @Override
    public int demo(DemoOptions options) {
        Logs.onlyWarnings();
        TemporaryFolder folder = new TemporaryFolder("herald-demo");
        Demo demo = stop.leavingAtOnceDuring(() -> told(options, folder), folder::close);
        demo.sayWhereToLook();
        say("");
        say(options.stayFor()
                .map(time -> "  The demo stops in " + Words.span(Language.EN, time) + ".")
                .orElse("  Press Ctrl-C to stop the demo."));
        stop.awaitAndClose(options.stayFor(), demo);
        return 0;
    }

    private Demo told(DemoOptions options, TemporaryFolder folder) {
        Demo demo = new Demo(options, folder, out);
        try {
            demo.tell(options.channels());
            return demo;
        } catch (RuntimeException e) {
            demo.close();
            throw e;
        }
    }

    @Override
    public int simulator(int port, OptionalInt discordPort) {
        TwitchSimulator twitch = startSimulator(port);
        DiscordSimulator discord;
        try {
            discord = startDiscord(discordPort);
        } catch (StartupException e) {
            twitch.close();
            throw e;
        }
        say("The simulated Twitch is at " + twitch.baseUrl() + " (open it to raid and chat).");
        say("The simulated Discord is at " + discord.baseUrl() + " (open it to see what was posted).");
        say("Settings for config.yaml (leave out the discord part if you don't need it):");
        say("");
        say("twitch:");
        say("  client-id: " + twitch.clientId());
        say("  client-secret: " + twitch.clientSecret());
        say("  endpoints:");
        say("    oauth: " + twitch.oauthUrl());
        say("    helix: " + twitch.helixUrl());
        say("    eventsub-websocket: " + twitch.eventSubWebSocketUrl());
        say("discord:");
        say("  client-id: \"" + discord.clientId() + "\"");
        say("  client-secret: " + discord.clientSecret());
        say("  bot-token: " + discord.botToken());
        say("  endpoints:");
        say("    oauth: " + discord.baseUrl());
        say("    api: " + discord.apiUrl());
        say("    gateway: " + discord.gatewayUrl());
        say("");
        say("Registered redirect URLs:");
        say("  http://localhost:8080/auth/callback");
        say("  http://localhost:8080/auth/discord/callback");
        say("");
        say("Press Ctrl-C to stop both.");
        stop.awaitAndClose(Optional.<Duration>empty(), () -> {
            twitch.close();
            discord.close();
        });
        return 0;
    }

    @Override
    public int migrate(BotConfig config) {
        try (Database database = new Database(
                config.database().url(),
                config.database().user(),
                config.database().password())) {
            database.start();
            say("The database is up to date.");
        }
        return 0;
    }

    private static DiscordSimulator startDiscord(OptionalInt port) {
        try {
            return discordAt(port.orElse(USUAL_DISCORD_PORT));
        } catch (UncheckedIOException e) {
            if (port.isEmpty()) {
                return discordAt(0);
            }
            throw cannotListen(port.getAsInt(), e, "--discord-port");
        }
    }

    private static DiscordSimulator discordAt(int port) {
        return DiscordSimulator.start(DiscordOptions.defaults()
                .withPort(port)
                .withRedirectUris(List.of("http://localhost:8080/auth/discord/callback")));
    }

    private static TwitchSimulator startSimulator(int port) {
        try {
            return TwitchSimulator.start(SimulatorOptions.defaults()
                    .withPort(port)
                    .withRedirectUris(List.of("http://localhost:8080/auth/callback")));
        } catch (UncheckedIOException e) {
            throw cannotListen(port, e, "--port");
        }
    }

    private static StartupException cannotListen(int port, UncheckedIOException failure, String option) {
        String why = PortProbe.isInUse(failure) ? "another program has the port" : "this user may not use the port";
        return new StartupException(
                "cannot listen on 127.0.0.1:" + port + ": " + why + ". Choose one with " + option + ".");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
