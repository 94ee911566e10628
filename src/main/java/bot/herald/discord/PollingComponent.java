package bot.herald.discord;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Recurring;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A component that checks once a second whether there is something to do. Safe for concurrent use. */
abstract class PollingComponent implements Component {
    private static final Logger log = LoggerFactory.getLogger(PollingComponent.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Recurring looks;

    /** @param late the consequence of a failed look, for the log */
    PollingComponent(String name, String late) {
        this.looks = new Recurring(
                name,
                BETWEEN_LOOKS,
                BETWEEN_LOOKS,
                this::look,
                fault -> log.warn("discord: {}: {}", late, fault.getMessage()));
    }

    /** May block; one look at a time. */
    abstract void look();

    /** Looks as soon as possible, because there is something to do. */
    public void soon() {
        looks.soon();
    }

    @Override
    public final String name() {
        return looks.name();
    }

    @Override
    public final void start() {
        looks.start();
    }

    /** Nothing on Twitch waits for Discord, so trouble with Discord does not make Herald unready. */
    @Override
    public final Health check() {
        return looks.check();
    }

    @Override
    public void close() {
        looks.close();
    }
}
