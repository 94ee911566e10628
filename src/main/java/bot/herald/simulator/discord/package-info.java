/**
 * A simulated Discord over HTTP and WebSocket, for the demo and the tests. Knows nothing of the bot. Start at {@link
 * bot.herald.simulator.discord.DiscordSimulator}; {@code docs/simulator.md} lists its controls over HTTP.
 */
@NullMarked
package bot.herald.simulator.discord;

import org.jspecify.annotations.NullMarked;
