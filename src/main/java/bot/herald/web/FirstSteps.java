package bot.herald.web;

import bot.herald.auth.DeviceFlow;
import bot.herald.auth.Purpose;
import bot.herald.channel.Channel;
import bot.herald.feed.FeedEvent;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.SignedTokens.Issued;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the set-up page needs from a bot that runs but serves no channel yet. Safe for concurrent use. */
public interface FirstSteps {
    URI publicUrl();

    /** Whether the public address works in browsers of this machine alone. */
    boolean isOnThisMachineOnly();

    /** A link that connects the bot account, in any browser. */
    URI botLink();

    /** The connected bot account. */
    Optional<TwitchLogin> bot();

    /** The channel that was connected first. */
    Optional<Channel> channel();

    String commandPrefix();

    /** Asks Twitch for a code that a person types on another device. */
    DeviceFlow.Begun askForCode(Purpose purpose);

    /**
     * Logs the broadcaster of a connected channel in.
     *
     * @param device which browser it is, in a few words
     */
    Issued logIn(TwitchUserId broadcaster, String device);

    /** What happened in the channel, the oldest first. */
    List<FeedEvent> feed(TwitchUserId channel);
}
