package bot.herald.cli;

import bot.herald.feature.timer.ChatTimer;
import bot.herald.feature.timer.TimerBook;
import bot.herald.feed.Activity.Raid;
import bot.herald.feed.ActivityStore;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiActivityStore;
import bot.herald.storage.JdbiDocumentStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the demo's channels look lived in, with past streams and an active chat. */
final class DemoScene implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DemoScene.class);

    /** How long the stream has been live when the demo starts. */
    private static final Duration LIVE_FOR = Duration.ofMinutes(108);

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(7);
    private static final Duration STREAM = Duration.ofMinutes(190);
    /** How many days ago the earlier streams were. */
    private static final List<Integer> STREAM_DAYS = List.of(1, 2, 4, 5, 7, 8);

    private static final List<String> RAIDERS = List.of("PixelPenguin", "KiraOnKeys", "bytebard", "TeaTimeTom");
    private static final List<Integer> RAID_SIZES = List.of(42, 118, 9, 23);

    private static final List<ChatTimer> TIMERS = List.of(
            ChatTimer.of("hydrate", List.of("Drink some water. Yes, you.", "Stretch your hands!"), 5, 10, true),
            ChatTimer.of("discord", List.of("Come and hang out between streams: discord.example/alice"), 30, 5, true));

    /** The chat before anybody looks, with commands that the bot answers. */
    private static final List<Said> PREPARED = List.of(
            new Said("alice", "!command add hug {user} gives {1|everybody} a big warm hug. Hug number {count}!"),
            new Said("alice", "!command add discord Come and hang out between streams: discord.example/alice"),
            new Said("alice", "!command add socials alice.example has everything: videos, music, and the garden"),
            new Said("alice", "!command add deaths We have died {counter:deaths+1} times. So far."),
            new Said("alice", "!command add schedule Live on Sundays, Wednesdays and Fridays at 19:00"),
            new Said("alice", "!quote add the boat is not sinking, it is descending with style"),
            new Said("alice", "!quote add I have never once read a manual and I am not starting with glue"),
            new Said("alice", "!quote add if it floats, it ships"),
            new Said("moss_and_mortar", "the turnips are judging you"),
            new Said("OrbitOtter", "!hug PixelPenguin"),
            new Said("sunny_sloth", "!deaths"),
            new Said("bytebard", "is that the third coat of paint already?"),
            new Said("PixelPenguin", "we come in peace and bring snacks \uD83D\uDC27"),
            new Said("sunny_sloth", "!quote 1"),
            new Said("moss_and_mortar", "welcome raiders! grab a chair, mind the glue"));

    /** The chat while the demo runs, repeated. */
    private static final List<Said> GOING_ON = List.of(
            new Said("OrbitOtter", "first time here, this is so cozy"),
            new Said("hexagonal_hank", "how long did the hull take?"),
            new Said("sunny_sloth", "!uptime"),
            new Said("bytebard", "she sands, we watch, everybody wins"),
            new Said("moss_and_mortar", "!hug OrbitOtter"),
            new Said("KiraOnKeys", "that joint is perfect Kappa"),
            new Said("doctor_noodle", "what wood is this?"),
            new Said("OrbitOtter", "LUL the cat is on the workbench again"),
            new Said("TeaTimeTom", "evening all, what did I miss"),
            new Said("sunny_sloth", "!deaths"),
            new Said("hexagonal_hank", "@TeaTimeTom a lot of glue"),
            new Said("bytebard", "!quote"));

    private final TwitchSimulator twitch;
    private final ScheduledExecutorService chatting = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-chat");
        thread.setDaemon(true);
        return thread;
    });
    private final Instant liveSince = Instant.now().minus(LIVE_FOR).truncatedTo(ChronoUnit.SECONDS);
    private int next;

    private record Said(String login, String text) {}

    DemoScene(TwitchSimulator twitch) {
        this.twitch = twitch;
    }

    /** When the current stream started. */
    Instant liveSince() {
        return liveSince;
    }

    /** Stores past streams of the channels, and the first channel's Discord link if there is a Discord, as if Herald had recorded them. */
    void remember(String databaseUrl, List<SimulatedUser> channels, Optional<DemoDiscord> discord, Instant now) {
        try (Database database = new Database(databaseUrl, "", new Secret(""))) {
            database.start();
            ActivityStore store = new JdbiActivityStore(database);
            database.together(() -> channels.forEach(channel -> remember(store, channel, now)));
            discord.ifPresent(one -> database.together(() -> one.remember(database, channels.get(0), now)));
            TimerBook timers = new TimerBook(new JdbiDocumentStore(database));
            TIMERS.forEach(
                    timer -> timers.create(new TwitchUserId(channels.get(0).id()), timer));
        }
    }

    private void remember(ActivityStore store, SimulatedUser channel, Instant now) {
        TwitchUserId id = new TwitchUserId(channel.id());
        // Reproducible, but different in each channel.
        Random random = new Random(channel.login().hashCode());
        int raid = random.nextInt(RAIDERS.size());
        for (int day : STREAM_DAYS) {
            Instant begin =
                    now.minus(Duration.ofDays(day)).minus(LIVE_FOR).plus(Duration.ofMinutes(random.nextInt(90)));
            store.began(id, begin);
            chat(store, id, begin, begin.plus(STREAM), random, day > 2);
            store.ended(id, begin.plus(STREAM));
            if (random.nextInt(3) > 0) {
                raided(store, id, raid++, begin.plus(Duration.ofMinutes(40L + random.nextInt(120))));
            }
        }
        if (channel.login().equals("alice")) {
            store.began(id, liveSince);
            chat(store, id, liveSince, now.minus(Duration.ofMinutes(1)), random, false);
            raided(store, id, raid, now.minus(Duration.ofMinutes(35)));
        }
    }

    private void raided(ActivityStore store, TwitchUserId id, int which, Instant at) {
        String name = RAIDERS.get(which % RAIDERS.size());
        SimulatedUser raider = twitch.user(name, name);
        store.raided(
                id,
                new Raid(
                        at,
                        new TwitchUserId(raider.id()),
                        raider.login(),
                        name,
                        RAID_SIZES.get(which % RAID_SIZES.size())));
    }

    /** @param coarse for streams so old that Herald keeps no figures per minute */
    private static void chat(
            ActivityStore store, TwitchUserId id, Instant begin, Instant end, Random random, boolean coarse) {
        int step = coarse ? 15 : 1;
        double pace = 18;
        for (Instant at = begin; at.isBefore(end); at = at.plus(Duration.ofMinutes(step))) {
            pace = Math.max(6, Math.min(60, pace + random.nextGaussian() * 4));
            long lines = Math.round(pace * step);
            store.add(id, at, lines, Math.round(lines * (0.05 + random.nextDouble() * 0.1)));
        }
    }

    /** Fills the chat. */
    void prepare(SimulatedUser channel) {
        PREPARED.forEach(line -> say(channel, line));
    }

    /** Keeps people chatting, one message every few seconds. */
    void goOn(SimulatedUser channel) {
        ScheduledFuture<?> unused = chatting.scheduleWithFixedDelay(
                () -> sayNext(channel), BETWEEN_LINES.toMillis(), BETWEEN_LINES.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sayNext(SimulatedUser channel) {
        try {
            say(channel, GOING_ON.get(next % GOING_ON.size()));
            next++;
        } catch (IllegalArgumentException e) {
            // Whoever tries the demo may have timed out the chatter.
            log.debug("nobody speaks: {}", e.getMessage());
            next++;
        }
    }

    private void say(SimulatedUser channel, Said said) {
        SimulatedUser who = twitch.user(said.login(), said.login().equals("alice") ? "Alice" : said.login());
        ChatLine line = ChatLine.of(channel.id(), who.id(), said.text());
        twitch.chat(
                switch (said.login()) {
                    case "moss_and_mortar" -> line.withRole("moderator");
                    case "bytebard" -> line.withRole("vip");
                    case "sunny_sloth", "KiraOnKeys" -> line.withRole("subscriber");
                    default -> line;
                });
    }

    @Override
    public void close() {
        chatting.shutdownNow();
    }
}
