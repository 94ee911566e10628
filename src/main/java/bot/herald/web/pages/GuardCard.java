package bot.herald.web.pages;

import java.util.Optional;

/**
 * What the guard has switched on.
 *
 * @param what at the beginning of a sentence
 * @param since empty if nobody knows
 * @param action where the form goes that ends it
 * @param token has to come back with the form
 */
public record GuardCard(String what, Optional<When> since, When until, String action, String token) {}
