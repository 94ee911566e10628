package bot.herald.web.pages;

import java.util.Optional;

/**
 * What is switched on and cannot act.
 *
 * @param mend what changes that; empty when it is somebody else's to do
 */
public record Shortfall(String message, Optional<Mend> mend) {}
