package bot.herald.web.pages;

import java.util.Optional;

/**
 * What is switched on and cannot act.
 *
 * @param fix what changes that; empty when it is somebody else's to do
 * @param asking whether it is the operator's to do, who can be asked
 */
public record Shortfall(String message, Optional<FixButton> fix, boolean asking) {}
