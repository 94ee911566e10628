package bot.herald.cli;

import bot.herald.app.MaintenanceModule;
import bot.herald.auth.Completion;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.auth.TokenReports.TokenReport;
import bot.herald.channel.Channel;
import bot.herald.config.BotConfig;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StartupException;
import bot.herald.maintenance.Maintenance;
import bot.herald.security.KeyRotation;
import bot.herald.storage.ImportReport;
import bot.herald.storage.OlderBotImport;
import bot.herald.subscription.SubscriptionStatus;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the maintenance commands for real. */
public final class HeraldUpkeep implements Upkeep {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Clock clock;
    private final int width;

    /** @param width of the terminal, in columns */
    public HeraldUpkeep(PrintWriter out, PrintWriter err, Clock clock, int width) {
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.width = width;
    }

    @Override
    public int listTokens(BotConfig config, boolean json) {
        try (Maintenance maintenance = open(config)) {
            show(maintenance.tokens(), json);
            return 0;
        }
    }

    @Override
    public int refreshTokens(BotConfig config, List<String> who, boolean json) {
        try (Maintenance maintenance = open(config)) {
            List<TokenReport> chosen = chosen(maintenance, who);
            List<String> failures = new ArrayList<>();
            try (Progress progress = progress("Refreshing tokens", chosen.size())) {
                for (TokenReport token : chosen) {
                    maintenance
                            .refresh(token.key())
                            .ifPresent(failure -> failures.add(named(token) + ": "
                                    + advice(maintenance.token(token.key()).orElse(token), failure)));
                    progress.step();
                }
            }
            show(again(maintenance, chosen), json);
            failures.forEach(failure -> err.println("herald: " + failure));
            return failures.isEmpty() ? 0 : Failures.FAILED;
        }
    }

    @Override
    public int validateTokens(BotConfig config, List<String> who, boolean json) {
        try (Maintenance maintenance = open(config)) {
            List<TokenReport> chosen = chosen(maintenance, who);
            try (Progress progress = progress("Asking Twitch about tokens", chosen.size())) {
                for (TokenReport token : chosen) {
                    maintenance.validate(token.key());
                    progress.step();
                }
            }
            List<TokenReport> now = again(maintenance, chosen);
            show(now, json);
            return now.stream()
                            .allMatch(token -> token.state().equals("valid")
                                    || token.state().equals("expiring"))
                    ? 0
                    : Failures.FAILED;
        }
    }

    @Override
    public int listChannels(BotConfig config, boolean json) {
        try (Maintenance maintenance = open(config)) {
            Optional<Map<TwitchUserId, List<SubscriptionStatus>>> heard = maintenance.heard();
            List<ChannelRow> rows = maintenance.channels().stream()
                    .map(channel -> row(maintenance, channel, heard))
                    .toList();
            if (json) {
                out.println(ListJson.channels(rows));
            } else if (rows.isEmpty()) {
                out.println("No channel is connected.");
            } else {
                ChannelRow.table(rows).print(out, width);
                if (heard.isEmpty()) {
                    out.println("No bot runs on this database now, so nothing is heard.");
                }
            }
            return 0;
        }
    }

    private static ChannelRow row(
            Maintenance maintenance, Channel channel, Optional<Map<TwitchUserId, List<SubscriptionStatus>>> heard) {
        Optional<List<SubscriptionStatus>> here = heard.map(all -> all.getOrDefault(channel.id(), List.of()));
        return new ChannelRow(
                channel,
                maintenance.token(CredentialKey.channel(channel.id())),
                here,
                maintenance.condition(channel.id(), here.orElse(List.of())));
    }

