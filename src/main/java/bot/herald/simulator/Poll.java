package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A poll in a channel. Guarded by {@link World}. */
final class Poll {
    static final class Choice {
        final String id = UUID.randomUUID().toString();
        final String title;
        int votes;

        Choice(String title) {
            this.title = title;
        }
    }

    final String id = UUID.randomUUID().toString();
    final String title;
    final List<Choice> choices = new ArrayList<>();
    final int duration;
    /** The price of an extra vote in channel points; 0 if they are not for sale. */
    final int pointsPerVote;

    final Instant startedAt;
    String status = "ACTIVE";

    @Nullable
    Instant endedAt;

    Timers.@Nullable Task end;

    /** @param duration in seconds */
    Poll(String title, List<String> choices, int duration, int pointsPerVote, Instant startedAt) {
        this.title = title;
        choices.forEach(choice -> this.choices.add(new Choice(choice)));
        this.duration = duration;
        this.pointsPerVote = pointsPerVote;
        this.startedAt = startedAt;
    }

    boolean isActive() {
        return status.equals("ACTIVE");
    }

    /** The JSON in Helix. */
    ObjectNode helix(SimulatedUser broadcaster) {
        ObjectNode node = JsonNodes.object()
                .put("id", id)
                .put("broadcaster_id", broadcaster.id())
                .put("broadcaster_name", broadcaster.displayName())
                .put("broadcaster_login", broadcaster.login())
                .put("title", title);
        choices(node, true);
        node.put("bits_voting_enabled", false)
                .put("bits_per_vote", 0)
                .put("channel_points_voting_enabled", pointsPerVote > 0)
                .put("channel_points_per_vote", pointsPerVote)
                .put("status", status)
                .put("duration", duration)
                .put("started_at", Times.precise(startedAt));
        return endedAt == null ? node : node.put("ended_at", Times.precise(endedAt));
    }

    /** The JSON in EventSub, where the first event has no votes. */
    ObjectNode event(SimulatedUser broadcaster, boolean withVotes) {
        ObjectNode node = Payloads.ofChannel(broadcaster).put("id", id).put("title", title);
        choices(node, withVotes);
        node.putObject("bits_voting").put("is_enabled", false).put("amount_per_vote", 0);
        node.putObject("channel_points_voting")
                .put("is_enabled", pointsPerVote > 0)
                .put("amount_per_vote", pointsPerVote);
        node.put("started_at", Times.precise(startedAt));
        if (endedAt == null) {
            return node.put("ends_at", Times.precise(startedAt.plus(Duration.ofSeconds(duration))));
        }
        return node.put("status", status.toLowerCase(java.util.Locale.ROOT)).put("ended_at", Times.precise(endedAt));
    }

    private void choices(ObjectNode node, boolean withVotes) {
        ArrayNode all = node.putArray("choices");
        for (Choice choice : choices) {
            ObjectNode one = all.addObject().put("id", choice.id).put("title", choice.title);
            if (withVotes) {
                one.put("votes", choice.votes).put("channel_points_votes", 0).put("bits_votes", 0);
            }
        }
    }
}
