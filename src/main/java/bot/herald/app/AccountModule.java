package bot.herald.app;

import bot.herald.account.AccountEvents;
import bot.herald.account.Admins;
import bot.herald.account.BotNews;
import bot.herald.account.Logins;
import bot.herald.account.ManagedChannelStore;
import bot.herald.account.ManagedChannels;
import bot.herald.account.MissedEvents;
import bot.herald.account.ModeratedChannels;
import bot.herald.account.NamedAccounts;
import bot.herald.account.PersonStore;
import bot.herald.account.SessionStore;
import bot.herald.account.Sessions;
import bot.herald.auth.ConnectionListener;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialState;
import bot.herald.auth.Purpose;
import bot.herald.channel.ChannelService;
import bot.herald.config.BotConfig;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.SignedTokens;
import bot.herald.security.SigningKeys;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiAuditLog;
import bot.herald.storage.JdbiLoginPins;
import bot.herald.storage.JdbiManagedChannels;
import bot.herald.storage.JdbiPersonStore;
import bot.herald.storage.JdbiSessionStore;
import bot.herald.twitch.helix.HelixModeratedChannels;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** People: who is logged in, and what they may manage. */
record AccountModule(
        PersonStore people,
        Sessions sessions,
        Admins admins,
        ManagedChannels managed,
        ManagedChannelStore moderations,
        Logins logins,
        AccountEvents events,
        MissedEvents missedEvents,
        JdbiAuditLog audit,
        Clock clock) {
    static AccountModule of(Foundation foundation, CredentialService credentials, ChannelService channels) {
        BotConfig config = foundation.config();
        Database database = foundation.database();
        Clock clock = foundation.clock();
        PersonStore people = new JdbiPersonStore(database);
        SessionStore store = new JdbiSessionStore(database);
        Sessions sessions = new Sessions(
                store,
                people,
                new SignedTokens(new SigningKeys(foundation.storage().signingKeys(), Sessions.LIFETIME, clock), clock),
                (id, purpose) -> credentials
                        .findAnywhere(new CredentialKey(id, purpose))
                        .filter(AccountModule::isUsable)
                        .isPresent(),
                clock);
        ManagedChannelStore moderations = new JdbiManagedChannels(database);
        JdbiAuditLog audit = new JdbiAuditLog(database);
        Admins admins = new Admins(
                new NamedAccounts("web.admins", config.web().admins(), new JdbiLoginPins(database, clock)),
                id -> login(credentials, id).map(Credential::login));
        ManagedChannels managed = new ManagedChannels(
                channels, moderations, moderated(config, foundation.twitch(), credentials), admins, audit, clock);
        return new AccountModule(
                people,
                sessions,
                admins,
                managed,
                moderations,
                new Logins(people, managed, sessions, clock),
                new AccountEvents(people, managed, channels),
                new MissedEvents(store, managed, foundation.instances()::leads, clock),
                audit,
                clock);
    }

    /** Tells {@code next}, and keeps people and their rights true when somebody connects. */
    ConnectionListener around(ConnectionListener next, ChannelService channels) {
        BotNews news = new BotNews(channels::ids, audit, clock);
        return new ConnectionListener() {
            @Override
            public void connected(Purpose purpose, TwitchProfile profile) {
                boolean isNew = channels.find(profile.id()).isEmpty();
                next.connected(purpose, profile);
                switch (purpose) {
                    case CHANNEL -> {
                        people.loggedIn(profile, clock.instant());
                        managed.channelConnected(profile.id(), isNew);
                    }
                    case LOGIN -> logins.loggedIn(profile);
                    case BOT -> {
                        // Nobody manages anything by being the bot.
                    }
                }
            }

            @Override
            public void botReplaced(Credential old, TwitchProfile now, Optional<TwitchUserId> by) {
                news.replaced(old.login(), now.id(), now.login(), by);
            }
        };
    }

    private static ModeratedChannels moderated(BotConfig config, TwitchModule twitch, CredentialService credentials) {
        HelixModeratedChannels helix = new HelixModeratedChannels(
                twitch.http(),
                config.twitch().endpoints().helix(),
                config.twitch().clientId(),
                credentials);
        return new ModeratedChannels() {
            @Override
            public Optional<Set<TwitchUserId>> of(TwitchUserId person) {
                Optional<Credential> able = login(credentials, person)
                        .filter(AccountModule::tellsWhereItModerates)
                        .or(() -> usable(credentials, CredentialKey.bot(person))
                                .filter(AccountModule::tellsWhereItModerates));
                return able.isEmpty() && !isTheBot(person)
                        ? Optional.of(Set.of())
                        : able.flatMap(credential -> helix.of(credential.key()));
            }

            @Override
            public Optional<Boolean> moderates(TwitchUserId broadcaster, TwitchUserId person) {
                return usable(credentials, CredentialKey.channel(broadcaster))
                        .filter(credential -> credential.scopes().contains(Scope.MODERATION_READ))
                        .flatMap(credential -> helix.moderates(broadcaster, person));
            }

            @Override
            public boolean mayBeAskedAbout(TwitchUserId person) {
                return login(credentials, person)
                        .filter(AccountModule::tellsWhereItModerates)
                        .isPresent();
            }

            @Override
            public boolean isTheBot(TwitchUserId person) {
                return credentials.find(CredentialKey.bot(person)).isPresent();
            }
        };
    }

    private static boolean tellsWhereItModerates(Credential credential) {
        return credential.scopes().contains(Scope.USER_READ_MODERATED_CHANNELS);
    }

    /** The person's login, unless Twitch took it back. */
    private static Optional<Credential> login(CredentialService credentials, TwitchUserId person) {
        // The browser that has just logged in at another instance may be sent here at once.
        return credentials
                .findAnywhere(new CredentialKey(person, Purpose.LOGIN))
                .filter(AccountModule::isUsable);
    }

    private static Optional<Credential> usable(CredentialService credentials, CredentialKey key) {
        return credentials.find(key).filter(AccountModule::isUsable);
    }

    private static boolean isUsable(Credential credential) {
        return credential.state() != CredentialState.NEEDS_REAUTHORIZATION;
    }
}
