package bot.herald.simulator;

import java.time.Duration;
import java.util.Map;

/** Something that goes wrong with a request, for {@link Faults}. */
public sealed interface Fault {
    /** The request is answered with this and not processed. */
    record Status(int status, String body, String contentType, Map<String, String> headers) implements Fault {
        public Status {
            headers = Map.copyOf(headers);
        }
    }

    /** The request is processed after this time. */
    record Delay(Duration time) implements Fault {}

    /** The TCP connection is dropped without an answer and nothing is processed. */
    record Reset() implements Fault {}

    /** The request is processed, then the TCP connection is dropped without an answer. */
    record ResetAfterProcessing() implements Fault {}

    /** The request is processed, and answered with this all the same. */
    record StatusAfterProcessing(int status) implements Fault {}

    /**
     * No answer comes in this time; then the TCP connection is dropped.
     *
     * @param processed whether the request is, at once
     */
    record Hang(Duration time, boolean processed) implements Fault {}

    /** The request is answered with 200 and a body that does not end, and not processed. */
    record Unfinished(Way way, Duration time) implements Fault {}

    /** How a body does not end. After its time the TCP connection is dropped, unless who asked did so before. */
    enum Way {
        /** Its first byte comes and no other. */
        STALL,
        /** It comes as fast as the connection takes it. */
        ENDLESS,
        /** A byte comes each tenth of a second. */
        TRICKLE
    }

    static Fault unfinished(Way way, Duration time) {
        return new Unfinished(way, time);
    }

    static Fault statusAfterProcessing(int status) {
        return new StatusAfterProcessing(status);
    }

    static Fault hang(Duration time) {
        return new Hang(time, false);
    }

    static Fault hangAfterProcessing(Duration time) {
        return new Hang(time, true);
    }

    static Fault status(int status, String body, String contentType, Map<String, String> headers) {
        return new Status(status, body, contentType, headers);
    }

    static Fault status(int status) {
        String body = "{\"error\":\"" + Reply.reason(status) + "\",\"status\":" + status + ",\"message\":\"\"}";
        return new Status(status, body, "application/json", Map.of());
    }

    static Fault delay(Duration time) {
        return new Delay(time);
    }

    static Fault reset() {
        return new Reset();
    }

    static Fault resetAfterProcessing() {
        return new ResetAfterProcessing();
    }

    static Fault emptyBody(int status) {
        return new Status(status, "", "", Map.of());
    }

    static Fault html(int status) {
        String page = "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>";
        return new Status(status, page, "text/html", Map.of());
    }
}
