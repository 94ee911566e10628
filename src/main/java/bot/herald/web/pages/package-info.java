/**
 * What people see in a browser: one record per page, rendered from precompiled templates. A page is given all that
 * it shows and asks nothing itself. Start at {@link bot.herald.web.pages.Pages}.
 */
@NullMarked
package bot.herald.web.pages;

import org.jspecify.annotations.NullMarked;