    @Override
    public int removeChannel(BotConfig config, String who, boolean purge, boolean yes) {
        try (Maintenance maintenance = open(config)) {
            Optional<Channel> connected = connected(maintenance, who);
            if (connected.isEmpty() && !(purge && TwitchUserId.isValid(who))) {
                throw new StartupException("no connected channel is called " + who
                        + "; `herald channels list` shows them" + (purge ? ", and any other goes by its user id" : ""));
            }
            String name =
                    connected.map(channel -> channel.profile().login().value()).orElse(who);
            YesOption.require(
                    yes,
                    purge
                            ? "Disconnect " + name
                                    + " and erase its settings, commands, timers, quotes and activity log?"
                            : "Disconnect " + name + "? Its settings and commands stay, its token is revoked.");
            connected.ifPresent(channel -> {
                maintenance.remove(channel.id());
                out.println("Disconnected " + name + ". Its token is erased here.");
            });
            if (purge) {
                maintenance.erasure().purge(connected.map(Channel::id).orElseGet(() -> new TwitchUserId(who)));
                out.println("Erased its settings, commands, timers, quotes and activity log.");
            }
            return 0;
        }
    }

    @Override
    public int importChannel(BotConfig config, Optional<Secret> accessToken, Optional<Secret> refreshToken) {
        try (Maintenance maintenance = open(config)) {
            Completion completion = maintenance.logins().importChannel(accessToken, refreshToken);
            if (completion instanceof Completion.Refused refused) {
                throw new StartupException("not imported: " + refused.message());
            }
            Completion.Connected connected = (Completion.Connected) completion;
            out.println(connected.profile().login() + " (" + connected.profile().id() + ") is connected.");
            if (!connected.missingScopes().isEmpty()) {
                out.println(
                        "Not granted: " + Scope.join(connected.missingScopes()) + ". What needs it stays off until the"
                                + " broadcaster connects at " + config.web().publicUrl() + "/auth/channel");
            }
            if (refreshToken.isEmpty()) {
                out.println("Without a refresh token the connection ends when the access token does.");
            }
            return 0;
        }
    }

    @Override
    public int signFetches(BotConfig config, String who, boolean stop, boolean yes) {
        try (Maintenance maintenance = open(config)) {
            Channel channel = connected(maintenance, who)
                    .orElseThrow(() -> new StartupException(
                            "no connected channel is called " + who + "; `herald channels list` shows them"));
            String name = channel.profile().login().value();
            if (maintenance.fetchSigning().isOn(channel.id())) {
                YesOption.require(
                        yes,
                        "Erase the key of " + name + "? A service that checks signatures with it "
                                + (stop ? "gets none any more." : "needs the new one at once."));
            }
            if (stop) {
                out.println(
                        maintenance.fetchSigning().stop(channel.id())
                                ? "What the texts of " + name + " ask is not signed any more."
                                : name + " has no key.");
                return 0;
            }
            String key = maintenance.fetchSigning().start(channel.id()).reveal();
            // What is piped to another program is the key alone.
            err.println("What the texts of " + name + " ask is signed from now on. This key is shown only once:");
            out.println(key);
            return 0;
        }
    }

    private static Optional<Channel> connected(Maintenance maintenance, String who) {
        return maintenance.channels().stream()
                .filter(one -> Who.names(who, one.id(), one.profile().login()))
                .findFirst();
    }

    @Override
    public int login(BotConfig config, Purpose purpose, Optional<String> who, boolean yes) {
        try (Interruption interruption = new Interruption();
                Maintenance maintenance = open(config)) {
            Optional<Channel> expected = who.flatMap(name -> connected(maintenance, name));
            if (who.isPresent() && expected.isEmpty()) {
                throw new StartupException("no connected channel is called " + who.get()
                        + "; `herald channels list` shows them. A new one is connected without a name.");
            }
            return interruption.endsWith(new DeviceLoginDialog(
                            out,
                            err,
                            interruption::await,
                            question -> yes || Terminal.confirms(question),
                            Terminal.showsPictures() ? width : 0)
                    .connect(maintenance, config, purpose, expected));
        }
    }

    @Override
    public int rotateKey(BotConfig config, boolean yes) {
        try (Maintenance maintenance = open(config)) {
            YesOption.require(
                    yes,
                    "Replace the key? Backups made before can only be read with the key file of today: copy "
                            + config.security().keyFile() + " first.");
            KeyRotation.Result result = rotated(maintenance);
            if (result.resumed()) {
                out.println("An earlier rotation was interrupted; it is finished now.");
            }
            out.println(
                    switch (result.resealed()) {
                        case 0 -> "The key is new. No tokens are stored.";
                        case 1 -> "The key is new. 1 stored token is encrypted with it.";
                        default -> "The key is new. " + result.resealed() + " stored tokens are encrypted with it.";
                    });
            out.println("Back up the database now, and " + config.security().keyFile() + ".");
            out.println("Backups of the database made before need the key file from before.");
            return 0;
        }
    }

