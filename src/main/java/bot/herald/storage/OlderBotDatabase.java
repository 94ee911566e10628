package bot.herald.storage;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.auth.StoredToken;
import bot.herald.auth.StoredTokenJson;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StartupException;
import bot.herald.storage.OlderBotDatabase.OlderBotRow.Unusable;
import bot.herald.storage.OlderBotDatabase.OlderBotRow.Usable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sqlite.SQLiteConfig;

/**
 * An older bot's SQLite file, in whichever of its shapes; only ever read.
 *
 * <p>A row that cannot be used becomes an {@link Unusable} with its reason, and never stops the others.
 */
final class OlderBotDatabase {
    private static final Set<String> TABLES = Set.of("bot_auth", "channel_auth", "integrations");

    private record KnownChannel(String twitchId, Optional<TwitchLogin> login, Optional<String> displayName) {}

    private final Map<Long, KnownChannel> channels = new HashMap<>();
    private final Map<String, KnownChannel> byTwitchId = new HashMap<>();
    private final List<OlderBotRow> rows = new ArrayList<>();

    private OlderBotDatabase() {}

    /**
     * Reads every row that holds a token.
     *
     * @throws StartupException if the file is no SQLite database, cannot be read, or holds none of the known tables
     */
    static List<OlderBotRow> read(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file)) {
            OlderBotDatabase database = new OlderBotDatabase();
            database.readAll(connection, file);
            return database.rows;
        } catch (SQLException e) {
            throw new StartupException("cannot read " + file + ": it is not a SQLite database, is incomplete, or this"
                    + " user may not read it (code " + e.getErrorCode() + ")");
        }
    }

    private void readAll(Connection connection, Path file) throws SQLException {
        Set<String> tables = tables(connection);
        if (tables.stream().noneMatch(TABLES::contains)) {
            throw new StartupException(file + " holds none of the older bot's tables " + new TreeSet<>(TABLES)
                    + ": is it the right file?");
        }
        if (tables.contains("channels")) {
            readChannels(connection);
        }
        if (tables.contains("bot_auth")) {
            readBotAuth(connection);
        }
        if (tables.contains("channel_auth")) {
            readChannelAuth(connection);
        }
        if (tables.contains("integrations")) {
            readIntegrations(connection);
        }
    }

    private void readChannels(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, twitch_id, login, display_name FROM channels")) {
            while (row.next()) {
                KnownChannel channel = new KnownChannel(
                        text(row, "twitch_id"),
                        Optional.of(text(row, "login"))
                                .filter(TwitchLogin::isValid)
                                .map(TwitchLogin::new),
                        Optional.of(text(row, "display_name")).filter(name -> !name.isEmpty()));
                channels.put(row.getLong("id"), channel);
                byTwitchId.put(channel.twitchId(), channel);
            }
        }
    }

    private void readBotAuth(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT rowid, twitch_user_id, access_token, refresh_token, scopes, expires_at FROM bot_auth")) {
            while (row.next()) {
                String userId = text(row, "twitch_user_id");
                add("bot_auth row " + row.getLong("rowid"), Purpose.BOT, userId, row);
            }
        }
    }

    private void readChannelAuth(Connection connection) throws SQLException {
        boolean named = columns(connection, "channel_auth").contains("twitch_user_id");
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT channel_id, access_token, refresh_token, scopes, expires_at"
                                + (named ? ", twitch_user_id" : "") + " FROM channel_auth")) {
            while (row.next()) {
                String where = "channel_auth channel_id " + row.getLong("channel_id");
                String own = named ? text(row, "twitch_user_id") : "";
                KnownChannel channel = channels.get(row.getLong("channel_id"));
                String looked = channel == null ? "" : channel.twitchId();
                if (own.isEmpty() && channel == null) {
                    unusable(where, "names no Twitch user id, and there is no such channel to look it up in");
                } else if (!own.isEmpty() && !looked.isEmpty() && !own.equals(looked)) {
                    unusable(where, "names user " + own + ", but its channel belongs to user " + looked);
                } else {
                    add(where, Purpose.CHANNEL, own.isEmpty() ? looked : own, row);
                }
            }
        }
    }

    private void readIntegrations(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT rowid, tenant_id, source, token FROM integrations ORDER BY rowid")) {
            while (row.next()) {
                // Other sources are other services' and none of ours.
                if (text(row, "source").toLowerCase(Locale.ROOT).equals("twitch")) {
                    addIntegration(
                            "integrations row " + row.getLong("rowid"), text(row, "tenant_id"), text(row, "token"));
                }
            }
        }
    }

    private void addIntegration(String where, String userId, String token) {
        try {
            add(where, Purpose.CHANNEL, userId, StoredTokenJson.read(token), Set.of());
        } catch (IllegalArgumentException e) {
            unusable(where, String.valueOf(e.getMessage()));
        }
    }

    private void add(String where, Purpose purpose, String userId, ResultSet row) throws SQLException {
        Optional<Secret> access;
        Optional<Secret> refresh;
        try {
            access = secret(text(row, "access_token"));
            refresh = secret(text(row, "refresh_token"));
        } catch (IllegalArgumentException e) {
            unusable(where, String.valueOf(e.getMessage()));
            return;
        }
        if (access.isEmpty() && refresh.isEmpty()) {
            unusable(where, "holds neither an access nor a refresh token");
            return;
        }
        Set<Scope> scopes = Scope.parse(text(row, "scopes"));
        add(where, purpose, userId, new StoredToken(refresh, access, millis(row), "bearer"), scopes);
    }

    private void add(String where, Purpose purpose, String userId, StoredToken token, Set<Scope> scopes) {
        if (!TwitchUserId.isValid(userId)) {
            unusable(
                    where,
                    userId.isEmpty() ? "names no Twitch user id" : "names no Twitch user id but " + shown(userId));
            return;
        }
        Optional<KnownChannel> known = Optional.ofNullable(byTwitchId.get(userId));
        rows.add(new Usable(
                where,
                new CredentialKey(new TwitchUserId(userId), purpose),
                token,
                scopes,
                known.flatMap(KnownChannel::login),
                known.flatMap(KnownChannel::displayName)));
    }

    private void unusable(String where, String reason) {
        rows.add(new Unusable(where, reason));
    }

    /** Short, and without what a terminal would obey. */
    private static String shown(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return "'" + (clean.length() > 30 ? clean.substring(0, 30) + "..." : clean) + "'";
    }

    private static Optional<Secret> secret(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(StoredTokenJson.bare(text));
    }

    /** Nothing, zero and what is no date count as unknown. */
    private static Optional<Instant> millis(ResultSet row) throws SQLException {
        long millis = row.getLong("expires_at");
        return row.wasNull() || millis <= 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text.strip();
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        return names(connection, "SELECT name FROM sqlite_master WHERE type = 'table'", "name");
    }

    private static Set<String> columns(Connection connection, String table) throws SQLException {
        return names(connection, "PRAGMA table_info(" + table + ")", "name");
    }

    private static Set<String> names(Connection connection, String sql, String column) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(column).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** One row of an older bot's database. */
    sealed interface OlderBotRow {
        /** Which row it is, for people: table and key, never a token. */
        String where();

        /**
         * A token that can be taken over.
         *
         * @param login empty when the older bot did not know it; Twitch tells at the first validation
         */
        record Usable(
                String where,
                CredentialKey key,
                StoredToken token,
                Set<Scope> scopes,
                Optional<TwitchLogin> login,
                Optional<String> displayName)
                implements OlderBotRow {}

        record Unusable(String where, String reason) implements OlderBotRow {}
    }
}
