/**
 * Herald's HTTP side: the server, routes, API, live feeds, and the redirects of OAuth. Rules about people and
 * channels belong to {@code account} and the books; how a page looks to {@code web.pages}. Start at {@link
 * bot.herald.web.HttpServer}.
 */
@NullMarked
package bot.herald.web;

import org.jspecify.annotations.NullMarked;
