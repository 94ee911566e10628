package bot.herald.storage;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys that sign what channels' texts fetch, in the database, each sealed for its channel. */
public final class JdbiFetchKeys {
    private static final Logger log = LoggerFactory.getLogger(JdbiFetchKeys.class);

    private final Database database;
    private final Sealer sealer;

    public JdbiFetchKeys(Database database, TokenCipher cipher) {
        this.database = database;
        this.sealer = new Sealer(database, cipher);
    }

    public Optional<Secret> find(TwitchUserId channel) {
        Optional<String> sealed = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT secret FROM fetch_key WHERE twitch_user_id = :user")
                        .bind("user", channel.value())
                        .mapTo(String.class)
                        .findOne());
        try {
            return sealed.map(text -> new Secret(sealer.open(text, context(channel))));
        } catch (WrongKeyException e) {
            log.warn(
                    "broadcaster={} the key that signs fetches cannot be read: make a new one with `herald channels sign`",
                    channel);
            return Optional.empty();
        }
    }

    /** In the place of any that the channel has. */
    public void put(TwitchUserId channel, Secret key) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("INSERT INTO fetch_key (twitch_user_id, secret)"
                                + " VALUES (:user, :secret)"
                                + " ON CONFLICT (twitch_user_id) DO UPDATE SET secret = excluded.secret")
                        .bind("user", channel.value())
                        .bind("secret", sealer.seal(handle, key.reveal(), context(channel)))
                        .execute());
    }

    /** @return whether there was one */
    public boolean remove(TwitchUserId channel) {
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate("DELETE FROM fetch_key WHERE twitch_user_id = :user")
                                .bind("user", channel.value())
                                .execute()
                        == 1);
    }

    private static String context(TwitchUserId channel) {
        return SealedColumn.FETCH_KEY.context(channel.value());
    }
}
