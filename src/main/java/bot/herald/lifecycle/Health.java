package bot.herald.lifecycle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a component could do its job if it were asked now.
 *
 * @param detail what is missing and what to do, in plain words and without secrets; empty when {@code up}
 * @param ages how old the oldest of something is, by a name such as {@code oldest-call}
 */
public record Health(boolean up, String detail, Map<String, Duration> ages) {
    public static final Health UP = new Health(true, "", Map.of());
    /** Of a component that does not work any more. */
    public static final Health STOPPED = down("it has stopped; unless you are stopping Herald, start it again");

    private static final String REPORT = "; if that lasts, restart Herald and report it";

    public Health {
        ages = Map.copyOf(ages);
    }

    public static Health down(String detail) {
        return new Health(false, detail, Map.of());
    }

    /** Adds an age; the result is down if that exceeds its limit. */
    public Health with(Age what, Duration age) {
        return with(what, age, "");
    }

    /** @param whose which one of many is the oldest; named in the detail */
    public Health with(Age what, Duration age, String whose) {
        boolean tooOld = up && age.compareTo(what.most()) > 0;
        return (tooOld ? new Health(false, what.fault(age, whose), ages) : this).with(what.text(), age);
    }

    /** Adds an age. */
    public Health with(String name, Duration age) {
        Map<String, Duration> more = new LinkedHashMap<>(ages);
        more.put(name, age);
        return new Health(up, detail, more);
    }

    /**
     * What grows old when a part of Herald hangs, and its limit. Each limit is longer than the timeout of the part
     * itself, so anything older is a fault.
     */
    public enum Age {
        /** Calls to Twitch are given up after four seconds, some after ten. */
        CALL("oldest-call", Duration.ofSeconds(15), "a call to Twitch has had no answer for {n} s" + REPORT),
        /** A refresh may wait for a lease, for Twitch's answer and for the database in turn. */
        REFRESH(
                "oldest-refresh",
                Duration.ofSeconds(90),
                "the refresh of a token has been under way for {n} s" + REPORT),
        /** Lines are dropped after five minutes, mostly after one. */
        LINE("oldest-line", Duration.ofMinutes(6), "a chat line has neither been sent nor dropped for {n} s" + REPORT),
        EVENT("oldest-event", Duration.ofMinutes(1), "the handling of an event has not ended for {n} s" + REPORT),
        /** A silent socket is given up after fifteen seconds, and another opened. */
        PROOF(
                "oldest-proof",
                Duration.ofSeconds(30),
                "nothing has arrived over the event socket of {whose} for {n} s; Herald is reconnecting"),
        /** A few probes in a row may fail although all is well. */
        SHARD_LOOK(
                "oldest-shard-look",
                Duration.ofMinutes(3),
                "Twitch has not confirmed for {n} s that it sends to the conduit's shards; Herald is asking again");

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

        /** Anything older is a fault. */
        public Duration most() {
            return most;
        }

        /** @return for the operator */
        String fault(Duration age, String whose) {
            return fault.replace("{n}", Long.toString(age.toSeconds())).replace("{whose}", whose);
        }
    }
}
