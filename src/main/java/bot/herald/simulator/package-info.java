/**
 * A simulated Twitch over HTTP and WebSocket, for the demo and the tests; it knows nothing of the bot. Read {@link
 * bot.herald.simulator.TwitchSimulator} first, and {@code docs/simulator.md} for its controls over HTTP.
 */
@NullMarked
package bot.herald.simulator;

import org.jspecify.annotations.NullMarked;
