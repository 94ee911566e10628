package bot.herald.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.bench.BotProcess;
import bot.herald.bench.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The processes that run Herald on one database: ended, frozen, and begun anew. For one thread. */
final class Processes implements Runnable, AutoCloseable {
    /** As the contract says of SIGTERM. */
    static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    /** As long as Twitch needs to see that the sockets of a killed process are gone. */
    private static final Duration SEEN_WITHIN = Duration.ofMillis(300);

    /** A process that was started while the database was troubled may end so long after. */
    private static final Duration SLOW_START = Duration.ofSeconds(30);

    private static final int LONGEST_AWAY_MILLIS = 12_000;
    /** Others take the shards of a process that is frozen for longer than six seconds. */
    private static final int LONGEST_FROZEN_MILLIS = 12_000;

    private enum Condition {
        RUNS,
        STOPS,
        FROZEN,
        AWAY
    }

    /** Where one process runs, and later the next. */
    private static final class Place {
        final int number;
        BotProcess bot;
        int life = 1;
        Condition condition = Condition.RUNS;
        Duration until = Duration.ZERO;
        /** How long nothing runs there once it has stopped. */
        Duration away = Duration.ZERO;

        Place(int number, BotProcess bot) {
            this.number = number;
            this.bot = bot;
        }
    }

    private final Fleet fleet;
    private final Raids raids;
    private final Timeline timeline;
    private final BooleanSupplier databaseTroubled;
    private final boolean alone;
    private final List<Place> places = new ArrayList<>();
    private Duration troubled = SLOW_START.negated();

    /** Starts them. */
    Processes(int count, Fleet fleet, Raids raids, Timeline timeline, BooleanSupplier databaseTroubled) {
        this.fleet = fleet;
        this.raids = raids;
        this.timeline = timeline;
        this.databaseTroubled = databaseTroubled;
        this.alone = count == 1;
        for (int number = 1; number <= count; number++) {
            places.add(new Place(number, start(number, 1)));
        }
    }

