/** Herald's HTTP side: routes, pages and the redirects of OAuth; start at {@link bot.herald.web.HttpServer}. */
@NullMarked
package bot.herald.web;

import org.jspecify.annotations.NullMarked;
