package bot.herald.subscription;

/**
 * How much of Twitch's subscription cost points is used up, as Twitch last said.
 *
 * @param max 10 for the WebSocket subscriptions of one user, 10 000 for a client's conduits unless Twitch raised it
 */
public record CostTotals(int used, int max) {}
