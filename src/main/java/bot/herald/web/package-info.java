/** Herald over HTTP; start at {@link bot.herald.web.HttpServer}. */
@NullMarked
package bot.herald.web;

import org.jspecify.annotations.NullMarked;
