package bot.herald.web;

import bot.herald.channel.OperatorRequests;
import bot.herald.discord.DiscordLinks;
import bot.herald.feature.guard.GuardControl;
import bot.herald.feed.ActivityStore;
import bot.herald.feed.ChannelFeed;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the web needs from the rest of Herald.
 *
 * @param botConnected whether there is a bot account; asked for every page, so it has to be cheap
 * @param recheck compares a channel with Twitch again, soon
 * @param publicChannels what anybody may see
 * @param discord the login with Discord; empty without a Discord application
 * @param discordLinks links to Discord channels; empty without a Discord application
 * @param metrics the numbers in Prometheus' text format
 */
public record WebServices(
        Authorizations authorizations,
        SetupCode setupCode,
        BooleanSupplier botConnected,
        Readiness readiness,
        Supplier<String> metrics,
        People people,
        ChannelFeed feed,
        ActivityStore activity,
        Operations operations,
        GuardControl guard,
        Agenda agenda,
        OperatorRequests operatorRequests,
        Consumer<TwitchUserId> recheck,
        PublicChannels publicChannels,
        Optional<DiscordWeb> discord,
        Optional<DiscordLinks> discordLinks) {}