    private KeyRotation.Result rotated(Maintenance maintenance) {
        try (Progress progress = progress("Encrypting stored tokens", maintenance.sealedTexts())) {
            return maintenance.rotateKey(progress::reached);
        }
    }

    @Override
    public int backup(BotConfig config, Path file) {
        try (Maintenance maintenance = open(config)) {
            Optional<String> key = maintenance.backup(file);
            out.println("The database is copied to " + file + ".");
            out.println(key.map(name -> "Its tokens open with " + name + ".").orElse("It holds no token."));
            if (key.isPresent()) {
                out.println("Keep a copy of that key file too, elsewhere: "
                        + config.security().keyFile());
            }
            return 0;
        }
    }

    @Override
    public int importOlderBot(BotConfig config, Path file, OlderBotImport.Mode mode) {
        if (!Files.isRegularFile(file)) {
            throw new StartupException("there is no file " + file);
        }
        try (Maintenance maintenance = open(config)) {
            ImportReport report = maintenance.importOlderBot(file, mode);
            report.lines().forEach(line -> out.println(ImportWords.of(line)));
            out.println(ImportWords.total(report));
            long unusable = report.count(ImportReport.Outcome.UNUSABLE);
            if (unusable > 0 && mode == OlderBotImport.Mode.ALL_OR_NOTHING) {
                err.println("herald: nothing was imported, because with --strict every row must be usable");
            }
            return unusable == 0 ? 0 : Failures.FAILED;
        }
    }

    /** Elsewhere than on a terminal what is printed may be JSON, so there it goes with the complaints. */
    private Progress progress(String what, int total) {
        boolean terminal = Terminal.console().isPresent();
        return new Progress(terminal ? out : err, terminal, width, what, total, System::nanoTime);
    }

    private Maintenance open(BotConfig config) {
        Logs.onlyWarnings();
        return MaintenanceModule.open(config, clock, line -> err.println("herald: " + line));
    }

    private void show(List<TokenReport> tokens, boolean json) {
        if (json) {
            out.println(ListJson.tokens(tokens));
        } else if (tokens.isEmpty()) {
            out.println("No token is stored.");
        } else {
            TokenTable.of(tokens, clock).print(out, width);
        }
    }

    private static List<TokenReport> chosen(Maintenance maintenance, List<String> who) {
        List<TokenReport> all = maintenance.tokens();
        if (who.isEmpty()) {
            return all;
        }
        List<TokenReport> chosen = new ArrayList<>();
        for (String name : who) {
            List<TokenReport> found = all.stream()
                    .filter(token -> Who.names(name, token.key().account(), token.name()))
                    .toList();
            if (found.isEmpty()) {
                throw new StartupException("no token of " + name + " is stored; `herald tokens list` shows them");
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    private static List<TokenReport> again(Maintenance maintenance, List<TokenReport> before) {
        return before.stream()
                .flatMap(token -> maintenance.token(token.key()).stream())
                .toList();
    }

    private static String named(TokenReport token) {
        return token.name() + " (" + TokenTable.kind(token) + ")";
    }

    private static String advice(TokenReport token, ProviderFailure failure) {
        if (failure instanceof ProviderFailure.Reauthorize) {
            return token.key().provider().title() + " gives no new token; connect this account again ("
                    + (token.detail().isEmpty() ? failure.reason() : token.detail()) + ")";
        }
        if (failure instanceof ProviderFailure.Misconfigured) {
            String provider = token.key().provider().text();
            return token.key().provider().title() + " does not accept " + provider + ".client-id or " + provider
                    + ".client-secret; correct them in the configuration";
        }
        String when = failure instanceof ProviderFailure.RetryLater later
                        && later.after().isPresent()
                ? "in " + Math.max(1, later.after().get().toSeconds()) + " s"
                : "later";
        return "not refreshed now (" + failure.reason() + "); nothing is lost, try again " + when;
    }
}
