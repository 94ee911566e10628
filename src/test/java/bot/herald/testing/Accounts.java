package bot.herald.testing;

import bot.herald.auth.Application;
import bot.herald.auth.ClientStanding;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.channel.ChannelService;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps;
import bot.herald.storage.JdbiChannelStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Credentials and channels in a real database, granted as a test says. */
public final class Accounts implements AutoCloseable {
    public final TestClock clock = new TestClock();
    public final StrictOAuth oauth = new StrictOAuth();
    public final TestDatabase database;
    public final CredentialService credentials;
    public final ChannelService channels;

    public Accounts(Path folder) {
        database = new TestDatabase(folder);
        credentials = new CredentialService(
                List.of(new Application(StrictOAuth.CLIENT_ID, oauth, new ClientStanding(clock))),
                database.credentials(),
                new NoListener(),
                new NoListener(),
                new WakeUps(),
                UUID.randomUUID().toString(),
                clock);
        channels = new ChannelService(new JdbiChannelStore(database.database()), clock);
    }

    public void grant(TwitchUserId user, Purpose purpose, Scope... scopes) {
        TwitchLogin login = new TwitchLogin("user" + user);
        credentials.put(
                new CredentialKey(user, purpose),
                login,
                oauth.grant(user, login.value(), Set.of(scopes)),
                Set.of(scopes));
        if (purpose == Purpose.CHANNEL) {
            channels.connected(new TwitchProfile(user, login, "User", ""));
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
