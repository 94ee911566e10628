package bot.herald.account;

import bot.herald.account.DiscordAccounts.DiscordAccount;
import bot.herald.identity.Secret;
import java.time.Instant;

/**
 * A browser that came with Discord alone: it is known who it is, and that gives no right over a channel on Twitch, linked or not.
 *
 * @param formToken goes into every form of a page and has to come back with it
 * @param device which browser it is, in a few words
 * @param usedAt when it was used last, give or take some minutes
 */
public record Guest(
        String id,
        DiscordAccount account,
        Secret formToken,
        String device,
        Instant begunAt,
        Instant usedAt,
        Instant expiresAt) {}
