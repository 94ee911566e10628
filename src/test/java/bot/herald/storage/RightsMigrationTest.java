package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.account.SessionStore.Session;
import bot.herald.identity.TwitchUserId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins and rights of a database from before they had an age live on, and end as all others do. */
class RightsMigrationTest {
    private static final Instant EXPIRES = Instant.parse("2030-01-31T12:00:00Z");
    private static final Instant SINCE = Instant.parse("2029-12-01T12:00:00Z");
    private static final TwitchUserId MOD = new TwitchUserId("300");
    private static final TwitchUserId ALICE = new TwitchUserId("100");

    @TempDir
    Path folder = Path.of("");

    @Test
    void sessionsKeepTheirTimeAndRightsTheirs() throws SQLException {
        older();

        try (Database database = new Database(url())) {
            database.start();

            Session session = new JdbiSessionStore(database).find("s").orElseThrow();
            assertThat(session.person().id()).isEqualTo(MOD);
            assertThat(session.expiresAt()).isEqualTo(EXPIRES);
            assertThat(session.begunAt()).isEqualTo(EXPIRES.minus(Duration.ofDays(30)));
            assertThat(session.usedAt()).isEqualTo(session.begunAt());
            JdbiManagedChannels rights = new JdbiManagedChannels(database);
            assertThat(rights.moderatedBy(MOD)).containsExactly(ALICE);
            assertThat(rights.moderatedBy(MOD, SINCE.plus(Duration.ofDays(1))))
                    .as("nobody has confirmed it since")
                    .isEmpty();
        }
    }

    private void older() throws SQLException {
        Flyway.configure()
                .dataSource(url(), "", "")
                .locations("classpath:db/migration")
                .target("15")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url());
                Statement sql = connection.createStatement()) {
            sql.executeUpdate("INSERT INTO person VALUES ('300', 'mod', 'Mod', '', 0, 0)");
            sql.executeUpdate("INSERT INTO session VALUES ('s', '300', 't', " + EXPIRES.toEpochMilli() + ")");
            sql.executeUpdate("INSERT INTO channel (twitch_user_id, login, display_name, avatar_url, connected_at)"
                    + " VALUES ('100', 'alice', 'Alice', '', 0)");
            sql.executeUpdate("INSERT INTO managed_channel VALUES ('300', '100', " + SINCE.toEpochMilli() + ")");
        }
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("herald.db");
    }
}
