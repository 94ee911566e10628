/** What people see in a browser, rendered from precompiled templates; start at {@link bot.herald.web.pages.Pages}. */
@NullMarked
package bot.herald.web.pages;

import org.jspecify.annotations.NullMarked;
