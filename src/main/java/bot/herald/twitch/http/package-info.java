/**
 * HTTP to Twitch: one request, one answer, within a time and a size limit, never repeated. Start at {@link
 * bot.herald.twitch.http.TwitchHttp}.
 */
@NullMarked
package bot.herald.twitch.http;

import org.jspecify.annotations.NullMarked;
