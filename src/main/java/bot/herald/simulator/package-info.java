/**
 * A simulated Twitch over HTTP and WebSocket, as strict as the real one, for the demo and the tests. Knows nothing
 * of the bot. Start at {@link bot.herald.simulator.TwitchSimulator}; {@code docs/simulator.md} lists its controls
 * over HTTP.
 */
@NullMarked
package bot.herald.simulator;

import org.jspecify.annotations.NullMarked;
