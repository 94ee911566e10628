package bot.herald.chaos;

import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.TwitchSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private record Raid(SimulatedUser channel, Duration at) {}

    private final TwitchSimulator twitch;
    private final Timeline timeline;
    private final Map<Integer, Raid> waiting = new LinkedHashMap<>();
    private final Set<Integer> excused = new HashSet<>();
    private final Map<Integer, Integer> greeted = new HashMap<>();
    private int number;
    private int read;
    private int mayBeLost;
    private int notTold;

    Raids(TwitchSimulator twitch, Timeline timeline) {
        this.twitch = twitch;
        this.timeline = timeline;
    }

    /** A raid by somebody who never raided before; whether Twitch had a socket to tell it to. */
    boolean send(SimulatedUser channel) {
        int viewers = FIRST + ++number;
        SimulatedUser raider = twitch.user("raider" + number);
        boolean told = twitch.raid(raider.id(), channel.id(), viewers).notified() > 0;
        if (told) {
            waiting.put(viewers, new Raid(channel, timeline.now()));
        } else {
            notTold++;
        }
        return told;
    }

    /** What is not greeted by now went down with the process. */
    void processEnds() {
        read();
        excused.addAll(waiting.keySet());
    }

    /** A reset throws away what the other side did not read yet. */
    void connectionsCut() {
        read();
        Duration before = timeline.now().minusSeconds(2);
        waiting.forEach((viewers, raid) -> {
            if (raid.at().compareTo(before) > 0) {
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
        return "raids=" + number + " told=" + (number - notTold) + " greeted=" + greeted.size() + " doubled="
                + doubled().size() + " missing=" + missing().size() + " (may be " + mayBeLost
                + ") lost-with-connection="
                + lost;
    }
}
