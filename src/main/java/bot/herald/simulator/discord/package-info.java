/**
 * A simulated Discord over HTTP and WebSocket, for the demo and the tests; it knows nothing of the bot. Read {@link
 * bot.herald.simulator.discord.DiscordSimulator} first, and {@code docs/simulator.md} for its controls over HTTP.
 */
@NullMarked
package bot.herald.simulator.discord;

import org.jspecify.annotations.NullMarked;
