package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.command.LastSeen.Sighting;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class JdbiLastSeenTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("2");
    private static final TwitchUserId ANN = new TwitchUserId("31");
    private static final TwitchUserId BEN = new TwitchUserId("32");
    private static final Instant THEN = Instant.parse("2030-01-01T12:00:00Z");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private JdbiLastSeen seen;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        seen = new JdbiLastSeen(database.database());
        seen.saw(List.of(
                new Sighting(CHANNEL, ANN, "ann", THEN),
                new Sighting(CHANNEL, BEN, "ben", THEN),
                new Sighting(OTHER, ANN, "ann", THEN.plusSeconds(5))));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theLatestLineOfAChannelCounts() {
        seen.saw(List.of(new Sighting(CHANNEL, ANN, "ann", THEN.minusSeconds(1))));
        assertThat(seen.find(CHANNEL, "ann")).contains(THEN);
        assertThat(seen.find(OTHER, "ann")).contains(THEN.plusSeconds(5));
        assertThat(seen.find(CHANNEL, "carol")).isEmpty();

        seen.saw(List.of(new Sighting(CHANNEL, ANN, "ann", THEN.plusSeconds(1))));
        assertThat(seen.find(CHANNEL, "ann")).contains(THEN.plusSeconds(1));
    }

    @Test
    void whoeverHasTheNameNowIsMeant() {
        seen.saw(List.of(new Sighting(CHANNEL, ANN, "anna", THEN.plusSeconds(9))));
        assertThat(seen.find(CHANNEL, "ann")).isEmpty();

        seen.saw(List.of(new Sighting(CHANNEL, BEN, "anna", THEN.plusSeconds(20))));
        assertThat(seen.find(CHANNEL, "anna")).contains(THEN.plusSeconds(20));
    }

    @Test
    void channelsPeopleAndWhatIsOldAreForgotten() {
        seen.forget(OTHER);
        assertThat(seen.channels()).containsExactly(CHANNEL);

        new JdbiPeopleRegister(database.database()).erase(ANN, new TwitchUserId("01"));
        assertThat(seen.find(CHANNEL, "ann")).isEmpty();

        seen.forgetBefore(THEN);
        assertThat(seen.find(CHANNEL, "ben")).contains(THEN);
        seen.forgetBefore(THEN.plusMillis(1));
        assertThat(seen.channels()).isEmpty();
    }
}
