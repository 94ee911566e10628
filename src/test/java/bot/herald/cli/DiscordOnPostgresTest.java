package bot.herald.cli;

import bot.herald.testing.DatabaseKind;
import org.junit.jupiter.api.Tag;

/** The same on a real PostgreSQL. */
@Tag("full")
class DiscordOnPostgresTest extends DiscordMessagesEndToEndTest {
    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }
}
