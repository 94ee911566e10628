package bot.herald.chat;

import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What instances count by, as the database does it; may be away. */
final class SharedTurns implements ChatTurns {
    private final TestClock clock;
    private final Map<String, Said> all = new HashMap<>();
    private int number;
    private boolean away;

    private record Said(TwitchUserId channel, Instant next, Instant until) {}

    SharedTurns(TestClock clock) {
        this.clock = clock;
    }

    synchronized void away(boolean now) {
        away = now;
    }

    @Override
    public synchronized Turn take(TwitchUserId broadcasterId, Rule rule) {
        if (away) {
            return new Turn.Unknown();
        }
        Instant now = clock.instant();
        all.values().removeIf(said -> !said.until().isAfter(now));
        long inChannel = all.values().stream()
                .filter(said -> said.channel().equals(broadcasterId))
                .count();
        boolean tooClose = !rule.between().isZero()
                && all.values().stream()
                        .anyMatch(said -> said.channel().equals(broadcasterId)
                                && said.next().isAfter(now));
        if (tooClose || all.size() >= rule.account() || inChannel >= rule.channel()) {
            return new Turn.NotYet(Duration.ofMillis(500));
        }
        String id = "turn" + number++;
        all.put(
                id,
                new Said(
                        broadcasterId,
                        now.plus(rule.between()).plusSeconds(15),
                        now.plus(rule.window()).plusSeconds(15)));
        return new Turn.Taken(id);
    }

    @Override
    public synchronized void over(Turn.Taken turn, Rule rule) {
        Instant now = clock.instant();
        all.computeIfPresent(
                turn.id(), (id, said) -> new Said(said.channel(), now.plus(rule.between()), now.plus(rule.window())));
    }
}
