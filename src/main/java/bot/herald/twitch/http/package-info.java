/** HTTP to Twitch: one request, one sealed answer; start at {@link bot.herald.twitch.http.TwitchHttp}. */
@NullMarked
package bot.herald.twitch.http;

import org.jspecify.annotations.NullMarked;
