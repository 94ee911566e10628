package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The chats: who said what, Twitch's limits for senders, and the events that chat makes. Guarded by {@link World}. */
final class Chat {
    private static final String ME = "/me ";

    static final Duration WINDOW = Duration.ofSeconds(30);
    /** Between two messages in a channel where the sender is neither moderator nor VIP. */
    static final Duration BETWEEN = Duration.ofSeconds(1);

    private static final int MODERATOR_LIMIT = 100;
    private static final int REMEMBERED = 10_000;

    /** A line that was shown, for replies. */
    record Line(
            String messageId,
            String channelId,
            SimulatedUser chatter,
            String text,
            @Nullable Line parent,
            Instant at,
            boolean byModerator) {
        Line thread() {
            Line first = this;
            while (first.parent != null) {
                first = first.parent;
            }
            return first;
        }
    }

    private record Sent(String channelId, String text, Instant at) {}

    private final World world;
    private final Timers timers;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<String, Deque<Sent>> bySender = new HashMap<>();
    private final List<SentMessage> sentByApps = new ArrayList<>();
    private Duration ownLinesDelay = Duration.ZERO;
    private int ownLinesMissing;

    Chat(World world, Timers timers) {
        this.world = world;
        this.timers = timers;
    }

    /** How late apps are told of lines that apps sent from now on; the next {@code missing} of them never. */
    void ownLines(Duration delay, int missing) {
        ownLinesDelay = delay;
        ownLinesMissing = missing;
    }

    List<SentMessage> sentByApps() {
        return List.copyOf(sentByApps);
    }

    @Nullable
    Line find(String channelId, String messageId) {
        Line line = lines.get(messageId);
        return line != null && line.channelId().equals(channelId) ? line : null;
    }

    /** The last lines of the channel's chat, the latest first. */
    List<Line> latest(String channelId, int most) {
        List<Line> found = new ArrayList<>(lines.values().stream()
                .filter(line -> line.channelId().equals(channelId))
                .toList());
        Collections.reverse(found);
        return found.subList(0, Math.min(most, found.size()));
    }

    /** Who has said something as an app. */
    Set<String> senders() {
        return Set.copyOf(bySender.keySet());
    }

    /** Takes the line off the screen; false if it is not there. */
    boolean delete(String messageId) {
        return lines.remove(messageId) != null;
    }

    void deleteAll(String channelId, Predicate<Line> which) {
        lines.values().removeIf(line -> line.channelId().equals(channelId) && which.test(line));
    }

    /** A message of an app: shown, or dropped for one of Twitch's reasons. */
    SentMessage send(
            SimulatedChannel channel, String senderId, String text, @Nullable Line parent, boolean byAppToken) {
        String dropReason = dropReason(channel, senderId, text);
        String messageId = "";
        if (dropReason == null) {
            bySender.computeIfAbsent(senderId, id -> new ArrayDeque<>())
                    .addLast(new Sent(channel.id, text, world.now()));
            messageId = UUID.randomUUID().toString();
        }
        SentMessage message = new SentMessage(
                messageId,
                channel.id,
                senderId,
                text,
                parent == null ? null : parent.messageId(),
                byAppToken,
                dropReason == null,
                dropReason,
                world.now());
        sentByApps.add(message);
        if (dropReason == null) {
            SimulatedUser sender = world.accounts.get(senderId);
            ObjectNode event = show(channel, sender, messageId, text, Set.of(), parent, null, 0);
            tellOfOwnLine(channel, event);
        }
        return message;
    }

    private @Nullable String dropReason(SimulatedChannel channel, String senderId, String text) {
        Instant oldest = world.now().minus(WINDOW);
        Deque<Sent> recent = bySender.computeIfAbsent(senderId, id -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.getFirst().at().isAfter(oldest)) {
            recent.removeFirst();
        }
        if (channel.isTimedOut(senderId, world.now())) {
            return "user_timed_out";
        }
        String notFollowing = channel.followersOnlyRefusal(senderId, world.now());
        if (notFollowing != null) {
            return notFollowing;
        }
        boolean privileged = channel.mayModerate(senderId);
        int limit = world.options.chatMessagesPerWindow();
        if (recent.size() >= (privileged ? Math.max(limit, MODERATOR_LIMIT) : limit)) {
            return "msg_ratelimit";
        }
        boolean repeated = recent.stream()
                .anyMatch(sent ->
                        sent.channelId().equals(channel.id) && sent.text().equals(text));
        if (repeated && !privileged) {
            return "msg_duplicate";
        }
        Instant aSecondAgo = world.now().minus(BETWEEN);
        boolean tooSoon = recent.stream()
                .anyMatch(
                        sent -> sent.channelId().equals(channel.id) && sent.at().isAfter(aSecondAgo));
        return tooSoon && !privileged && !channel.vips.contains(senderId) ? "msg_ratelimit" : null;
    }

    /** A line that a person writes. */
    Delivery write(ChatLine line) {
        SimulatedChannel channel = world.channel(line.broadcasterId());
        SimulatedUser chatter = world.accounts.get(line.chatterId());
        Line parent = null;
        if (line.replyTo() != null) {
            parent = find(channel.id, line.replyTo());
            if (parent == null) {
                throw new BadInput("no message in this channel has the id '" + line.replyTo() + "'");
            }
        }
        mustBeAllowed(channel, chatter, line.roles());
        SimulatedUser source =
                line.sourceBroadcasterId() == null ? null : world.accounts.get(line.sourceBroadcasterId());
        String messageId = UUID.randomUUID().toString();
        ObjectNode event = show(channel, chatter, messageId, line.text(), line.roles(), parent, source, line.bits());
        return new Delivery(tell(channel, event), messageId);
    }

