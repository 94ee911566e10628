package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.TwitchConfig.Transport;
import bot.herald.simulator.Fault;
import bot.herald.simulator.Sockets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * A fault on one transport, at the start or while the bot runs.
 *
 * @param within twice what is aimed at
 * @param times how many requests meet the fault; for a place that fails for some seconds, those seconds
 */
record RecoveryRow(
        Place place,
        String fault,
        Transport transport,
        boolean atStart,
        int times,
        Optional<Fault> answer,
        ToIntFunction<Sockets> sockets,
        Duration within) {
    private static final Duration PASSING = Duration.ofSeconds(4);
    private static final Duration SOCKET = Duration.ofSeconds(2);
    /** Its own time-out is three of them. */
    private static final Duration HANG = Duration.ofSeconds(7);

    private static final Duration FOREVER = Duration.ofSeconds(30);
    private static final ToIntFunction<Sockets> CUT = Sockets::cutAllTcp;
    private static final Map<String, String> NO_HEADERS = Map.of();

    /** Where it goes wrong. */
    enum Place {
        POST("post", "POST", "/helix/eventsub/subscriptions"),
        LIST("list", "GET", "/helix/eventsub/subscriptions"),
        CONDUITS("list conduits", "GET", "/helix/eventsub/conduits"),
        SHARDS("patch shards", "PATCH", "/helix/eventsub/conduits/shards"),
        /** Of accounts whose access tokens Twitch refuses though they have time left. */
        TOKEN("tokens refused, refresh", "POST", "/oauth2/token"),
        VALIDATE("tokens refused, validate", "GET", "/oauth2/validate"),
        SOCKET("socket", "GET", "/ws"),
        /** No socket can be opened for some seconds. */
        SOCKETS_AWAY("sockets away", "GET", "/ws");

        private final String text;
        private final String method;
        private final String path;

        Place(String text, String method, String path) {
            this.text = text;
            this.method = method;
            this.path = path;
        }

        private boolean occurs(Transport transport, boolean atStart) {
            boolean isConduit = transport == Transport.CONDUIT;
            return switch (this) {
                case CONDUITS -> isConduit && atStart;
                case SHARDS -> isConduit;
                // On a conduit they are listed again every five minutes only.
                case LIST -> !isConduit || atStart;
                case POST, TOKEN, VALIDATE, SOCKET, SOCKETS_AWAY -> true;
            };
        }
    }

    static Stream<RecoveryRow> all() {
        List<RecoveryRow> all = new ArrayList<>();
        Fault hang = Fault.hang(FOREVER);
        Fault points = says(429, "", NO_HEADERS);
        everywhere(all, Place.POST, "500 once", 1, Fault.status(500), PASSING);
        everywhere(all, Place.POST, "503 three times", 3, Fault.status(503), PASSING);
        everywhere(all, Place.POST, "429 points, no headers, once", 1, points, PASSING);
        everywhere(
                all,
                Place.POST,
                "429 websocket transports once",
                1,
                says(429, "number of websocket transports limit exceeded", NO_HEADERS),
                PASSING);
        everywhere(
                all,
                Place.POST,
                "429 type and condition once",
                1,
                says(429, "maximum subscriptions with type and condition exceeded", NO_HEADERS),
                PASSING);
        everywhere(all, Place.POST, "401 once", 1, says(401, "Invalid OAuth token", NO_HEADERS), PASSING);
        everywhere(
                all,
                Place.POST,
                "400 session once",
                1,
                says(400, "websocket transport session does not exist", NO_HEADERS),
                PASSING);
        everywhere(all, Place.POST, "400 other once", 1, says(400, "it is Monday", NO_HEADERS), PASSING);
        everywhere(all, Place.POST, "404 once", 1, says(404, "not found", NO_HEADERS), PASSING);
        everywhere(
                all, Place.POST, "409 once, no id", 1, says(409, "subscription already exists", NO_HEADERS), PASSING);
        everywhere(all, Place.POST, "HTML 200 once", 1, Fault.html(200), PASSING);
        everywhere(all, Place.POST, "reset once", 1, Fault.reset(), PASSING);
        everywhere(all, Place.POST, "lost response once", 1, Fault.resetAfterProcessing(), PASSING);
        everywhere(all, Place.POST, "hang once", 1, hang, HANG);
        // What a 403 waits for is aimed at five seconds.
        everywhere(
                all,
                Place.POST,
                "403 once",
                1,
                says(403, "subscription missing proper authorization", NO_HEADERS),
                Duration.ofSeconds(10));
        for (Place place : List.of(Place.LIST, Place.CONDUITS, Place.SHARDS)) {
            everywhere(all, place, "500 once", 1, Fault.status(500), PASSING);
            everywhere(all, place, "429 once", 1, points, PASSING);
            everywhere(all, place, "401 once", 1, says(401, "Invalid OAuth token", NO_HEADERS), PASSING);
            everywhere(all, place, "404 once", 1, Fault.status(404), PASSING);
            everywhere(all, place, "HTML 200 once", 1, Fault.html(200), PASSING);
            everywhere(all, place, "reset once", 1, Fault.reset(), PASSING);
            everywhere(all, place, "hang once", 1, hang, HANG);
        }
        everywhere(all, Place.TOKEN, "503 once each", 1, Fault.emptyBody(503), PASSING);
        everywhere(all, Place.TOKEN, "reset once each", 1, Fault.reset(), PASSING);
        everywhere(all, Place.TOKEN, "HTML 200 once each", 1, Fault.html(200), PASSING);
        everywhere(
                all,
                Place.TOKEN,
                "429 once each, Retry-After 2",
                1,
                says(429, "", Map.of("Retry-After", "2")),
                PASSING.plusSeconds(2));
        everywhere(all, Place.TOKEN, "hang once each", 1, hang, PASSING.plusSeconds(5));
        everywhere(all, Place.VALIDATE, "503 once each", 1, Fault.emptyBody(503), PASSING);
        everywhere(all, Place.SOCKETS_AWAY, "503 for 5 s", 5, Fault.status(503), PASSING);
        everywhere(all, Place.SOCKETS_AWAY, "refused for 5 s", 5, Fault.reset(), PASSING);
        everywhere(all, Place.SOCKETS_AWAY, "503 for 20 s", 20, Fault.status(503), Duration.ofSeconds(6));
        everywhere(all, Place.SOCKETS_AWAY, "refused for 20 s", 20, Fault.reset(), Duration.ofSeconds(6));
        everywhere(all, Place.SOCKETS_AWAY, "503 for 60 s", 60, Fault.status(503), Duration.ofSeconds(10));
        for (Transport transport : Transport.values()) {
            all.add(sockets("TCP cut", transport, CUT, SOCKET));
            for (int code : List.of(4000, 4002, 4003)) {
                all.add(sockets("closed with " + code, transport, open -> open.closeAll(code), SOCKET));
            }
            all.add(sockets("reconnect request", transport, Sockets::reconnectAll, SOCKET));
            // Noticed after a keepalive of ten seconds and five more, and aimed at one after that.
            all.add(sockets("silence", transport, Sockets::silenceAll, Duration.ofSeconds(17)));
        }
        return all.stream();
    }

    static RecoveryRow cut() {
        return sockets("TCP cut again and again", Transport.WEBSOCKET, CUT, SOCKET);
    }

    private static Fault says(int status, String message, Map<String, String> headers) {
        return Fault.status(
                status,
                "{\"error\":\"x\",\"status\":" + status + ",\"message\":\"" + message + "\"}",
                "application/json",
                headers);
    }

    private static void everywhere(
            List<RecoveryRow> all, Place place, String fault, int times, Fault answer, Duration within) {
        for (Transport transport : Transport.values()) {
            for (boolean atStart : new boolean[] {true, false}) {
                if (place.occurs(transport, atStart)) {
                    ToIntFunction<Sockets> lose =
                            place == Place.POST || place == Place.LIST ? open -> open.closeAll(4000) : CUT;
                    all.add(new RecoveryRow(
                            place, fault, transport, atStart, times, Optional.of(answer), lose, within));
                }
            }
        }
    }

    private static RecoveryRow sockets(
            String fault, Transport transport, ToIntFunction<Sockets> happen, Duration within) {
        return new RecoveryRow(Place.SOCKET, fault, transport, false, 0, Optional.empty(), happen, within);
    }

    String name() {
        return place.text + ": " + fault;
    }

    /**
     * Whether every build goes without it: it takes ten seconds and more, or a single request fails, which is tried while it runs on
     * sockets and at the start on a conduit.
     */
    boolean isLong() {
        return switch (place) {
            case SOCKETS_AWAY -> times > 5;
            case SOCKET -> fault.equals("silence");
            case POST, LIST, CONDUITS, SHARDS -> atStart == (transport == Transport.WEBSOCKET);
            case TOKEN, VALIDATE -> false;
        };
    }

    /** Over a conduit nothing is created while all is well: it takes a new channel. */
    boolean connects() {
        return place == Place.POST && transport == Transport.CONDUIT && !atStart;
    }

    boolean losesSockets() {
        return !connects();
    }

    boolean endsByItself() {
        return answer.isPresent() && place != Place.SOCKETS_AWAY;
    }

    /** Prepares what goes wrong; what ends in time, or is over as soon as it happens, says so. */
    void plan(RecoveryTest.Bot bot, CompletableFuture<Long> over) {
        if (place == Place.TOKEN || place == Place.VALIDATE) {
            bot.expireTokens();
        }
        if (place == Place.POST && transport == Transport.CONDUIT && atStart) {
            bot.deleteConduits();
        }
        if (place == Place.SOCKETS_AWAY) {
            bot.stage.twitch.faults().next(place.method, place.path, 1_000_000, answer.orElseThrow());
            bot.endAfter(times, over);
        } else if (answer.isPresent()) {
            bot.stage.twitch.faults().next(place.method, place.path, planned(bot), answer.get());
        } else {
            over.complete(System.nanoTime());
        }
    }

    /** Over a conduit the app's token is all that subscriptions need. */
    private int planned(RecoveryTest.Bot bot) {
        boolean isOfTokens = place == Place.TOKEN || place == Place.VALIDATE;
        return isOfTokens && transport == Transport.WEBSOCKET ? bot.accounts() : times;
    }

    void happen(RecoveryTest.Bot bot) {
        if (atStart) {
            bot.stage.restart();
        } else if (connects()) {
            bot.connectAnother();
        } else {
            assertThat(sockets.applyAsInt(bot.stage.twitch.sockets())).isPositive();
        }
    }

    @Override
    public String toString() {
        return name() + ", " + transport + (atStart ? ", start" : ", running");
    }
}
