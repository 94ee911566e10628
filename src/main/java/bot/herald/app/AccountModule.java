package bot.herald.app;

import bot.herald.account.AccountEvents;
import bot.herald.account.Admins;
import bot.herald.account.BotNews;
import bot.herald.account.DiscordAccounts;
import bot.herald.account.GrantedModeratedChannels;
import bot.herald.account.Guests;
import bot.herald.account.Logins;
import bot.herald.account.ManagedChannelStore;
import bot.herald.account.ManagedChannels;
import bot.herald.account.MissedEvents;
import bot.herald.account.NamedAccounts;
import bot.herald.account.PersonStore;
import bot.herald.account.SessionStore;
import bot.herald.account.Sessions;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.channel.ChannelService;
import bot.herald.config.BotConfig;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.SignedTokens;
import bot.herald.security.SigningKeys;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiAuditLog;
import bot.herald.storage.JdbiDiscordAccounts;
import bot.herald.storage.JdbiLoginPins;
import bot.herald.storage.JdbiManagedChannels;
import bot.herald.storage.JdbiPersonStore;
import bot.herald.storage.JdbiSessionStore;
import bot.herald.subscription.SubscriptionPlanner.Attended;
import bot.herald.twitch.helix.HelixModeratedChannels;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Everything about people: who is logged in, and what they may manage. */
record AccountModule(
        PersonStore people,
        Sessions sessions,
        Admins admins,
        ManagedChannels managed,
        ManagedChannelStore moderations,
        Logins logins,
        AccountEvents events,
        BotNews botNews,
        MissedEvents missedEvents,
        JdbiAuditLog audit,
        Function<Set<TwitchUserId>, Attended> attended,
        DiscordAccounts discord,
        Guests guests) {
    static AccountModule of(Foundation foundation, TokenModule tokens, ChannelService channels) {
        CredentialService credentials = tokens.credentials();
        BotConfig config = foundation.config();
        Database database = foundation.database();
        Clock clock = foundation.clock();
        PersonStore people = new JdbiPersonStore(database);
        SessionStore store = new JdbiSessionStore(database);
        SignedTokens signed =
                new SignedTokens(new SigningKeys(foundation.storage().signingKeys(), Sessions.LIFETIME, clock), clock);
        DiscordAccounts discord = new JdbiDiscordAccounts(database);
        Sessions sessions = new Sessions(
                store,
                people,
                signed,
                (id, purpose) -> credentials
                        .findAnywhere(new CredentialKey(id, purpose))
                        .filter(Credential::isUsable)
                        .isPresent(),
                clock);
        ManagedChannelStore moderations = new JdbiManagedChannels(database);
        JdbiAuditLog audit = new JdbiAuditLog(database);
        Admins admins = new Admins(
                new NamedAccounts("web.admins", config.web().admins(), new JdbiLoginPins(database, clock)),
                id -> GrantedModeratedChannels.login(credentials, id).map(Credential::login));
        HelixModeratedChannels helix = new HelixModeratedChannels(tokens.door());
        ManagedChannels managed = new ManagedChannels(
                channels,
                moderations,
                new GrantedModeratedChannels(credentials, helix::of, helix::moderates),
                admins,
                audit,
                clock);
        return new AccountModule(
                people,
                sessions,
                admins,
                managed,
                moderations,
                new Logins(people, managed, sessions, clock),
                new AccountEvents(people, managed, channels, credentials::renamed),
                new BotNews(channels::ids, audit, clock),
                new MissedEvents(store, managed, foundation.instances().whileLeading(), clock),
                audit,
                watched -> {
                    Set<TwitchUserId> online = store.people(clock.instant());
                    Set<TwitchUserId> channelsOfThem =
                            new HashSet<>(moderations.moderatedByAnybodyLoggedIn(clock.instant()));
                    channelsOfThem.addAll(online);
                    return new Attended(online, channelsOfThem, watched);
                },
                discord,
                new Guests(
                        discord,
                        signed,
                        id -> credentials
                                .findAnywhere(CredentialKey.login(id))
                                .filter(Credential::isUsable)
                                .isPresent(),
                        clock));
    }
}
