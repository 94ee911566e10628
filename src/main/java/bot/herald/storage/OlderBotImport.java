package bot.herald.storage;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialState;
import bot.herald.auth.Purpose;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.security.TokenCipher;
import bot.herald.storage.ImportReport.Line;
import bot.herald.storage.ImportReport.Outcome;
import bot.herald.storage.OlderBotDatabase.OlderBotRow;
import bot.herald.storage.OlderBotDatabase.OlderBotRow.Unusable;
import bot.herald.storage.OlderBotDatabase.OlderBotRow.Usable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes an older bot's tokens over, in one transaction, sealed.
 *
 * <p>What is here already stays: importing the same file again changes nothing. Twitch is not asked; the bot validates what
 * is new as soon as it sees it.
 */
public final class OlderBotImport {
    private final Database database;
    private final JdbiCredentialStore credentials;
    private final Clock clock;

    public OlderBotImport(Database database, TokenCipher cipher, Clock clock) {
        this.database = database;
        this.credentials = new JdbiCredentialStore(database, cipher);
        this.clock = clock;
    }

    /** How much is done. */
    public enum Mode {
        /** Every usable row is taken over. */
        USABLE_ROWS,
        /** Nothing is, if any row is unusable. */
        ALL_OR_NOTHING,
        /** Nothing is; the report says what would be. */
        DRY_RUN
    }

    /** @throws bot.herald.lifecycle.StartupException if the file cannot be read */
    public ImportReport run(Path file, Mode mode) {
        List<OlderBotRow> rows = OlderBotDatabase.read(file);
        boolean anyUnusable = rows.stream().anyMatch(Unusable.class::isInstance);
        boolean write = mode == Mode.USABLE_ROWS || (mode == Mode.ALL_OR_NOTHING && !anyUnusable);
        return database.jdbi().inTransaction(handle -> new ImportReport(lines(handle, rows, write), write));
    }

    private List<Line> lines(Handle handle, List<OlderBotRow> rows, boolean write) {
        Map<Object, Usable> newest = newest(rows);
        Optional<Usable> bot = bot(handle, newest);
        List<Line> lines = new ArrayList<>();
        for (OlderBotRow row : rows) {
            if (row instanceof Usable usable) {
                lines.add(line(handle, usable, newest, bot, write));
            } else {
                lines.add(new Line(row.where(), "", Outcome.UNUSABLE, ((Unusable) row).reason()));
            }
        }
        return lines;
    }

    private Line line(Handle handle, Usable row, Map<Object, Usable> newest, Optional<Usable> bot, boolean write) {
        String who = who(row);
        if (!row.equals(newest.get(row.key()))) {
            return new Line(row.where(), who, Outcome.KEPT, "a newer token of the same account is in the file");
        }
        if (row.key().purpose() == Purpose.BOT && !bot.equals(Optional.of(row))) {
            return new Line(row.where(), who, Outcome.KEPT, "there is one bot account already");
        }
        Optional<Credential> here = credentials.find(handle, row.key());
        if (here.filter(Credential::isUsable).isPresent()) {
            return new Line(row.where(), who, Outcome.KEPT, "connected here already");
        }
        if (here.filter(held -> held.token().refreshToken().equals(row.token().refreshToken()))
                .isPresent()) {
            return new Line(row.where(), who, Outcome.KEPT, "Twitch has refused this very token: connect again");
        }
        if (write) {
            write(handle, row);
        }
        return new Line(row.where(), who, Outcome.TAKEN_OVER, "");
    }

    private void write(Handle handle, Usable row) {
        // A login that no account can have, until Twitch names it: logins change, the id does not.
        TwitchLogin login =
                row.login().orElseGet(() -> new TwitchLogin(row.key().userId().value()));
        credentials.put(
                handle, new Credential(row.key(), login, row.token(), row.scopes(), CredentialState.UNKNOWN, "", 0));
        if (row.key().purpose() == Purpose.CHANNEL
                && JdbiChannelStore.find(handle, row.key().userId()).isEmpty()) {
            JdbiChannelStore.connect(
                    handle,
                    new TwitchProfile(
                            row.key().userId(), login, row.displayName().orElse(login.value()), ""),
                    clock.instant());
        }
    }

    /** Of several rows for one account, the one whose token ends last. */
    private static Map<Object, Usable> newest(List<OlderBotRow> rows) {
        Comparator<Usable> byEnd =
                Comparator.comparing(row -> row.token().expiresAt().orElse(Instant.EPOCH));
        Map<Object, Usable> newest = new HashMap<>();
        for (OlderBotRow row : rows) {
            if (row instanceof Usable usable) {
                newest.merge(usable.key(), usable, (one, other) -> byEnd.compare(other, one) > 0 ? other : one);
            }
        }
        return newest;
    }

    /** The account that is to speak: none from the file if one is connected here. */
    private Optional<Usable> bot(Handle handle, Map<Object, Usable> newest) {
        List<String> here = handle.select("SELECT account_id FROM credential WHERE purpose = 'bot'")
                .mapTo(String.class)
                .list();
        return newest.values().stream()
                .filter(row -> row.key().purpose() == Purpose.BOT)
                .filter(row ->
                        here.isEmpty() || here.contains(row.key().userId().value()))
                .max(Comparator.comparing(
                                (Usable row) -> row.token().expiresAt().orElse(Instant.EPOCH))
                        .thenComparing(Usable::where));
    }

    private static String who(Usable row) {
        return row.key().purpose().text() + " " + row.key().userId()
                + row.login().map(login -> " (" + login + ")").orElse("");
    }
}
