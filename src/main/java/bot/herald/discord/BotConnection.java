package bot.herald.discord;

import bot.herald.discord.DiscordBot.Standing;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the bot connected, with a pause before each new attempt. For one thread at a time. */
final class BotConnection {
    private static final Logger log = LoggerFactory.getLogger(BotConnection.class);

    private final DiscordBot bot;
    private final Consumer<BotEvent> heard;
    private final ForwardClock clock;
    private boolean isOpen;
    private int failures;
    private Instant nextTry = Instant.MIN;

    /** @param heard takes the bot's events, on one thread */
    BotConnection(DiscordBot bot, Consumer<BotEvent> heard, Clock clock) {
        this.bot = bot;
        this.heard = heard;
        this.clock = new ForwardClock(clock);
    }

    /** Connects if that is due; to be called often. */
    void keep() {
        Standing standing = bot.standing();
        if (standing.isConnected()) {
            failures = 0;
        } else if (isOpen && standing == Standing.CLOSED) {
            // Discord ended it for good, and may do so again: a bot that connects too often loses its token.
            isOpen = false;
            Duration pause = putOff(RetryPolicy.FORBIDDEN);
            log.info("discord: connecting again in {} ms", pause.toMillis());
        }
        if (standing != Standing.REFUSED && !isOpen && !clock.instant().isBefore(nextTry)) {
            open();
        }
    }

    private void open() {
        try {
            isOpen = true;
            bot.open(heard);
        } catch (IllegalStateException e) {
            isOpen = false;
            Duration pause = putOff(RetryPolicy.PASSING);
            log.warn("discord: cannot be reached, trying again in {} ms: {}", pause.toMillis(), e.getMessage());
        }
    }

    private Duration putOff(RetryPolicy policy) {
        failures++;
        Duration pause = policy.after(failures, Optional.empty());
        nextTry = clock.instant().plus(pause);
        return pause;
    }

    /** Disconnects, because another instance leads. */
    void giveUp() {
        if (isOpen) {
            log.info("discord: another instance leads, this one disconnects");
            isOpen = false;
            bot.close();
        }
    }
}
