/** What tests of several packages share; start at {@link bot.herald.testing.TestClock}. */
@NullMarked
package bot.herald.testing;

import org.jspecify.annotations.NullMarked;
