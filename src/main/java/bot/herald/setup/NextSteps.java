package bot.herald.setup;

import bot.herald.account.Sessions;
import bot.herald.auth.AuthorizationRequest;
import bot.herald.auth.BotAccount;
import bot.herald.auth.Credential;
import bot.herald.auth.DeviceFlow;
import bot.herald.auth.Purpose;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.config.BotConfig;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.FeedEvent;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.SignedTokens.Issued;
import bot.herald.web.FirstSteps;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The running bot, as the set-up page sees it. */
public record NextSteps(
        BotConfig config,
        Supplier<URI> setupLink,
        BotAccount account,
        ChannelService channels,
        DeviceFlow devices,
        Sessions sessions,
        ChannelFeed feeds)
        implements FirstSteps {
    @Override
    public URI publicUrl() {
        return config.web().publicUrl();
    }

    @Override
    public boolean isOnThisMachineOnly() {
        return config.web().isOnThisMachineOnly();
    }

    @Override
    public URI botLink() {
        return setupLink.get();
    }

    @Override
    public Optional<TwitchLogin> bot() {
        return account.isConnected() ? account.credential().map(Credential::login) : Optional.empty();
    }

    @Override
    public Optional<Channel> channel() {
        return channels.all().stream().min(Comparator.comparing(Channel::connectedAt));
    }

    @Override
    public String commandPrefix() {
        return config.bot().commandPrefix();
    }

    @Override
    public DeviceFlow.Begun askForCode(Purpose purpose) {
        return devices.begin(AuthorizationRequest.of(
                purpose, purpose == Purpose.CHANNEL ? channels.only().map(Channel::id) : Optional.empty()));
    }

    @Override
    public Issued logIn(TwitchUserId broadcaster, String device) {
        return sessions.begin(broadcaster, Purpose.CHANNEL, device);
    }

    @Override
    public List<FeedEvent> feed(TwitchUserId channel) {
        return feeds.latest(channel);
    }
}
