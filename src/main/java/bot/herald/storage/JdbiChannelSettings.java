package bot.herald.storage;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.ChannelSettings;
import bot.herald.settings.SettingsStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.StatementContext;

/** Channel settings in the database. */
public final class JdbiChannelSettings implements SettingsStore {
    private static final String SELECT = """
            SELECT twitch_user_id, command_prefix, raid_greeting, raid_minimum_viewers, raid_pause_minutes,
                raid_announcement, shoutout_on_raid, shoutout_patience_minutes, ignored_logins,
                disabled_commands, version
            FROM channel_setting""";

    private final Database database;

    public JdbiChannelSettings(Database database) {
        this.database = database;
    }

    @Override
    public Optional<ChannelSettings> load(TwitchUserId broadcasterId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " WHERE twitch_user_id = :user")
                        .bind("user", broadcasterId.value())
                        .map(JdbiChannelSettings::settings)
                        .findOne());
    }

    @Override
    public Map<TwitchUserId, ChannelSettings> loadAll() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT)
                        .map((row, context) ->
                                Map.entry(new TwitchUserId(row.getString("twitch_user_id")), settings(row, context)))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public boolean save(TwitchUserId broadcasterId, ChannelSettings changed) {
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate(changed.version() == 1 ? """
                        INSERT INTO channel_setting (twitch_user_id, command_prefix, raid_greeting,
                            raid_minimum_viewers, raid_pause_minutes, raid_announcement, shoutout_on_raid,
                            shoutout_patience_minutes, ignored_logins, disabled_commands, version)
                        VALUES (:user, :prefix, :greeting, :viewers, :pause, :announcement, :shoutout, :patience, :ignored,
                            :disabled, :version)
                        ON CONFLICT DO NOTHING
                        """ : """
                        UPDATE channel_setting SET command_prefix = :prefix, raid_greeting = :greeting,
                            raid_minimum_viewers = :viewers, raid_pause_minutes = :pause,
                            raid_announcement = :announcement,
                            shoutout_on_raid = :shoutout, shoutout_patience_minutes = :patience,
                            ignored_logins = :ignored, disabled_commands = :disabled, version = :version
                        WHERE twitch_user_id = :user AND version = :version - 1
                        """)
                                .bind("user", broadcasterId.value())
                                .bind("prefix", changed.commandPrefix().orElse(null))
                                .bind("greeting", changed.raidGreeting())
                                .bind("viewers", changed.raidMinimumViewers())
                                .bind("pause", changed.raidPause().toMinutes())
                                .bind("patience", changed.shoutoutPatience().toMinutes())
                                .bind("announcement", changed.raidAnnouncement() ? 1 : 0)
                                .bind("shoutout", changed.shoutoutOnRaid() ? 1 : 0)
                                .bind(
                                        "ignored",
                                        changed.ignoredLogins().stream()
                                                .map(TwitchLogin::value)
                                                .collect(Collectors.joining(" ")))
                                .bind("disabled", String.join(" ", changed.disabledCommands()))
                                .bind("version", changed.version())
                                .execute()
                        == 1);
    }

    @Override
    public void purge(TwitchUserId broadcasterId) {
        database.jdbi()
                .useTransaction(
                        handle -> handle.createUpdate("DELETE FROM channel_setting WHERE twitch_user_id = :user")
                                .bind("user", broadcasterId.value())
                                .execute());
    }

    private static ChannelSettings settings(ResultSet row, StatementContext context) throws SQLException {
        return new ChannelSettings(
                Optional.ofNullable(row.getString("command_prefix")),
                row.getString("raid_greeting"),
                row.getInt("raid_minimum_viewers"),
                Duration.ofMinutes(row.getInt("raid_pause_minutes")),
                row.getInt("raid_announcement") == 1,
                row.getInt("shoutout_on_raid") == 1,
                Duration.ofMinutes(row.getInt("shoutout_patience_minutes")),
                words(row.getString("ignored_logins")).stream()
                        .map(TwitchLogin::new)
                        .toList(),
                words(row.getString("disabled_commands")),
                row.getLong("version"));
    }

    private static List<String> words(String separatedBySpaces) {
        return Stream.of(separatedBySpaces.split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