    private BotProcess start(int number, int life) {
        return fleet.start(
                number,
                "bot-" + number + "-" + life + ".log",
                alone ? "-Xmx512m" : "-Xmx256m",
                // Raids come twice a second: nothing is worth compiling for long.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC");
    }

    List<BotProcess> bots() {
        return places.stream().map(place -> place.bot).toList();
    }

    /** The one that was started first, or its successor. */
    BotProcess first() {
        return places.get(0).bot;
    }

    int count() {
        return places.size();
    }

    int lives() {
        return places.stream().mapToInt(place -> place.life).sum();
    }

    /** Whether all run, as far as they know. */
    boolean allRun() {
        return places.stream().allMatch(place -> place.condition == Condition.RUNS);
    }

    boolean allStarted() {
        return allRun() && bots().stream().allMatch(bot -> bot.hasSaid("Herald is running"));
    }

    boolean allReady() {
        return allRun() && bots().stream().allMatch(bot -> bot.status("/readyz") == 200);
    }

    boolean isOneFrozen() {
        return places.stream().anyMatch(place -> place.condition == Condition.FROZEN);
    }

    /** How many say that they lead. */
    long leaders() {
        return bots().stream()
                .filter(bot -> bot.log().stream()
                        .filter(line -> line.contains("instance leads"))
                        .reduce("", (before, last) -> last)
                        .matches(".* this instance leads(?! no more).*"))
                .count();
    }

    /** Something happens to one of them, or to two; to be called while all run. */
    void next(Random dice) {
        Place one = places.get(dice.nextInt(places.size()));
        int which = dice.nextInt(alone ? 2 : 10);
        Duration away = alone ? Duration.ZERO : Duration.ofMillis(dice.nextInt(LONGEST_AWAY_MILLIS));
        if (which < 1) {
            terminate(one, away);
        } else if (which < 6) {
            kill(List.of(one), away);
        } else if (which < 7) {
            kill(places.stream().filter(place -> place != one).limit(2).toList(), away);
        } else {
            freeze(one, Duration.ofMillis(1_000 + dice.nextInt(LONGEST_FROZEN_MILLIS)));
        }
    }

    /** SIGKILL, and at once another one. */
    void killFirst() {
        kill(places.subList(0, 1), Duration.ZERO);
    }

    private void kill(List<Place> which, Duration away) {
        Set<String> sockets = fleet.twitch().sockets().ids();
        for (Place place : which) {
            say(place, "SIGKILL");
            place.bot.kill();
            place.condition = Condition.AWAY;
            place.until = timeline.now().plus(away);
        }
        LockSupport.parkNanos(SEEN_WITHIN.toNanos());
        if (alone) {
            raids.processEnds();
        } else {
            raids.lostSince(sockets);
        }
        run();
    }

    private void terminate(Place place, Duration away) {
        say(place, "SIGTERM");
        place.bot.terminate();
        place.condition = Condition.STOPS;
        place.until = timeline.now().plus(STOPS_WITHIN);
        place.away = away;
    }

    private void freeze(Place place, Duration time) {
        say(place, "SIGSTOP for " + time.toMillis() + " ms");
        place.bot.suspend();
        place.condition = Condition.FROZEN;
        place.until = timeline.now().plus(time);
    }

    private void say(Place place, String what) {
        timeline.add("process " + place.number + ": " + what);
    }

    /** To be called all the time: sees to it that they do what they should. */
    @Override
    public void run() {
        if (databaseTroubled.getAsBoolean()) {
            troubled = timeline.now();
        }
        for (Place place : places) {
            boolean due = timeline.now().compareTo(place.until) >= 0;
            switch (place.condition) {
                case RUNS -> mustLive(place);
                case STOPS -> mustStop(place, due);
                case FROZEN -> {
                    if (due) {
                        say(place, "SIGCONT");
                        place.bot.resume();
                        place.condition = Condition.RUNS;
                    }
                }
                case AWAY -> {
                    if (due) {
                        place.life++;
                        place.bot = start(place.number, place.life);
                        place.condition = Condition.RUNS;
                        say(place, "started");
                    }
                }
            }
        }
    }

    private void mustLive(Place place) {
        if (place.bot.isAlive()) {
            return;
        }
        // Whatever restarts services does so with one that finds its database locked or away when it starts.
        boolean lately = timeline.now().minus(troubled).compareTo(SLOW_START) < 0;
        assertThat(lately && place.bot.exitCode() == 1 && !place.bot.hasSaid("Herald is running"))
                .as("process %d lives; it ended with %d:%n%s", place.number, place.bot.exitCode(), place.bot.tail())
                .isTrue();
        say(place, "did not start without the database");
        place.condition = Condition.AWAY;
        place.until = timeline.now().plusSeconds(1);
    }

    private void mustStop(Place place, boolean due) {
        if (alone) {
            raids.processEnds();
        }
        if (!place.bot.isAlive()) {
            // A virtual machine that has not come to Herald's code yet ends as the system sees fit.
            if (!place.bot.tail().isEmpty()) {
                assertThat(place.bot.exitCode())
                        .as("exit code of process %d after SIGTERM", place.number)
                        .isZero();
            }
            say(place, "ended after SIGTERM");
            place.condition = Condition.AWAY;
            place.until = timeline.now().plus(place.away);
        } else {
            assertThat(due)
                    .as("process %d is still alive after SIGTERM", place.number)
                    .isFalse();
        }
    }

    /** The ends of their logs. */
    String tails() {
        StringBuilder all = new StringBuilder();
        places.forEach(place ->
                all.append("\nprocess ").append(place.number).append(":\n").append(place.bot.tail()));
        return all.toString();
    }

    @Override
    public void close() {
        for (Place place : places) {
            if (place.condition == Condition.FROZEN) {
                place.bot.resume();
            }
        }
        places.forEach(place -> place.bot.terminate());
        places.forEach(place -> place.bot.close());
    }
}
