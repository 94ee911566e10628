package bot.herald.discord;

import bot.herald.discord.Link.Kind;
import bot.herald.discord.LinkMessage.Other;
import bot.herald.discord.LinkMessage.State;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChannelUpdated;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.RaidReceived;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stores what is to be posted on Discord, on whichever instance hears the event; {@link LinkMessageSender} posts it. A stream that
 * drops out for a few minutes is the same stream, even under another id, and is posted once.
 */
public final class LinkMessages implements EventHandler {
    /** Longer than Twitch takes to find a stream again, shorter than a streamer's break. */
    static final Duration SAME_STREAM = Duration.ofMinutes(10);

    private final Link.Store links;
    private final LinkMessage.Store messages;
    private final Function<TwitchUserId, Other> channels;
    private final Runnable wake;
    private final Duration untilClosed;
    private final Clock clock;

    /**
     * @param channels name and login of a connected channel
     * @param wake called when something is due
     * @param untilClosed how long a stream must be over before its message says so
     */
    public LinkMessages(
            Link.Store links,
            LinkMessage.Store messages,
            Function<TwitchUserId, Other> channels,
            Runnable wake,
            Duration untilClosed,
            Clock clock) {
        this.links = links;
        this.messages = messages;
        this.channels = channels;
        this.wake = wake;
        this.untilClosed = untilClosed;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "discord-messages";
    }

    @Override
    public boolean hear(ChatMessageReceived line) {
        return false;
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof StreamOnline online) {
            isLive(online.broadcasterId(), online.startedAt());
        } else if (event instanceof StreamOffline offline) {
            Instant now = clock.instant();
            messages.ended(offline.broadcasterId(), now, now.plus(untilClosed));
        } else if (event instanceof ChannelUpdated updated) {
            messages.titled(updated.broadcasterId(), updated.title(), updated.categoryName());
        } else if (event instanceof RaidReceived raid) {
            raid(raid);
        } else {
            return;
        }
        wake.run();
    }

    /**
     * Compares the messages with what Twitch shows, and makes up for missed events: streams that began or ended.
     *
     * @param streams the state of a channel's stream; empty if unknown
     */
    public void compare(Function<TwitchUserId, Optional<StreamState>> streams) {
        Instant now = clock.instant();
        for (TwitchUserId broadcaster : links.withStreams()) {
            streams.apply(broadcaster)
                    .ifPresent(state -> state.liveSince()
                            .ifPresentOrElse(
                                    since -> isLive(broadcaster, since),
                                    // Twitch's list of streams lags behind its own events.
                                    () -> messages.endedIfBegunBefore(broadcaster, now.minus(SAME_STREAM), now)));
        }
    }

    private void isLive(TwitchUserId broadcaster, Instant since) {
        links.of(broadcaster).stream()
                .filter(link -> link.posts().contains(Kind.LIVE))
                .forEach(link -> began(link, since));
    }

    private void began(Link link, Instant since) {
        // No two streams of a channel begin at the same time, and the list of streams has the same time as the event.
        LinkMessage message = message(link, "live:" + since.getEpochSecond(), Kind.LIVE, Other.NOBODY, since);
        messages.lastStream(link.id())
                .filter(last -> goesOn(last, message))
                .ifPresentOrElse(messages::reopen, () -> messages.add(message));
    }

    private static boolean goesOn(LinkMessage last, LinkMessage now) {
        Instant lastSeen = last.isRunning() ? last.began() : last.ended();
        return last.occasion().equals(now.occasion())
                || Duration.between(lastSeen, now.began()).compareTo(SAME_STREAM) < 0;
    }

    /** Outgoing raids are known only if both channels are connected to Herald. */
    private void raid(RaidReceived raid) {
        Other from = new Other(raid.raider().login().value(), raid.raider().displayName(), raid.viewers());
        for (Link link : links.of(raid.broadcasterId())) {
            if (link.posts().contains(Kind.RAID)) {
                messages.add(message(link, "raid:" + raid.origin().messageId(), Kind.RAID, from, clock.instant()));
            }
        }
        for (Link link : links.of(raid.raider().id())) {
            if (link.posts().contains(Kind.RAID_SENT)) {
                Other to = channels.apply(raid.broadcasterId());
                Other sent = new Other(to.login(), to.name(), raid.viewers());
                messages.add(
                        message(link, "raid-sent:" + raid.origin().messageId(), Kind.RAID_SENT, sent, clock.instant()));
            }
        }
    }

    private static LinkMessage message(Link link, String occasion, Kind kind, Other other, Instant began) {
        return new LinkMessage(
                link.id(), occasion, kind, State.DUE, "", "", "", other, began, Instant.EPOCH, true, Instant.EPOCH);
    }
}
