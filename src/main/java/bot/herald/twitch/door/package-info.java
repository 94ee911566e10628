/**
 * The one door to Twitch's API: tokens, rate limits and one kind of answer, for Twitch4J's interface as for plain
 * JSON. What to call is up to {@code twitch.helix} and the features. Start at {@link
 * bot.herald.twitch.door.TwitchDoor}.
 */
@NullMarked
package bot.herald.twitch.door;

import org.jspecify.annotations.NullMarked;
