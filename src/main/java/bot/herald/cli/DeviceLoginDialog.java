package bot.herald.cli;

import bot.herald.auth.Completion;
import bot.herald.auth.DeviceFlow;
import bot.herald.auth.DeviceLogin;
import bot.herald.auth.Purpose;
import bot.herald.channel.Channel;
import bot.herald.config.BotConfig;
import bot.herald.lifecycle.StartupException;
import bot.herald.maintenance.Maintenance;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Shows a person at a terminal the code to type on Twitch, and waits until they have done so. */
final class DeviceLoginDialog {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Predicate<Duration> pause;
    private final Predicate<String> confirmed;
    private final int pictured;

    /**
     * @param pause waits that long; true if the person gives up
     * @param confirmed asks a yes-or-no question
     * @param pictured the maximum width of a QR code; 0 if it would not be seen
     */
    DeviceLoginDialog(
            PrintWriter out, PrintWriter err, Predicate<Duration> pause, Predicate<String> confirmed, int pictured) {
        this.confirmed = confirmed;
        this.pictured = pictured;
        this.out = out;
        this.err = err;
        this.pause = pause;
    }

    /** Returns the exit code. */
    int connect(Maintenance maintenance, BotConfig config, Purpose purpose, Optional<Channel> expected) {
        DeviceFlow.Begun begun = maintenance.logins().begin(purpose, expected.map(Channel::id));
        if (begun instanceof DeviceFlow.Begun.NotBegun none) {
            throw new StartupException("not connected: " + none.refused().message());
        }
        DeviceLogin login = ((DeviceFlow.Begun.Waiting) begun).login();
        tell(login, purpose, config);
        if (purpose == Purpose.CHANNEL
                && expected.isEmpty()
                && maintenance.channels().size() > 1) {
            say("A channel that is connected already is asked for what its features need if it is named:");
            say("    herald login channel NAME");
        }
        Optional<Completion> ended = Optional.empty();
        while (ended.isEmpty()) {
            if (pause.test(login.interval())) {
                err.println("herald: given up; nothing was connected");
                err.flush();
                return Failures.FAILED;
            }
            ended = login.poll();
        }
        Completion completion = ended.get();
        if (completion instanceof Completion.Replacing replacing) {
            say("");
            say("The bot's account is " + replacing.current() + ", and "
                    + replacing.profile().login() + " agreed.");
            if (!confirmed.test("Let the bot speak as " + replacing.profile().login() + " in every channel?")) {
                throw new StartupException("not connected: the bot is still " + replacing.current()
                        + "; nothing was changed (--yes confirms it without being asked)");
            }
            completion = maintenance.logins().confirmBot(replacing);
        }
        if (completion instanceof Completion.Refused refused) {
            throw new StartupException("not connected: " + refused.message());
        }
        tell(maintenance, (Completion.Connected) completion, purpose, expected);
        return 0;
    }

    private void tell(DeviceLogin login, Purpose purpose, BotConfig config) {
        say("Open this address on any device, in a browser that is logged in to Twitch");
        say(purpose == Purpose.BOT ? "as " + botName(config) + " (a private window is best):" : "as the broadcaster:");
        say("");
        say("    " + login.address());
        say("");
        List<String> picture = QrLines.of(login.address().toString(), pictured);
        if (!picture.isEmpty()) {
            say("Or point a phone's camera at it:");
            say("");
            picture.forEach(this::say);
            say("");
        }
        say("It shows this code, or asks for it:");
        say("");
        say("    " + login.userCode());
        say("");
        say("Check that the account is the right one, and authorize Herald. The code is");
        say("good for " + Math.max(1, login.lifetime().toMinutes()) + " minutes. Ctrl-C gives up.");
    }

    private static String botName(BotConfig config) {
        return config.bot().login().map(login -> login + ", the bot").orElse("the bot");
    }

    private void tell(
            Maintenance maintenance, Completion.Connected connected, Purpose purpose, Optional<Channel> expected) {
        say("");
        say(connected.profile().login() + " (" + connected.profile().id() + ") is connected"
                + (purpose == Purpose.BOT ? " as the bot." : "."));
        if (!connected.missingScopes().isEmpty()) {
            say(
                    purpose == Purpose.CHANNEL && expected.isEmpty()
                            ? "Features that are on there need more, which was not asked for or not granted:"
                            : "Twitch did not grant:");
            connected.missingScopes().forEach(scope -> say("    " + scope));
            say("What needs it stays off. To grant it, authorize all of it after");
            say("    herald login "
                    + (purpose == Purpose.BOT
                            ? "bot"
                            : "channel " + connected.profile().login()));
        }
        if (maintenance.isBotAndChannel(connected.profile().id())) {
            say("It is the bot and a channel at once: commands that it types itself are not");
            say("answered. Make an account for the bot, and connect it: herald login bot");
        }
        say("If the bot is running it picks this up in seconds; otherwise: herald run");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
