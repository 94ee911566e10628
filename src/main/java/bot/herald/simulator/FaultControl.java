package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** {@code POST /simulator/faults}. */
record FaultControl(Faults faults) {
    ObjectNode plan(Input in) {
        if (in.textOr("kind", "").equals("none")) {
            faults.clear();
            return JsonNodes.object().put("planned", 0);
        }
        int status = in.number("status", 503);
        Fault fault = switch (in.textOr("kind", "status")) {
            case "status" ->
                Fault.status(
                        status,
                        in.jsonOr("body", ""),
                        in.textOr("contentType", "application/json"),
                        in.texts("headers"));
            case "delay" -> Fault.delay(Duration.ofMillis(in.number("millis", 1000)));
            case "statusAfterProcessing" -> Fault.statusAfterProcessing(status);
            case "hang" -> Fault.hang(Duration.ofMillis(in.number("millis", 20_000)));
            case "hangAfterProcessing" -> Fault.hangAfterProcessing(Duration.ofMillis(in.number("millis", 20_000)));
            case "stall" -> unfinished(Fault.Way.STALL, in);
            case "endless" -> unfinished(Fault.Way.ENDLESS, in);
            case "trickle" -> unfinished(Fault.Way.TRICKLE, in);
            case "reset" -> Fault.reset();
            case "resetAfterProcessing" -> Fault.resetAfterProcessing();
            case "emptyBody" -> Fault.emptyBody(status);
            case "html" -> Fault.html(status);
            default ->
                throw new BadInput(
                        "kind must be one of status, statusAfterProcessing, delay, hang, hangAfterProcessing,"
                                + " stall, endless, trickle, reset, resetAfterProcessing, emptyBody, html, none");
        };
        if (status < 200 || status > 599) {
            throw new BadInput("status must be 200 to 599");
        }
        int times = in.times();
        String userId =
                in.textOr("user", "").isEmpty() ? "" : in.account("user").id();
        faults.next(in.text("method"), in.text("path"), userId, times, fault);
        return JsonNodes.object().put("planned", faults.left());
    }

    private static Fault unfinished(Fault.Way way, Input in) {
        return Fault.unfinished(way, Duration.ofMillis(in.number("millis", 20_000)));
    }
}
