package bot.herald.maintenance;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.TokenCipher;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiActivityStore;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.storage.JdbiDiscordAccounts;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.storage.JdbiFeatureMemory;
import bot.herald.storage.JdbiFetchKeys;
import bot.herald.storage.JdbiLastSeen;
import bot.herald.storage.JdbiPeopleRegister;
import bot.herald.storage.JdbiQuoteStore;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Erases what is stored about people and channels. Not safe for concurrent use. */
public final class Erasure {
    private final Database database;
    private final TokenCipher cipher;
    private final CredentialService credentials;

    Erasure(Database database, TokenCipher cipher, CredentialService credentials) {
        this.database = database;
        this.cipher = cipher;
        this.credentials = credentials;
    }

    /**
     * Revokes the person's login on Twitch and erases everything that is stored about them, except their channel.
     *
     * @return whether there was anything
     */
    public boolean removePerson(TwitchUserId person) {
        CredentialKey login = new CredentialKey(person, Purpose.LOGIN);
        boolean loggedIn = credentials.find(login).isPresent();
        // No Twitch user id begins with 0.
        TwitchUserId pseudonym =
                new TwitchUserId("0" + ThreadLocalRandom.current().nextLong(1_000_000_000_000L, 10_000_000_000_000L));
        // Together with the person, whose other account it is.
        Optional<CredentialKey> discord =
                new JdbiDiscordAccounts(database).of(person).map(account -> CredentialKey.login(account.id()));
        // First, so that nobody can come back with a session while Twitch is asked.
        int rows = new JdbiPeopleRegister(database).erase(person, pseudonym);
        if (loggedIn) {
            credentials.remove(login);
        }
        discord.ifPresent(credentials::remove);
        return loggedIn || rows > 0;
    }

    /**
     * Revokes what an account that logged in with Discord alone granted there, and erases everything that is stored about it.
     *
     * @return whether there was anything
     */
    public boolean removeGuest(DiscordUserId account) {
        JdbiDiscordAccounts accounts = new JdbiDiscordAccounts(database);
        boolean known = accounts.find(account).isPresent();
        // First, so that nobody can come back with a session while Discord is asked.
        accounts.erase(account);
        credentials.remove(CredentialKey.login(account));
        return known;
    }

    /**
     * Erases a channel's settings, commands, timers, quotes and activity log, and everything that features store for it, whether
     * it is connected or not.
     */
    public void purge(TwitchUserId channel) {
        new JdbiDocumentStore(database).purge(channel);
        new JdbiCounterStore(database).purge(channel);
        new JdbiQuoteStore(database).purge(channel);
        new JdbiActivityStore(database).purge(channel);
        new JdbiPeopleRegister(database).forgetChannel(channel);
        new JdbiFeatureMemory(database).purge(channel);
        new JdbiLastSeen(database).forget(channel);
        new JdbiFetchKeys(database, cipher).remove(channel);
    }
}
