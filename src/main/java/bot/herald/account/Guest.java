package bot.herald.account;

import bot.herald.account.DiscordAccounts.DiscordAccount;
import bot.herald.identity.Secret;
import java.time.Instant;

/**
 * A browser that logged in with Discord alone: we know who it is, but that gives no right over a Twitch channel, linked
 * or not.
 *
 * @param formToken goes into every form of a page and has to come back with it
 * @param device a short description of the browser
 * @param usedAt when it was last used, give or take some minutes
 */
public record Guest(
        String id,
        DiscordAccount account,
        Secret formToken,
        String device,
        Instant begunAt,
        Instant usedAt,
        Instant expiresAt) {}