    private void mustBeAllowed(SimulatedChannel channel, SimulatedUser chatter, Set<String> roles) {
        Instant now = world.now();
        if (channel.banned.contains(chatter.id())) {
            throw new BadInput("'" + chatter.login() + "' is banned and cannot write");
        }
        if (channel.isTimedOut(chatter.id(), now)) {
            throw new BadInput("'" + chatter.login() + "' is timed out until " + channel.timeouts.get(chatter.id())
                    + " and cannot write");
        }
        boolean isExempt = roles.contains("moderator") || roles.contains("vip");
        if (!isExempt && channel.followersOnlyRefusal(chatter.id(), now) != null) {
            throw new BadInput("only followers can write, and '" + chatter.login()
                    + "' does not follow, or not for long" + " enough");
        }
    }

    private void tellOfOwnLine(SimulatedChannel channel, ObjectNode event) {
        if (ownLinesMissing > 0) {
            ownLinesMissing--;
        } else if (ownLinesDelay.isZero()) {
            tell(channel, event);
        } else {
            timers.after(ownLinesDelay.toMillis(), () -> tell(channel, event));
        }
    }

    private List<String> tell(SimulatedChannel channel, ObjectNode event) {
        return world.publisher.publish("channel.chat.message", SubscriptionTypes.BROADCASTER, channel.id, event);
    }

    /** The event that tells of the line. */
    private ObjectNode show(
            SimulatedChannel channel,
            SimulatedUser chatter,
            String messageId,
            String rawText,
            Set<String> roles,
            @Nullable Line parent,
            @Nullable SimulatedUser source,
            int bits) {
        // As at Twitch, the text of a reply begins with the name of whom it answers.
        String text = parent == null ? rawText : "@" + parent.chatter().displayName() + " " + rawText;
        boolean byModerator = channel.mayModerate(chatter.id()) || roles.contains("moderator");
        remember(new Line(messageId, channel.id, chatter, text, parent, world.now(), byModerator));
        ObjectNode event = Payloads.ofChannel(world.accounts.get(channel.id));
        Payloads.user(event, "chatter_user", chatter).put("message_id", messageId);
        event.set("message", Payloads.message(text, world.accounts, bits));
        if (text.startsWith(ME)) {
            // The fragments come without the wrapper, the text with it.
            ObjectNode wrapped = Payloads.message(text.substring(ME.length()), world.accounts, bits);
            event.set("message", wrapped.put("text", "\u0001ACTION " + text.substring(ME.length()) + "\u0001"));
        }
        event.put("color", "#00FF7F");
        event.set("badges", Payloads.badges(channel, chatter.id(), source == null ? roles : Set.of()));
        event.put("message_type", "text");
        if (bits > 0) {
            event.putObject("cheer").put("bits", bits);
        } else {
            event.putNull("cheer");
        }
        event.set("reply", parent == null ? null : reply(parent));
        event.putNull("channel_points_custom_reward_id");
        Payloads.user(event, "source_broadcaster_user", source);
        if (source == null) {
            event.putNull("source_message_id").putNull("source_badges").putNull("is_source_only");
        } else {
            ArrayNode sourceBadges = Payloads.badges(world.channel(source.id()), chatter.id(), roles);
            event.put("source_message_id", UUID.randomUUID().toString());
            event.set("source_badges", sourceBadges);
            event.put("is_source_only", false);
        }
        return event;
    }

    private static ObjectNode reply(Line parent) {
        Line thread = parent.thread();
        ObjectNode reply = JsonNodes.object()
                .put("parent_message_id", parent.messageId())
                .put("parent_message_body", parent.text());
        Payloads.user(reply, "parent_user", parent.chatter()).put("thread_message_id", thread.messageId());
        return Payloads.user(reply, "thread_user", thread.chatter());
    }

    private void remember(Line line) {
        if (lines.size() >= REMEMBERED) {
            lines.remove(lines.keySet().iterator().next());
        }
        lines.put(line.messageId(), line);
    }

    /** A chat notice; {@code detail} goes under the name of its type. */
    List<String> notice(
            SimulatedChannel channel,
            SimulatedUser chatter,
            String noticeType,
            String systemMessage,
            String text,
            ObjectNode detail) {
        ObjectNode event = Payloads.ofChannel(world.accounts.get(channel.id));
        Payloads.user(event, "chatter_user", chatter)
                .put("chatter_is_anonymous", false)
                .put("color", "");
        event.set("badges", Payloads.badges(channel, chatter.id(), Set.of()));
        event.put("system_message", systemMessage)
                .put("message_id", UUID.randomUUID().toString());
        event.set("message", Payloads.message(text, world.accounts, 0));
        event.put("notice_type", noticeType);
        for (String type :
                List.of("sub", "resub", "sub_gift", "community_sub_gift", "raid", "unraid", "announcement")) {
            event.putNull(type);
        }
        event.set(noticeType, detail);
        Payloads.user(event, "source_broadcaster_user", null)
                .putNull("source_message_id")
                .putNull("source_badges");
        return world.publisher.publish("channel.chat.notification", SubscriptionTypes.BROADCASTER, channel.id, event);
    }
}
