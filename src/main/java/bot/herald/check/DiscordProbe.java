package bot.herald.check;

import bot.herald.config.DiscordConfig;
import bot.herald.config.WebConfig;
import bot.herald.discord.login.DiscordCheck;
import bot.herald.discord.login.DiscordCheck.Bot;
import bot.herald.discord.login.DiscordCheck.Verdict;
import bot.herald.identity.Secret;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether Discord accepts the application's id and secret and its bot's token. Finds nothing without an application. */
record DiscordProbe(DiscordConfig config, WebConfig web, DiscordCheck discord) {
    private static final String CLIENT = "Discord";
    private static final String BOT = "Discord bot";
    private static final String PORTAL = "discord.com/developers";

    static DiscordProbe of(DiscordConfig config, WebConfig web, Clock clock) {
        return new DiscordProbe(config, web, DiscordCheck.of(config, web, clock));
    }

    List<Finding> look() {
        List<Finding> findings = new ArrayList<>(List.of(client()));
        if (config.botToken().isEmpty()) {
            findings.add(
                    Finding.skipped(BOT, "discord.bot-token is empty: people can log in, the bot is in no server"));
        } else {
            findings.addAll(bot(config.botToken().get()));
        }
        return findings;
    }

    private Finding client() {
        Verdict verdict = discord.client();
        if (verdict instanceof Verdict.Refused) {
            return Finding.wrong(
                    CLIENT,
                    "Discord does not take the client ID or secret",
                    "Copy both from OAuth2 of your application at " + PORTAL + " into discord.client-id and"
                            + " discord.client-secret; Reset Secret there ends the one before.");
        }
        return verdict instanceof Verdict.Unknown unknown
                ? Finding.warning(
                        CLIENT,
                        "Discord gave no answer to the client ID now (" + unknown.reason() + ")",
                        "Try again later; Herald waits by itself.")
                : Finding.ok(CLIENT, "takes the client ID and secret");
    }

    private List<Finding> bot(Secret token) {
        Verdict verdict = discord.bot(token);
        if (verdict instanceof Verdict.Refused) {
            return List.of(Finding.wrong(
                    BOT,
                    "Discord does not take discord.bot-token",
                    "Press Reset Token under Bot of your application at " + PORTAL
                            + " and copy what it shows; an older token is void from that moment."));
        }
        if (verdict instanceof Verdict.Unknown unknown) {
            return List.of(Finding.warning(
                    BOT,
                    "Discord gave no answer to the bot's token now (" + unknown.reason() + ")",
                    "Try again later; Herald waits by itself."));
        }
        List<Finding> findings = new ArrayList<>();
        Optional<Bot> application = discord.application(token);
        if (application.filter(bot -> !bot.isOurs()).isPresent()) {
            findings.add(Finding.wrong(
                    BOT,
                    "discord.bot-token is of another application than discord.client-id",
                    "Copy both from the same application at " + PORTAL + "."));
        } else {
            findings.add(Finding.ok(BOT, ((Verdict.Accepted) verdict).name()));
        }
        if (application.filter(bot -> !bot.mayHearOfMembers()).isPresent()) {
            findings.add(Finding.warning(
                    "Discord members",
                    "the Server Members Intent is off, so who may manage a server is noticed within the hour only",
                    "Switch it on under Bot, Privileged Gateway Intents, of your application at " + PORTAL + "."));
        }
        if (application.flatMap(Bot::knowsRedirect).filter(known -> !known).isPresent()) {
            findings.add(Finding.wrong(
                    "Discord redirect",
                    web.discordRedirectUri() + " is not registered at Discord",
                    "Enter exactly that under OAuth2, Redirects, of your application at " + PORTAL
                            + ", or correct web.public-url."));
        }
        return findings;
    }
}
