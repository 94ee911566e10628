package bot.herald.storage;

import bot.herald.security.SealedTexts;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every {@link SealedColumn} of the database. For one rotation, on one thread. */
public final class JdbiSealedTexts implements SealedTexts {
    private static final Logger log = LoggerFactory.getLogger(JdbiSealedTexts.class);
    private static final int AT_ONCE = 200;

    private final Database database;
    private final TokenCipher cipher;
    private final Set<String> unreadable = new HashSet<>();

    public JdbiSealedTexts(Database database, TokenCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    private record Row(SealedColumn column, List<String> key, String text) {
        String context() {
            return column.context(key.toArray(String[]::new));
        }

        /** @throws WrongKeyException if it does not open */
        String open(TokenCipher cipher) {
            return column.open(cipher, text, key.toArray(String[]::new));
        }
    }

    @Override
    public OptionalInt sealingKey() {
        return database.jdbi().withHandle(Sealer::keyId);
    }

    @Override
    public void sealUnder(int keyId) {
        database.jdbi().useTransaction(handle -> Sealer.name(handle, keyId));
    }

    @Override
    public int count() {
        return database.jdbi()
                .withHandle(handle -> SealedColumn.ALL.stream()
                        .mapToInt(column -> count(handle, column))
                        .sum());
    }

    static int count(Handle handle, SealedColumn column) {
        return handle.select("SELECT COUNT(*) FROM " + column.table())
                .mapTo(Integer.class)
                .one();
    }

    /** How many of the column's texts no key of {@code cipher} opens. */
    static int unreadable(Handle handle, SealedColumn column, TokenCipher cipher) {
        return (int) rows(handle, column).stream()
                .filter(row -> TokenCipher.isSealed(row.text()) && !opens(row, cipher))
                .count();
    }

    private static boolean opens(Row row, TokenCipher cipher) {
        try {
            return !row.open(cipher).isEmpty();
        } catch (WrongKeyException e) {
            return false;
        }
    }

    @Override
    public int resealSome(int keyId) {
        return database.jdbi().inTransaction(handle -> {
            List<Row> rows = SealedColumn.ALL.stream()
                    .flatMap(column -> rows(handle, column).stream())
                    .filter(row -> !isUnder(keyId, row.text()) && !unreadable.contains(row.context()))
                    .limit(AT_ONCE)
                    .toList();
            rows.forEach(row -> reseal(handle, keyId, row));
            return rows.size();
        });
    }

    private void reseal(Handle handle, int keyId, Row row) {
        try {
            String clear = TokenCipher.isSealed(row.text()) ? row.open(cipher) : row.text();
            write(handle, row, cipher.seal(keyId, clear, row.context()));
        } catch (WrongKeyException e) {
            // Damaged before: no key opens it, so the old one need not be kept for it.
            log.warn("{} row={} cannot be read and stays as it is", row.column().table(), row.context());
            unreadable.add(row.context());
        }
    }

    private static boolean isUnder(int keyId, String text) {
        OptionalInt sealedBy = TokenCipher.keyIdOf(text);
        return sealedBy.isPresent() && sealedBy.getAsInt() == keyId;
    }

    private static List<Row> rows(Handle handle, SealedColumn column) {
        String columns = String.join(", ", column.keys()) + ", " + column.column();
        return handle.select("SELECT " + columns + " FROM " + column.table())
                .map((row, context) -> {
                    List<String> key = new ArrayList<>();
                    for (String name : column.keys()) {
                        key.add(row.getString(name));
                    }
                    return new Row(column, key, row.getString(column.column()));
                })
                .list();
    }

    /** Leaves alone what was written since it was read: that is newer, and sealed under the new key already. */
    private static void write(Handle handle, Row row, String text) {
        List<String> conditions =
                row.column().keys().stream().map(name -> name + " = :" + name).toList();
        Update update = handle.createUpdate("UPDATE " + row.column().table() + " SET "
                        + row.column().column() + " = :sealed WHERE " + String.join(" AND ", conditions)
                        + " AND " + row.column().column() + " = :was")
                .bind("was", row.text())
                .bind("sealed", text);
        for (int i = 0; i < row.key().size(); i++) {
            update.bind(row.column().keys().get(i), row.key().get(i));
        }
        update.execute();
    }
}
