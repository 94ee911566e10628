package bot.herald.storage;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialState;
import bot.herald.auth.CredentialStore;
import bot.herald.auth.Purpose;
import bot.herald.auth.StoredToken;
import bot.herald.auth.StoredTokenJson;
import bot.herald.identity.AccountId;
import bot.herald.identity.AccountName;
import bot.herald.identity.Provider;
import bot.herald.identity.Scope;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Credentials in the database, each token sealed for its provider, account and purpose. */
public final class JdbiCredentialStore implements CredentialStore {
    private static final Logger log = LoggerFactory.getLogger(JdbiCredentialStore.class);
    /** Processes read the clock before they wait for the database, and the clocks of two machines differ. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final String COLUMNS = ", purpose, login, token, scopes, state, detail, version FROM credential";
    private static final StoredToken UNREADABLE =
            new StoredToken(Optional.empty(), Optional.empty(), Optional.empty(), "unreadable");
    private static final String WHERE_KEY =
            " WHERE provider = :provider AND account_id = :account AND purpose = :purpose";

    private final Database database;
    private final Sealer sealer;
    private final String select;

    public JdbiCredentialStore(Database database, TokenCipher cipher) {
        this(database, cipher, "SELECT provider, account_id");
    }

    private JdbiCredentialStore(Database database, TokenCipher cipher, String select) {
        this.database = database;
        this.sealer = new Sealer(database, cipher);
        this.select = select + COLUMNS;
    }

    /** For a database from when Twitch was the only provider, for reading only. */
    static JdbiCredentialStore beforeProviders(Database database, TokenCipher cipher) {
        return new JdbiCredentialStore(database, cipher, "SELECT 'twitch' AS provider, twitch_user_id AS account_id");
    }

