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
     * Revokes the person's login on Twitch and erases everything stored about them, except their channel.
     *
     * @return whether anything was stored
     */
    public boolean removePerson(TwitchUserId person) {
        CredentialKey login = new CredentialKey(person, Purpose.LOGIN);
        boolean loggedIn = credentials.find(login).isPresent();
        // No Twitch user id begins with 0.
        TwitchUserId pseudonym =
                new TwitchUserId("0" + ThreadLocalRandom.current().nextLong(1_000_000_000_000L, 10_000_000_000_000L));
        // The Discord account linked to the person goes, too.
        Optional<CredentialKey> discord =
                new JdbiDiscordAccounts(database).of(person).map(account -> CredentialKey.login(account.id()));
        // First, so that no session can be used while Twitch is being asked.
        int rows = new JdbiPeopleRegister(database).erase(person, pseudonym);
        if (loggedIn) {
            credentials.remove(login);
        }
        discord.ifPresent(credentials::remove);
        return loggedIn || rows > 0;
    }

    /**
     * Revokes the grant of an account that logged in with Discord alone, and erases everything stored about it.
     *
     * @return whether anything was stored
     */
    public boolean removeGuest(DiscordUserId account) {
        JdbiDiscordAccounts accounts = new JdbiDiscordAccounts(database);
        boolean known = accounts.find(account).isPresent();
        // First, so that no session can be used while Discord is being asked.
        accounts.erase(account);
        credentials.remove(CredentialKey.login(account));
        return known;
    }

    /**
     * Erases a channel's settings, commands, timers, quotes and activity log, and everything that features stored for it. The
     * channel need not be connected.
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
