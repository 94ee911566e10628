package bot.herald.cli;

import bot.herald.auth.Completion;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.channel.Channel;
import bot.herald.config.BotConfig;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StartupException;
import bot.herald.maintenance.Maintenance;
import bot.herald.subscription.SubscriptionStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out {@code herald channels} and {@code herald login}. */
final class AccountUpkeep implements Upkeep.Accounts {
    private final HeraldUpkeep upkeep;
    private final PrintWriter out;
    private final PrintWriter err;
    private final int width;

    AccountUpkeep(HeraldUpkeep upkeep, PrintWriter out, PrintWriter err, int width) {
        this.upkeep = upkeep;
        this.out = out;
        this.err = err;
        this.width = width;
    }

    @Override
    public int listChannels(BotConfig config, boolean json) {
        try (Maintenance maintenance = upkeep.open(config)) {
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
                    out.println("No bot is running on this database, so no events arrive.");
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
        try (Maintenance maintenance = upkeep.open(config)) {
            Optional<Channel> connected = Who.among(maintenance.channels(), who);
            if (connected.isEmpty() && !(purge && TwitchUserId.isValid(who))) {
                throw Who.notConnected(who, purge ? ", and any other goes by its user id" : "");
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
        try (Maintenance maintenance = upkeep.open(config)) {
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
        try (Maintenance maintenance = upkeep.open(config)) {
            Channel channel = Who.oneAmong(maintenance.channels(), who);
            String name = channel.profile().login().value();
            if (maintenance.fetchSigning().isOn(channel.id())) {
                YesOption.require(
                        yes,
                        "Erase the key of " + name + "? A service that checks signatures with it "
                                + (stop ? "gets none from now on." : "needs the new one at once."));
            }
            if (stop) {
                out.println(
                        maintenance.fetchSigning().stop(channel.id())
                                ? "Requests of " + name + "'s texts are no longer signed."
                                : name + " has no key.");
                return 0;
            }
            String key = maintenance.fetchSigning().start(channel.id()).reveal();
            // Another program that reads this gets the key and nothing else.
            err.println("Requests of " + name + "'s texts are signed from now on. This key is shown only once:");
            out.println(key);
            return 0;
        }
    }

    @Override
    public int login(BotConfig config, Purpose purpose, Optional<String> who, boolean yes) {
        try (Interruption interruption = new Interruption();
                Maintenance maintenance = upkeep.open(config)) {
            Optional<Channel> expected = who.flatMap(name -> Who.among(maintenance.channels(), name));
            if (who.isPresent() && expected.isEmpty()) {
                throw Who.notConnected(who.get(), ". A new one is connected without a name.");
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
}
