package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The chats of all channels: who wrote what, and the events. Guarded by {@link World}. */
final class Chat {
    private static final String ME = "/me ";

    private static final int REMEMBERED = 10_000;

    /** A message that was shown. */
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

    private final World world;
    private final Timers timers;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final ChatRules rules;
    private final Set<String> senders = new HashSet<>();
    private final List<SentMessage> sentByApps = new ArrayList<>();
    private Duration ownLinesDelay = Duration.ZERO;
    private int ownLinesMissing;

    Chat(World world, Timers timers) {
        this.world = world;
        this.timers = timers;
        this.rules = new ChatRules(world, this);
    }

    ChatRules rules() {
        return rules;
    }

    /** Delays the events of messages that apps send from now on, and drops those of the next {@code missing}. */
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

    /** Whether a message of the chatter, shown after this time, is still there. */
    boolean hasWrittenSince(SimulatedChannel channel, String chatterId, Instant time) {
        return lines.values().stream()
                .anyMatch(line -> line.channelId().equals(channel.id)
                        && line.chatter().id().equals(chatterId)
                        && line.at().isAfter(time));
    }

    /** The channel's latest messages, newest first. */
    List<Line> latest(String channelId, int most) {
        List<Line> found = new ArrayList<>(lines.values().stream()
                .filter(line -> line.channelId().equals(channelId))
                .toList());
        Collections.reverse(found);
        return found.subList(0, Math.min(most, found.size()));
    }

    /** The accounts for which apps have sent messages. */
    Set<String> senders() {
        return Set.copyOf(senders);
    }

    /** Deletes a message; false if there is none with this id. */
    boolean delete(String messageId) {
        return lines.remove(messageId) != null;
    }

    void deleteAll(String channelId, Predicate<Line> which) {
        lines.values().removeIf(line -> line.channelId().equals(channelId) && which.test(line));
    }

    /** An app sends a message, which is shown or dropped. */
    SentMessage send(
            SimulatedChannel channel, String senderId, String text, @Nullable Line parent, boolean byAppToken) {
        senders.add(senderId);
        String dropReason = rules.dropReason(channel, senderId, text);
        String messageId = dropReason == null ? UUID.randomUUID().toString() : "";
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

    /** A person writes a message. */
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
        rules.mustBeAllowed(channel, chatter, line.roles());
        SimulatedUser source =
                line.sourceBroadcasterId() == null ? null : world.accounts.get(line.sourceBroadcasterId());
        String messageId = UUID.randomUUID().toString();
        ObjectNode event = show(channel, chatter, messageId, line.text(), line.roles(), parent, source, line.bits());
        return new Delivery(tell(channel, event), messageId);
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

    /** Shows a message and builds its event. */
    private ObjectNode show(
            SimulatedChannel channel,
            SimulatedUser chatter,
            String messageId,
            String rawText,
            Set<String> roles,
            @Nullable Line parent,
            @Nullable SimulatedUser source,
            int bits) {
        // Twitch starts a reply's text with the name of the person it answers.
        String text = parent == null ? rawText : "@" + parent.chatter().displayName() + " " + rawText;
        boolean byModerator = channel.mayModerate(chatter.id()) || roles.contains("moderator");
        remember(new Line(messageId, channel.id, chatter, text, parent, world.now(), byModerator));
        ObjectNode event = Payloads.ofChannel(world.accounts.get(channel.id));
        Payloads.user(event, "chatter_user", chatter).put("message_id", messageId);
        event.set("message", Payloads.message(text, world.accounts, bits));
        if (text.startsWith(ME)) {
            // Only the text has the wrapper, the fragments do not.
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

    /** Publishes a chat notice, whose {@code detail} goes under the name of its type. */
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
