package bot.herald.app;

import bot.herald.account.DiscordAccounts;
import bot.herald.account.DiscordAccounts.DiscordAccount;
import bot.herald.account.Guests;
import bot.herald.auth.AccessTokens;
import bot.herald.auth.Application;
import bot.herald.auth.AuthorizationStates;
import bot.herald.auth.ClientStanding;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.channel.ChannelService;
import bot.herald.config.BotConfig;
import bot.herald.config.DiscordConfig;
import bot.herald.discord.DiscordBot;
import bot.herald.discord.DiscordLinks;
import bot.herald.discord.DiscordServers;
import bot.herald.discord.HttpWebhooks;
import bot.herald.discord.JdaBot;
import bot.herald.discord.Link;
import bot.herald.discord.LinkMessage;
import bot.herald.discord.LinkMessageSender;
import bot.herald.discord.LinkMessageText;
import bot.herald.discord.LinkMessages;
import bot.herald.discord.LinkRules;
import bot.herald.discord.ListedServer;
import bot.herald.discord.Outlets;
import bot.herald.discord.ServerStore;
import bot.herald.discord.Webhooks;
import bot.herald.discord.login.DiscordHttp;
import bot.herald.discord.login.DiscordIdentity;
import bot.herald.discord.login.DiscordLogin;
import bot.herald.discord.login.OwnServer;
import bot.herald.discord.login.ServersListed;
import bot.herald.dispatch.EventHandler;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Provider;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Listeners;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.storage.JdbiDiscordLinks;
import bot.herald.storage.JdbiLinkMessages;
import bot.herald.storage.JdbiServerStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Discord: logging in, and {@link Bot posting messages}, if an application is configured; otherwise nothing of it exists. */
record DiscordModule(DiscordIdentity identity, Application application) {
    static Optional<DiscordModule> of(BotConfig config, Clock clock) {
        return config.discord().map(discord -> of(discord, config, clock));
    }

    private static DiscordModule of(DiscordConfig discord, BotConfig config, Clock clock) {
        DiscordIdentity identity = new DiscordIdentity(
                new DiscordHttp(config.web().publicUrl()), discord, config.web().discordRedirectUri(), clock);
        return new DiscordModule(
                identity, new Application(discord.clientId(), identity, new ClientStanding(Provider.DISCORD, clock)));
    }

    /** Every application: Twitch's, and Discord's where there is one. */
    static List<Application> applications(Application twitch, Optional<DiscordModule> discord) {
        List<Application> all = new ArrayList<>(List.of(twitch));
        discord.map(DiscordModule::application).ifPresent(all::add);
        return List.copyOf(all);
    }

    DiscordLogin login(
            StorageModule storage,
            CredentialService credentials,
            DiscordAccounts accounts,
            Guests guests,
            ServersListed servers,
            Clock clock) {
        return new DiscordLogin(
                identity,
                new AuthorizationStates(storage.pending(), clock),
                credentials,
                accounts,
                guests,
                servers,
                clock);
    }

    /** Posts to Discord, with webhooks and, if the application has one, with its bot. */
    record Bot(ServersListed logins, DiscordLinks links, EventHandler handler, List<Component> components) {
        /** How long a stream must be over before its message says so: Twitch drops streams for moments. */
        private static final Duration UNTIL_CLOSED = Duration.ofMinutes(1);

        /** Empty without a Discord application. Without a bot token no JDA class is loaded. */
        static Optional<Bot> of(
                Foundation foundation,
                ChannelService channels,
                TokenModule tokens,
                AccountModule people,
                FeatureModule features) {
            return foundation
                    .config()
                    .discord()
                    .map(discord -> build(discord, foundation, channels, tokens, people, features));
        }

        private static Bot build(
                DiscordConfig config,
                Foundation foundation,
                ChannelService channels,
                TokenModule tokens,
                AccountModule people,
                FeatureModule features) {
            DiscordAccounts accounts = people.discord();
            Clock clock = foundation.clock();
            WhileLeading leading = foundation.instances().whileLeading();
            Optional<DiscordBot> bot = config.botToken().<DiscordBot>map(token -> new JdaBot(config, clock));
            Webhooks webhooks = new HttpWebhooks(
                    new DiscordHttp(foundation.config().web().publicUrl()),
                    config.endpoints().api(),
                    clock);
            ServerStore servers = new JdbiServerStore(foundation.database());
            Link.Store links = new JdbiDiscordLinks(
                    foundation.database(), foundation.storage().cipher());
            LinkMessage.Store messages = new JdbiLinkMessages(foundation.database());
            Listeners<Boolean> due = new Listeners<>();
            DiscordLinks book = new DiscordLinks(
                    links,
                    new LinkRules(
                            servers,
                            (person, broadcaster) -> people.people()
                                    .find(person)
                                    .filter(known -> people.managed()
                                            .find(known, broadcaster)
                                            .isPresent())
                                    .isPresent()),
                    person -> accounts.of(person).map(DiscordAccount::id),
                    () -> bot.map(DiscordBot::standing).orElse(DiscordBot.Standing.CLOSED),
                    webhooks,
                    () -> due.accept(true),
                    config);
            DiscordServers kept = new DiscordServers(new DiscordServers.Needs(
                    bot,
                    servers,
                    id -> accounts.find(id).isPresent(),
                    person -> ownList(tokens, person),
                    member -> accounts.renamed(member.profile()),
                    foundation.metrics()::discordMember,
                    book::changed,
                    leading,
                    clock));
            Function<TwitchUserId, LinkMessage.Other> names = id -> channels.find(id)
                    .map(channel -> new LinkMessage.Other(
                            channel.profile().login().value(), channel.profile().displayName(), 0))
                    .orElse(LinkMessage.Other.NOBODY);
            LinkMessages handler =
                    new LinkMessages(links, messages, names, () -> due.accept(true), UNTIL_CLOSED, clock);
            LinkMessageSender posts = new LinkMessageSender(new LinkMessageSender.Needs(
                    new Outlets(bot, webhooks, links),
                    links,
                    messages,
                    book::objection,
                    () -> handler.compare(features.streams()::of),
                    new LinkMessageText(
                            features.streams(),
                            names,
                            id -> features.settings().of(id).language(),
                            new SecureRandom(),
                            clock),
                    leading,
                    clock));
            due.add(any -> posts.soon());
            return new Bot((person, list) -> kept.listed(person, listed(list)), book, handler, List.of(kept, posts));
        }

        /** What Discord tells us with the person's own token, if they let us see their servers. */
        private static Optional<List<ListedServer>> ownList(TokenModule tokens, DiscordUserId person) {
            if (tokens.discord().isPresent()
                    && tokens.credentials().accessToken(CredentialKey.login(person))
                            instanceof AccessTokens.Answer.Available held) {
                return tokens.discord()
                        .get()
                        .identity()
                        .servers(held.accessToken())
                        .map(Bot::listed);
            }
            return Optional.empty();
        }

        private static List<ListedServer> listed(List<OwnServer> list) {
            return list.stream()
                    .map(one -> new ListedServer(one.id(), one.name(), one.icon(), one.isOwner(), one.permissions()))
                    .toList();
        }
    }
}
