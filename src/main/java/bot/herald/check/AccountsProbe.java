package bot.herald.check;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.auth.RequestedScopes;
import bot.herald.auth.ScopesInUse;
import bot.herald.config.BotConfig;
import bot.herald.identity.Provider;
import bot.herald.identity.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the bot's account is connected, every token is valid, and every scope that Herald needs is granted.
 *
 * @param deadAtTwitch accounts whose token Twitch refuses although it should be valid
 * @param scopes the scopes that Herald needs, including those of enabled features
 */
record AccountsProbe(
        BotConfig config, List<Credential> credentials, Set<CredentialKey> deadAtTwitch, ScopesInUse scopes) {
    private static final String BOT = "bot account";
    private static final int MOST_NAMED = 20;

    List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        List<Credential> bots = of(Purpose.BOT);
        if (bots.isEmpty()) {
            findings.add(Finding.wrong(
                    BOT,
                    "none is connected",
                    "Start Herald and open the link that it prints (Open ...?setup=...), or use `herald login bot`."));
        }
        bots.forEach(bot -> findings.addAll(bot(bot)));
        List<Credential> channels = of(Purpose.CHANNEL);
        bots.stream()
                .filter(bot -> channels.stream()
                        .anyMatch(channel ->
                                channel.key().userId().equals(bot.key().userId())))
                .forEach(bot -> findings.add(Finding.warning(
                        BOT,
                        named(bot) + " is a channel, too: commands that it types itself are not answered",
                        "Make an account for the bot on Twitch, and connect it: `herald login bot`.")));
        List<List<Finding>> faulty = channels.stream()
                .map(this::channel)
                .filter(found -> !found.isEmpty())
                .toList();
        List<Finding> bad = faulty.stream().flatMap(List::stream).toList();
        findings.addAll(bad.subList(0, Math.min(MOST_NAMED, bad.size())));
        if (bad.size() > MOST_NAMED) {
            findings.add(Finding.wrong(
                    "channels",
                    (bad.size() - MOST_NAMED) + " more need attention",
                    "`herald tokens list` shows them all."));
        }
        findings.add(Finding.ok(
                "channels",
                channels.isEmpty()
                        ? "no channel connected yet"
                        : channels.size() + " connected, " + (channels.size() - faulty.size()) + " good"));
        return findings;
    }

    private List<Credential> of(Purpose purpose) {
        return credentials.stream()
                .filter(one -> one.key().purpose() == purpose && one.key().provider() == Provider.TWITCH)
                .toList();
    }

    private List<Finding> bot(Credential bot) {
        String name = named(bot);
        if (config.bot().login().filter(wanted -> !wanted.equals(bot.login())).isPresent()) {
            return List.of(Finding.wrong(
                    BOT,
                    name + " is connected, but bot.login is "
                            + config.bot().login().get(),
                    "Connect that account in its place, or correct bot.login."));
        }
        String again = "Open " + config.web().publicUrl() + "/auth/bot as an admin, or with the link that run prints,"
                + " and log in as " + bot.login() + "; or use `herald login bot`.";
        if (isDead(bot)) {
            return List.of(Finding.wrong(BOT, name + " has to connect again" + why(bot), again));
        }
        Set<Scope> missing = missing(bot);
        List<Finding> findings = new ArrayList<>();
        findings.add(
                missing.isEmpty()
                        ? Finding.ok(BOT, name)
                        : Finding.wrong(BOT, name + " has not granted " + list(missing), again));
        waitedFor(bot)
                .ifPresent(waited -> findings.add(Finding.warning(
                        BOT,
                        name + " has not granted " + waited + ", which features wait for that are switched on",
                        again)));
        return findings;
    }

    private List<Finding> channel(Credential channel) {
        String page = config.web().publicUrl() + "/auth/channel";
        String again = channel.login() + " has to open " + page + " once more, or use `herald login channel`.";
        if (isDead(channel)) {
            return List.of(Finding.wrong("channel", named(channel) + " has to connect again" + why(channel), again));
        }
        Set<Scope> missing = missing(channel);
        List<Finding> findings = new ArrayList<>();
        if (!missing.isEmpty()) {
            findings.add(Finding.warning(
                    "channel", named(channel) + " has not granted " + list(missing) + "; what needs it is off", again));
        }
        waitedFor(channel)
                .ifPresent(waited -> findings.add(Finding.warning(
                        "channel",
                        named(channel) + " has not granted " + waited
                                + ", which features wait for that are switched on there",
                        channel.login() + " has to open " + page + "?channel="
                                + channel.key().userId() + ", or use `herald login channel " + channel.login()
                                + "`; or these features are switched off on the channel's page.")));
        return findings;
    }

    private boolean isDead(Credential credential) {
        return !credential.isUsable() || deadAtTwitch.contains(credential.key());
    }

    private static String why(Credential credential) {
        if (credential.isUsable()) {
            return ": Twitch refuses its token before its time";
        }
        return credential.detail().isEmpty() ? "" : ": " + credential.detail();
    }

    private static Set<Scope> missing(Credential credential) {
        return Scope.missing(RequestedScopes.of(credential.key().purpose()), credential.scopes());
    }

    /** Missing scopes that only features need. */
    private Optional<String> waitedFor(Credential credential) {
        CredentialKey key = credential.key();
        Set<Scope> waited = new TreeSet<>(scopes.missing(key.purpose(), key.userId(), credential.scopes()));
        waited.removeAll(RequestedScopes.of(key.purpose()));
        return waited.isEmpty() ? Optional.empty() : Optional.of(list(waited));
    }

    private static String named(Credential credential) {
        return credential.login() + " (" + credential.key().userId() + ")";
    }

    private static String list(Collection<Scope> scopes) {
        return Scope.join(scopes).replace(" ", ", ");
    }
}
