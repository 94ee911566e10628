package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.identity.TwitchUserId;
import bot.herald.testing.OnEveryDatabase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class JdbiOwnLinesTest extends TwoProcesses {
    private static final TwitchUserId ALICE = new TwitchUserId("1");
    private static final TwitchUserId BOB = new TwitchUserId("2");

    @Test
    void lineThatOneInstanceHearsIsKnownToTheOtherForAsLongAsItAsks() {
        JdbiOwnLines here = new JdbiOwnLines(first.database());
        JdbiOwnLines there = new JdbiOwnLines(second.database());
        Duration minute = Duration.ofMinutes(1);

        here.heardHere(ALICE, "hello");
        here.heardHere(ALICE, "hello");

        await().until(() -> there.isHeard(ALICE, "hello", minute).equals(Optional.of(true)));
        assertThat(there.isHeard(BOB, "hello", minute)).contains(false);
        assertThat(there.isHeard(ALICE, "hi", minute)).contains(false);
        first.database()
                .jdbi()
                .useHandle(handle -> handle.execute("UPDATE handled_event SET handled_at = handled_at - 120000"));
        assertThat(there.isHeard(ALICE, "hello", minute)).contains(false);
    }
}