    /** Whether any token is stored, so that a missing key file is a loss and not a first start. */
    public static boolean hasTokens(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.select("SELECT COUNT(*) FROM credential")
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /**
     * Reads every credential; one whose token is damaged needs a new authorisation and does not affect the others.
     *
     * @throws WrongKeyException if no sealed token opens: then the key is wrong, and nothing is changed
     */
    @Override
    public List<Credential> loadAll() {
        List<Credential> all = jdbi().withHandle(
                        handle -> handle.select(select).map(this::credential).list());
        if (!all.isEmpty() && all.stream().allMatch(JdbiCredentialStore::isUnreadable)) {
            throw new WrongKeyException();
        }
        return all;
    }

    private static boolean isUnreadable(Credential credential) {
        return credential.token().equals(UNREADABLE);
    }

    @Override
    public Optional<Credential> load(CredentialKey key) {
        return jdbi().withHandle(handle -> find(handle, key));
    }

    @Override
    public Map<CredentialKey, Long> versions() {
        record Row(CredentialKey key, long version) {}
        return jdbi().withHandle(
                        handle -> handle.select("SELECT provider, account_id, purpose, version FROM credential")
                                .map((row, context) -> new Row(key(row), row.getLong("version")))
                                .collectToMap(Row::key, Row::version));
    }

    @Override
    public Exchange exchange(Credential credential) {
        return database.insist(handle -> {
            Optional<Credential> before = find(handle, credential.key());
            return new Exchange(put(handle, credential), before);
        });
    }

    /** @param handle of the surrounding transaction */
    Credential put(Handle handle, Credential credential) {
        bound(handle, """
                    INSERT INTO credential
                        (provider, account_id, purpose, login, token, scopes, state, detail, version)
                    VALUES (:provider, :account, :purpose, :login, :token, :scopes, :state, :detail, 1)
                    ON CONFLICT (provider, account_id, purpose) DO UPDATE SET
                        login = excluded.login, token = excluded.token, scopes = excluded.scopes,
                        state = excluded.state, detail = excluded.detail, version = credential.version + 1,
                        lease_holder = NULL, lease_until = NULL
                    """, credential).execute();
        return find(handle, credential.key()).orElseThrow();
    }

    @Override
    public boolean replace(Credential changed) {
        return write(changed, ", lease_holder = NULL, lease_until = NULL");
    }

    @Override
    public boolean update(Credential changed) {
        return write(changed, "");
    }

    private boolean write(Credential changed, String more) {
        // A repeated write finds its own version and changes nothing; the caller then reads back what it wrote itself.
        return database.insist(handle -> bound(handle, """
                UPDATE credential SET
                    login = :login, token = :token, scopes = :scopes, state = :state, detail = :detail,
                    version = :version
                """ + more + WHERE_KEY + " AND version = :version - 1", changed)
                        .bind("version", changed.version())
                        .execute()
                == 1);
    }

    @Override
    public Lease lease(CredentialKey key, String holder, Instant now, Instant until) {
        return jdbi().inTransaction(handle -> {
            record Row(Optional<String> holder, long until) {}
            Optional<Row> row = named(
                            handle.createQuery("SELECT lease_holder, lease_until FROM credential" + WHERE_KEY
                                    + database.forUpdate()),
                            key)
                    .map((rs, ctx) ->
                            new Row(Optional.ofNullable(rs.getString("lease_holder")), rs.getLong("lease_until")))
                    .findOne();
            if (row.isEmpty()) {
                return new Lease.Gone();
            }
            boolean leased = row.get().holder().isPresent();
            // A lease that outlasts one taken now by more than a moment was taken before the clock was set back.
            long latest = until.plus(CLOCK_TOLERANCE).toEpochMilli();
            boolean another = leased && !row.get().holder().get().equals(holder);
            if (another && now.toEpochMilli() < row.get().until() && row.get().until() <= latest) {
                return new Lease.HeldByAnother(Instant.ofEpochMilli(row.get().until()));
            }
            named(
                            handle.createUpdate(
                                    "UPDATE credential SET lease_holder = :holder, lease_until = :until" + WHERE_KEY),
                            key)
                    .bind("holder", holder)
                    .bind("until", until.toEpochMilli())
                    .execute();
            // A lease that expired was never released: its holder died between asking Twitch and storing the answer.
            return new Lease.Taken(find(handle, key).orElseThrow(), leased);
        });
    }

    @Override
    public void release(CredentialKey key, String holder, boolean answerWasLost) {
        // An expired lease is free, but its holder never stored the answer.
        String free = answerWasLost ? "lease_until = 0" : "lease_holder = NULL, lease_until = NULL";
        jdbi().useTransaction(handle -> named(
                        handle.createUpdate(
                                "UPDATE credential SET " + free + WHERE_KEY + " AND lease_holder = :holder"),
                        key)
                .bind("holder", holder)
                .execute());
    }

    @Override
    public int endLeasesOfEarlierRuns() {
        return jdbi().inTransaction(handle -> handle.createUpdate(
                        "UPDATE credential SET lease_until = 0 WHERE lease_holder NOT LIKE :command AND lease_until > 0")
                .bind("command", COMMAND + "%")
                .execute());
    }

    @Override
    public void erase(CredentialKey key) {
        jdbi().useTransaction(handle -> named(handle.createUpdate("DELETE FROM credential" + WHERE_KEY), key)
                .execute());
        database.forgetDeleted();
    }

    private Jdbi jdbi() {
        return database.jdbi();
    }

    Optional<Credential> find(Handle handle, CredentialKey key) {
        return named(handle.createQuery(select + WHERE_KEY), key)
                .map(this::credential)
                .findOne();
    }

    private static <S extends SqlStatement<S>> S named(S statement, CredentialKey key) {
        return statement
                .bind("provider", key.provider().text())
                .bind("account", key.account().value())
                .bind("purpose", key.purpose().text());
    }

    private static CredentialKey key(ResultSet row) throws SQLException {
        return new CredentialKey(
                AccountId.of(Provider.of(row.getString("provider")), row.getString("account_id")),
                Purpose.of(row.getString("purpose")));
    }

    private Update bound(Handle handle, String sql, Credential credential) {
        CredentialKey key = credential.key();
        return named(handle.createUpdate(sql), key)
                .bind("login", credential.name().value())
                .bind(
                        "token",
                        sealer.seal(
                                handle,
                                StoredTokenJson.write(credential.token()),
                                SealedColumn.CREDENTIAL.context(values(key))))
                .bind("scopes", Scope.join(credential.scopes()))
                .bind("state", credential.state().text())
                .bind("detail", credential.detail());
    }

    private Credential credential(ResultSet row, StatementContext context) throws SQLException {
        CredentialKey key = key(row);
        StoredToken token = token(key, row.getString("token"));
        boolean unreadable = token.equals(UNREADABLE);
        return new Credential(
                key,
                AccountName.of(key.provider(), row.getString("login")),
                token,
                Scope.parse(row.getString("scopes")),
                unreadable ? CredentialState.NEEDS_REAUTHORIZATION : CredentialState.of(row.getString("state")),
                unreadable ? "the stored token cannot be read" : row.getString("detail"),
                row.getLong("version"));
    }

    /** Reads sealed text and, from older bots, clear text; the next write seals it. */
    private StoredToken token(CredentialKey key, String text) {
        try {
            return StoredTokenJson.read(
                    TokenCipher.isSealed(text) ? sealer.open(SealedColumn.CREDENTIAL, text, values(key)) : text);
        } catch (WrongKeyException | IllegalArgumentException e) {
            log.error(
                    "{} the stored token cannot be read ({})", key, e.getClass().getSimpleName());
            return UNREADABLE;
        }
    }

    /** The columns that identify the row. */
    private static String[] values(CredentialKey key) {
        return new String[] {
            key.provider().text(), key.account().value(), key.purpose().text()
        };
    }
}
