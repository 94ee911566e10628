package bot.herald.chaos;

import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TwitchSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** What can go wrong between Twitch and the bot; one of them at a time, by the seed. For one thread. */
final class Troubles {
    /** 4001 is left out: it says that the bot has a bug, and the bot then keeps away for ten minutes. */
    private static final List<Integer> CLOSE_CODES = List.of(4000, 4002, 4003, 4004, 4005, 4006, 4007, 1001, 1011);

    /** Everything but sending chat, of which a broken answer costs a line: that is counted. */
    private static final List<String> HELIX = List.of(
            "/helix/eventsub/subscriptions",
            "/helix/eventsub/conduits",
            "/helix/moderation",
            "/helix/users",
            "/helix/streams",
            "/helix/channels",
            "/helix/authorization");

    private static final String CHAT = "/helix/chat/messages";

    private record Trouble(int weight, Runnable happen) {}

    private final TwitchSimulator twitch;
    private final SimulatedUser bot;
    private final Raids raids;
    private final Timeline timeline;
    private final DatabaseTroubles database;
    private final List<Trouble> all = new ArrayList<>();
    private final List<SimulatedUser> channels;
    /** Whose permission the run took back. */
    private final Set<SimulatedUser> ended;

    private final int mostEnded;
    /** Of the trouble that happens now. */
    private Random random = new Random();

    Troubles(
            TwitchSimulator twitch,
            SimulatedUser bot,
            List<SimulatedUser> channels,
            Set<SimulatedUser> ended,
            Raids raids,
            Timeline timeline,
            DatabaseTroubles database) {
        this.twitch = twitch;
        this.bot = bot;
        this.channels = channels;
        this.ended = ended;
        this.mostEnded = Math.max(1, channels.size() / 20);
        this.raids = raids;
        this.timeline = timeline;
        this.database = database;
    }

    /** Everything that one process has to stand. */
    Troubles ofOneProcess() {
        sockets();
        helix();
        tokens();
        add(5, () -> database.next(random));
        return this;
    }

    /**
     * What leaves instances able to take over from each other in time.
     *
     * @param databaseToo whether the database may be troubled now
     */
    Troubles ofSeveral(BooleanSupplier databaseToo) {
        sockets();
        add(10, () -> {
            if (databaseToo.getAsBoolean()) {
                database.next(random);
            }
        });
        return this;
    }

    /** Lets one of them happen, with whatever it needs to know by chance. */
    void next(Random dice) {
        random = dice;
        int left = random.nextInt(all.stream().mapToInt(Trouble::weight).sum());
        for (Trouble one : all) {
            left -= one.weight();
            if (left < 0) {
                one.happen().run();
                return;
            }
        }
        throw new AssertionError("weights do not add up");
    }

    private void add(int weight, Runnable happen) {
        all.add(new Trouble(weight, happen));
    }

    private void sockets() {
        add(2, () -> {
            int code = any(CLOSE_CODES);
            tell("every socket closed with " + code, twitch.sockets().closeAll(code));
        });
        add(1, () -> cut("every TCP connection cut", twitch.sockets()::cutAllTcp));
        add(3, () -> cut("the oldest TCP connection cut", twitch.sockets()::cutOldestTcp));
        add(1, () -> tell("sockets fall silent", twitch.sockets().silenceAll()));
        add(2, () -> tell("reconnect messages", twitch.sockets().reconnectAll()));
        add(1, () -> {
            twitch.faults().next("GET", "/ws", 1, Fault.reset());
            tell(
                    "reconnect messages, and the first new socket fails",
                    twitch.sockets().reconnectAll());
        });
        add(1, () -> fail("GET", "/ws", 1 + random.nextInt(3), Fault.status(503)));
        add(2, () -> tell("the last event again", twitch.sockets().duplicateLast()));
        add(
                1,
                () -> tell(
                        "garbage", twitch.sockets().sendRaw("{\"metadata\":{\"message_id\":1,\"message_type\":[]}}")));
    }

    private void helix() {
        add(5, () -> fail("*", any(HELIX), 1 + random.nextInt(5), helixFault()));
        add(1, () -> HELIX.forEach(path -> fail("*", path, 3, Fault.status(503))));
        add(2, () -> fail("POST", CHAT, 1 + random.nextInt(3), tooMany()));
        add(1, () -> {
            int times = 1 + random.nextInt(2);
            raids.unclearAnswers(times);
            fail("POST", CHAT, times, any(List.of(Fault.status(500), Fault.reset(), Fault.resetAfterProcessing())));
        });
    }

    private Fault helixFault() {
        return any(List.of(
                Fault.status(500),
                Fault.status(503),
                Fault.html(502),
                Fault.emptyBody(200),
                Fault.reset(),
                Fault.resetAfterProcessing(),
                Fault.delay(Duration.ofSeconds(5 + random.nextInt(20))),
                tooMany()));
    }

    private static Fault tooMany() {
        return Fault.status(
                429,
                "{\"error\":\"Too Many Requests\",\"status\":429,\"message\":\"\"}",
                "application/json",
                Map.of("Ratelimit-Remaining", "0"));
    }

    private void tokens() {
        add(4, () -> fail("*", "/oauth2", 1 + random.nextInt(6), oauthFault()));
        add(2, () -> {
            timeline.add("app token expired");
            twitch.expireAppTokens();
        });
        add(2, () -> {
            timeline.add("the bot's token expired");
            twitch.expireAccessTokens(bot.id());
        });
        add(3, () -> {
            SimulatedUser channel = any(channels);
            timeline.add("token of " + channel.login() + " expired");
            twitch.expireAccessTokens(channel.id());
        });
        add(2, () -> end("refresh token of %s invalidated", twitch::invalidateRefreshTokens, true));
        add(1, () -> end("grant of %s revoked", twitch::revokeGrant, false));
    }

    private void end(String what, Consumer<String> how, boolean expire) {
        SimulatedUser channel = any(channels);
        if (ended.size() < mostEnded && ended.add(channel)) {
            timeline.add(what.formatted(channel.login()));
            raids.ended(channel);
            how.accept(channel.id());
            if (expire) {
                twitch.expireAccessTokens(channel.id());
            }
        }
    }

    private Fault oauthFault() {
        return any(List.of(
                Fault.status(500),
                Fault.status(503),
                Fault.html(502),
                Fault.reset(),
                Fault.resetAfterProcessing(),
                Fault.delay(Duration.ofSeconds(3 + random.nextInt(15))),
                Fault.status(429)));
    }

    private void fail(String method, String path, int times, Fault fault) {
        String shown = fault instanceof Fault.Status status ? Integer.toString(status.status()) : fault.toString();
        timeline.add("next " + times + " of " + method + " " + path + ": " + shown);
        twitch.faults().next(method, path, times, fault);
    }

    /** A reset throws away what the other side did not read yet. */
    private void cut(String what, IntSupplier how) {
        Set<String> before = twitch.sockets().ids();
        tell(what, how.getAsInt());
        raids.lostSince(before);
    }

    private void tell(String what, int sockets) {
        timeline.add(what + " (" + sockets + ")");
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
