package bot.herald.lifecycle;

import java.time.Duration;

/**
 * What grows old when a part of Herald hangs, and how old it may get: longer than whoever gives it up by himself takes, so that one
 * that is older is a fault.
 */
public enum Age {
    /** Calls to Twitch are given up after four seconds, some after ten. */
    CALL("oldest-call", Duration.ofSeconds(15), "a call to Twitch has no answer"),
    /** A refresh may wait for a lease, for Twitch's answer and for the database in turn. */
    REFRESH("oldest-refresh", Duration.ofSeconds(90), "the refresh of a token has not ended"),
    /** Lines are dropped after five minutes, mostly after one. */
    LINE("oldest-line", Duration.ofMinutes(6), "a chat line has neither been sent nor dropped"),
    EVENT("oldest-event", Duration.ofMinutes(1), "an event has not been handled to its end"),
    /** A silent socket is given up after fifteen seconds, and another opened. */
    PROOF("oldest-proof", Duration.ofSeconds(30), "nothing has shown that events flow by the event socket"),
    /** A few looks may fail in a row while all is well. */
    SHARD_LOOK(
            "oldest-shard-look",
            Duration.ofMinutes(3),
            "Twitch has not confirmed that it sends to the conduit's shards; asking again");

    private final String text;
    private final Duration most;
    private final String fault;

    Age(String text, Duration most, String fault) {
        this.text = text;
        this.most = most;
        this.fault = fault;
    }

    /** Its name in {@code /readyz} and in metrics. */
    public String text() {
        return text;
    }

    /** What is older is a fault. */
    public Duration most() {
        return most;
    }

    /** @return for the operator */
    String fault(Duration age) {
        return "for " + age.toSeconds() + " s " + fault;
    }
}
