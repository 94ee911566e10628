package bot.herald.chaos;

import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TwitchSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every raid that Twitch had a socket for, told apart by its viewer count, and what became of it. For one thread.
 *
 * <p>A raid is excused, and then may be lost but still not be greeted twice, if what carried it was destroyed on its way.
 */
final class Raids {
    private static final Pattern VIEWERS = Pattern.compile("\\b(1\\d{6}) viewers");
    private static final int FIRST = 1_000_000;
    /** Within so long a raid is read and greeted, were it not for faults. */
    private static final Duration UNREAD = Duration.ofSeconds(2);

    /** @param sessions that Twitch told it to */
    private record Raid(SimulatedUser channel, Duration at, Set<String> sessions) {}

    private final TwitchSimulator twitch;
    private final Timeline timeline;
    private final Map<Integer, Raid> waiting = new LinkedHashMap<>();
    private final Set<Integer> excused = new HashSet<>();
    private final Map<Integer, Integer> greeted = new HashMap<>();
    private int number;
    private int read;
    private int mayBeLost;
    private int notTold;
    private final BooleanSupplier isAnybodyUp;
    /** Since everything was connected, while a process was up; and how many of them found no socket. */
    private int counted;

    private int countedNotTold;
    private int whileNobodyWasUp;
    private boolean counting;
    private int toldEverywhere;

    /** @param isAnybodyUp whether a process has started and not ended */
    Raids(TwitchSimulator twitch, Timeline timeline, BooleanSupplier isAnybodyUp) {
        this.isAnybodyUp = isAnybodyUp;
        this.twitch = twitch;
        this.timeline = timeline;
    }

    /**
     * A raid by somebody who never raided before.
     *
     * @param everywhere whether Twitch tells it once more by every socket there is
     */
    void send(SimulatedUser channel, boolean everywhere) {
        int viewers = FIRST + ++number;
        SimulatedUser raider = twitch.user("raider" + number);
        Set<String> sessions =
                Set.copyOf(twitch.raid(raider.id(), channel.id(), viewers).sessions());
        boolean counts = counting && isAnybodyUp.getAsBoolean();
        counted += counts ? 1 : 0;
        whileNobodyWasUp += counting && !counts ? 1 : 0;
        if (sessions.isEmpty()) {
            countedNotTold += counts ? 1 : 0;
            notTold++;
            timeline.add("a raid finds no socket");
            return;
        }
        if (everywhere) {
            toldEverywhere += twitch.sockets().repeatEverywhere(sessions) > 1 ? 1 : 0;
            sessions = twitch.sockets().ids();
        }
        waiting.put(viewers, new Raid(channel, timeline.now(), sessions));
    }

    /** What is not greeted by now went down with the only process. */
    void processEnds() {
        read();
        excused.addAll(waiting.keySet());
    }

    /** Those sockets that are gone now ended in a way that threw away what the other side had not read or not acted on. */
    void lostSince(Set<String> sockets) {
        read();
        Set<String> gone = new HashSet<>(sockets);
        gone.removeAll(twitch.sockets().ids());
        Duration unread = timeline.now().minus(UNREAD);
        waiting.forEach((viewers, raid) -> {
            if (raid.at().compareTo(unread) > 0 && !Collections.disjoint(raid.sessions(), gone)) {
                excused.add(viewers);
            }
        });
    }

    /** The channel takes its permission back. */
    void ended(SimulatedUser channel) {
        waiting.forEach((viewers, raid) -> {
            if (raid.channel().equals(channel)) {
                excused.add(viewers);
            }
        });
    }

    /** So many chat messages get an answer that leaves open whether they were sent, and are never sent again. */
    void unclearAnswers(int times) {
        mayBeLost += times;
    }

    /** Looks at what the bot said since the last time. */
    void read() {
        List<SentMessage> all = twitch.sentMessages();
        for (SentMessage message : all.subList(read, all.size())) {
            Matcher viewers = VIEWERS.matcher(message.text());
            if (message.sent() && viewers.find()) {
                int which = Integer.parseInt(viewers.group(1));
                waiting.remove(which);
                greeted.merge(which, 1, Integer::sum);
            }
        }
        read = all.size();
    }

    /** Raids that were greeted more than once. */
    List<Integer> doubled() {
        return greeted.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many messages got an answer after which they are not sent again. */
    int mayBeLost() {
        return mayBeLost;
    }

    /** What has come until now, while Herald was being set up, does not count for {@link #share}. */
    void count() {
        counting = true;
    }

    /** The part of all raids that Twitch had a socket for, of those that came while a process was up. */
    double share() {
        return counted == 0 ? 1 : 1 - (double) countedNotTold / counted;
    }

    /** In words, raids that were not greeted though Twitch guarantees them. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        waiting.forEach((viewers, raid) -> {
            if (!excused.contains(viewers)) {
                missing.add("viewers=" + viewers + " channel=" + raid.channel().login() + " at=" + raid.at());
            }
        });
        return missing;
    }

    @Override
    public String toString() {
        long lost = waiting.keySet().stream().filter(excused::contains).count();
        return "raids=" + number + " told=" + (number - notTold) + " share=" + Math.round(100 * share())
                + "% (besides " + whileNobodyWasUp
                + " while no process was up; by every socket " + toldEverywhere + ") greeted="
                + greeted.size() + " doubled="
                + doubled().size() + " missing=" + missing().size() + " (may be " + mayBeLost
                + ") lost-with-connection="
                + lost;
    }
}
