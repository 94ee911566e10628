package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.subscription.OwnerRounds.Due;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnerRoundsTest {
    private static final SocketKey OPEN = SocketKey.first(CredentialKey.channel(new TwitchUserId("1")));
    private static final SocketKey COMING = SocketKey.first(CredentialKey.channel(new TwitchUserId("2")));

    private final Map<SocketKey, Owner> owners = Map.of(OPEN, new Owner(OPEN), COMING, new Owner(COMING));
    private final Map<SocketKey, Due> due = new ConcurrentHashMap<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private volatile boolean coming = true;

    private final OwnerRounds.Steps steps = new OwnerRounds.Steps() {
        @Override
        public boolean openMore() {
            return coming;
        }

        @Override
        public Due due(Owner owner) {
            return due.getOrDefault(owner.socket, Due.NOTHING);
        }

        @Override
        public void first(Owner owner) {
            done.add("first " + owner.key.userId());
            due.put(owner.socket, Due.REST);
        }

        @Override
        public void next(Owner owner) {
            boolean rest = due(owner) == Due.REST;
            done.add((rest ? "rest " : "essential ") + owner.key.userId());
            due.put(owner.socket, rest ? Due.NOTHING : Due.REST);
        }
    };

    private final Parallel threads = new Parallel();
    private final OwnerRounds rounds = new OwnerRounds(threads, steps, TimeUnit.MINUTES.toNanos(1));

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void restWaitsForSocketsThatAreOnTheirWay() throws Exception {
        due.put(OPEN, Due.ESSENTIAL);
        Thread pass = new Thread(() -> {
            boolean over = false;
            while (!over) {
                over = rounds.serve(owners);
            }
        });
        pass.start();
        await().until(() -> pass.getState() == Thread.State.TIMED_WAITING);
        assertThat(done).containsExactly("essential 1");

        rounds.welcomed(COMING);
        await().until(() -> done.contains("first 2"));
        coming = false;

        pass.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(List.copyOf(done).subList(0, 2)).containsExactly("essential 1", "first 2");
        assertThat(done).containsExactlyInAnyOrder("essential 1", "first 2", "rest 1", "rest 2");
    }

    @Test
    void restIsDoneAlthoughASocketStaysAway() {
        due.put(OPEN, Due.ESSENTIAL);
        OwnerRounds impatient = new OwnerRounds(threads, steps, 1);

        assertThat(impatient.serve(owners)).isTrue();

        assertThat(done).containsExactly("essential 1", "rest 1");
    }
}
