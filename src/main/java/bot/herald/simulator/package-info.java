/** A simulated Twitch over HTTP and WebSocket, for the demo and the tests; it knows nothing of the bot. */
@NullMarked
package bot.herald.simulator;

import org.jspecify.annotations.NullMarked;
