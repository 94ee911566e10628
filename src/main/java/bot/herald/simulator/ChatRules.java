package bot.herald.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose messages a chat shows: its settings, Twitch's limits for senders, and planned refusals. Guarded by {@link World}. */
final class ChatRules {
    static final Duration WINDOW = Duration.ofSeconds(30);
    /** Between two messages of a sender who is neither moderator nor VIP. */
    static final Duration BETWEEN = Duration.ofSeconds(1);

    private static final int MODERATOR_LIMIT = 100;

    private record Sent(String channelId, String text, Instant at) {}

    private final World world;
    private final Chat chat;
    private final Map<String, Deque<Sent>> bySender = new HashMap<>();
    /** Drop reasons for the next messages that apps send to a channel. */
    private final Map<String, Deque<String>> planned = new HashMap<>();

    ChatRules(World world, Chat chat) {
        this.world = world;
        this.chat = chat;
    }

    /** Drops the next {@code times} messages that apps send to the channel. */
    void drop(String channelId, String code, int times) {
        planned.computeIfAbsent(channelId, id -> new ArrayDeque<>()).addAll(Collections.nCopies(times, code));
    }

    /** Why an app's message is not shown; null if it is, and then counts towards the limits. */
    @Nullable
    String dropReason(SimulatedChannel channel, String senderId, String text) {
        String reason = takePlanned(channel.id);
        if (reason == null) {
            reason = broken(channel, senderId, text);
        }
        if (reason == null) {
            sentBy(senderId).addLast(new Sent(channel.id, text, world.now()));
        }
        return reason;
    }

    private Deque<Sent> sentBy(String senderId) {
        return bySender.computeIfAbsent(senderId, id -> new ArrayDeque<>());
    }

    private @Nullable String takePlanned(String channelId) {
        Deque<String> codes = planned.get(channelId);
        return codes == null ? null : codes.pollFirst();
    }

    /** The rule that the message breaks. */
    private @Nullable String broken(SimulatedChannel channel, String senderId, String text) {
        Instant oldest = world.now().minus(WINDOW);
        Deque<Sent> recent = sentBy(senderId);
        while (!recent.isEmpty() && !recent.getFirst().at().isAfter(oldest)) {
            recent.removeFirst();
        }
        if (channel.isTimedOut(senderId, world.now())) {
            return "user_timed_out";
        }
        String membersOnly = channel.membersOnlyRefusal(senderId, world.now());
        if (membersOnly != null) {
            return membersOnly;
        }
        boolean privileged = channel.mayModerate(senderId);
        if (channel.emotesOnly && !privileged && !Payloads.isEmotesOnly(text)) {
            return "msg_emoteonly";
        }
        if (channel.slowSeconds > 0
                && !privileged
                && !channel.vips.contains(senderId)
                && chat.hasWrittenSince(channel, senderId, world.now().minusSeconds(channel.slowSeconds))) {
            return "msg_slowmode";
        }
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

    /** Throws {@link BadInput} if the chat does not take this person's messages. */
    void mustBeAllowed(SimulatedChannel channel, SimulatedUser chatter, Set<String> roles) {
        Instant now = world.now();
        if (channel.banned.contains(chatter.id())) {
            throw new BadInput("'" + chatter.login() + "' is banned and cannot write");
        }
        if (channel.isTimedOut(chatter.id(), now)) {
            throw new BadInput("'" + chatter.login() + "' is timed out until " + channel.timeouts.get(chatter.id())
                    + " and cannot write");
        }
        boolean isExempt = roles.contains("moderator") || roles.contains("vip");
        String refusal = isExempt ? null : channel.membersOnlyRefusal(chatter.id(), now);
        if ("msg_subsonly".equals(refusal) && !roles.contains("subscriber")) {
            throw new BadInput("only subscribers can write, and '" + chatter.login() + "' is not one");
        }
        if (refusal != null && !refusal.equals("msg_subsonly")) {
            throw new BadInput("only followers can write, and '" + chatter.login()
                    + "' does not follow, or has not followed for long enough");
        }
    }
}
