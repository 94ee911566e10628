package bot.herald.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to run the demo.
 *
 * @param port of the web server; empty for 8080 if it is free, else any
 * @param stayFor how long to stay up after the story; empty until Ctrl-C
 */
public record DemoOptions(int channels, OptionalInt port, Optional<Duration> stayFor) {}
