package bot.herald.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the demo shows itself.
 *
 * @param channels from 1 to 50
 * @param port of the bot's web server; if absent, any free one
 * @param stayFor how long the dashboard stays open afterwards; if absent, until Ctrl-C
 */
public record DemoOptions(int channels, OptionalInt port, Optional<Duration> stayFor) {}
