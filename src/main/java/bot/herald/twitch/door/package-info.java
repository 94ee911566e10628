/** The one door to Twitch's API; start at {@link bot.herald.twitch.door.TwitchDoor}. */
@NullMarked
package bot.herald.twitch.door;

import org.jspecify.annotations.NullMarked;
