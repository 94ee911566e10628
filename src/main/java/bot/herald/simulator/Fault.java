package bot.herald.simulator;

import java.time.Duration;
import java.util.Map;

/** What goes wrong with a request; see {@link Faults}. */
public sealed interface Fault {
    /** Answers with this without processing the request. */
    record Status(int status, String body, String contentType, Map<String, String> headers) implements Fault {
        public Status {
            headers = Map.copyOf(headers);
        }
    }

    /** Processes the request after this time. */
    record Delay(Duration time) implements Fault {}

    /** Drops the TCP connection without processing the request. */
    record Reset() implements Fault {}

    /** Processes the request, then drops the TCP connection without an answer. */
    record ResetAfterProcessing() implements Fault {}

    /** Processes the request, but answers with this status. */
    record StatusAfterProcessing(int status) implements Fault {}

    /**
     * Drops the TCP connection after this time, without an answer.
     *
     * @param processed whether the request is processed at once
     */
    record Hang(Duration time, boolean processed) implements Fault {}

    /** Answers with 200 and a body that does not end, without processing the request. */
    record Unfinished(Way way, Duration time) implements Fault {}

    /** How a body fails to end. When the fault's time is over the TCP connection is dropped. */
    enum Way {
        /** Nothing follows its first bytes. */
        STALL,
        /** It goes on as fast as the connection takes it. */
        ENDLESS,
        /** It goes on by a byte every tenth of a second. */
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
