package bot.herald.web;

import bot.herald.web.Readiness.Missing;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What there is to see of a Herald that stands by. */
final class StandbyRoutes {
    private static final String WHY = "another Herald runs on this database, and this one stands by";

    /** A proxy that asks for the front page finds the one that runs. */
    static final List<Route> ALL = Stream.concat(
                    Stream.of(Route.get(
                            "/",
                            request -> Answer.json(
                                    503, Json.write(Map.of("error", Map.of("code", "standing-by", "message", WHY)))))),
                    new StatusEndpoints(() -> List.of(new Missing("only-instance", WHY)), () -> "").routes().stream())
            .toList();

    private StandbyRoutes() {}
}
