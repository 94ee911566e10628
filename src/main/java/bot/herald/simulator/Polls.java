package bot.herald.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Polls: Helix's three calls, the viewers' votes, and the events. Guarded by {@link World}. */
final class Polls {
    private static final int LONGEST_TITLE = 60;
    private static final int LONGEST_CHOICE = 25;
    private static final int LEAST_CHOICES = 2;
    private static final int MOST_CHOICES = 5;
    private static final int SHORTEST = 15;
    private static final int LONGEST = 1_800;
    private static final int MOST_POINTS = 1_000_000;
    private static final int PAGE = 20;

    private final World world;
    private final Timers timers;
    /** By broadcaster, newest first. */
    private final Map<String, List<Poll>> all = new HashMap<>();

    Polls(World world, Timers timers) {
        this.world = world;
        this.timers = timers;
    }

    void register(HelixRouter router) {
        router.add("POST", "/polls", this::create);
        router.add("GET", "/polls", this::list);
        router.add("PATCH", "/polls", this::end);
    }

    private Reply create(HelixRequest call) {
        call.user();
        call.scope("channel:manage:polls");
        ObjectNode body = call.json();
        String channel = own(call, body);
        String title = text(body, "title", LONGEST_TITLE);
        JsonNode choices = body.path("choices");
        if (!choices.isArray() || choices.size() < LEAST_CHOICES || choices.size() > MOST_CHOICES) {
            throw new HelixError(400, "The choices field must contain 2 to 5 choices.");
        }
        List<String> titles = new ArrayList<>();
        choices.forEach(choice -> titles.add(text(choice, "title", LONGEST_CHOICE)));
        int duration = number(body, "duration", SHORTEST, LONGEST);
        int points = body.path("channel_points_voting_enabled").asBoolean(false)
                ? number(body, "channel_points_per_vote", 1, MOST_POINTS)
                : 0;
        if (active(channel).isPresent()) {
            throw new HelixError(400, "A poll is already active in this channel.");
        }
        Poll poll = new Poll(title, titles, duration, points, world.now());
        of(channel).add(0, poll);
        poll.end = timers.after(duration * 1_000L, () -> finish(channel, poll, "COMPLETED"));
        tell("begin", channel, poll.event(world.accounts.get(channel), false));
        return answer(List.of(poll), channel);
    }

    private Reply list(HelixRequest call) {
        call.user();
        call.scope("channel:read:polls", "channel:manage:polls");
        String channel = call.ownId("broadcaster_id");
        List<String> ids = call.all("id");
        if (ids.size() > PAGE) {
            throw new HelixError(400, "The number of IDs in the id parameter exceeds the maximum allowed.");
        }
        List<Poll> found = of(channel).stream()
                .filter(poll -> ids.isEmpty() || ids.contains(poll.id))
                .toList();
        if (!ids.isEmpty() && found.isEmpty()) {
            throw new HelixError(404, "None of the IDs in the id parameter were found.");
        }
        return Reply.json(200, call.page(found, poll -> poll.helix(world.accounts.get(channel)), PAGE, PAGE));
    }

    private Reply end(HelixRequest call) {
        call.user();
        call.scope("channel:manage:polls");
        ObjectNode body = call.json();
        String channel = own(call, body);
        String id = text(body, "id", Integer.MAX_VALUE);
        String status = text(body, "status", Integer.MAX_VALUE);
        if (!status.equals("TERMINATED") && !status.equals("ARCHIVED")) {
            throw new HelixError(400, "The value in the status field is not valid.");
        }
        Poll poll = of(channel).stream()
                .filter(one -> one.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new HelixError(404, "The ID in the id field was not found."));
        if (!poll.isActive()) {
            throw new HelixError(400, "The poll must be active to terminate or archive it.");
        }
        finish(channel, poll, status);
        return answer(List.of(poll), channel);
    }

    /** Viewers vote in the active poll. */
    Delivery vote(String channel, String choice, int votes) {
        Poll poll = active(channel).orElseThrow(() -> new BadInput("there is no poll in this channel"));
        Poll.Choice voted = poll.choices.stream()
                .filter(one -> one.title.equalsIgnoreCase(choice))
                .findFirst()
                .orElseThrow(() -> new BadInput("the poll has no such choice"));
        voted.votes += votes;
        return tell("progress", channel, poll.event(world.accounts.get(channel), true));
    }

    /** The active poll runs out of time. */
    Delivery complete(String channel) {
        Poll poll = active(channel).orElseThrow(() -> new BadInput("there is no poll in this channel"));
        return finish(channel, poll, "COMPLETED");
    }

    private Delivery finish(String channel, Poll poll, String status) {
        if (poll.end != null) {
            poll.end.cancel();
        }
        poll.status = status;
        poll.endedAt = world.now();
        return tell("end", channel, poll.event(world.accounts.get(channel), true));
    }

    private Delivery tell(String what, String channel, ObjectNode event) {
        return new Delivery(
                world.publisher.publish("channel.poll." + what, SubscriptionTypes.BROADCASTER, channel, event), "");
    }

    private Optional<Poll> active(String channel) {
        return of(channel).stream().filter(Poll::isActive).findFirst();
    }

    private List<Poll> of(String channel) {
        return all.computeIfAbsent(channel, none -> new ArrayList<>());
    }

    private Reply answer(List<Poll> polls, String channel) {
        ObjectNode body = JsonNodes.object();
        ArrayNode data = body.putArray("data");
        polls.forEach(poll -> data.add(poll.helix(world.accounts.get(channel))));
        return Reply.json(200, body);
    }

    private static String own(HelixRequest call, ObjectNode body) {
        String id = text(body, "broadcaster_id", Integer.MAX_VALUE);
        if (!id.equals(call.user())) {
            throw new HelixError(
                    401, "The ID in broadcaster_id must match the user ID found in the request's OAuth token.");
        }
        return id;
    }

    private static String text(JsonNode node, String name, int longest) {
        String value = Objects.requireNonNullElse(JsonNodes.text(node, name), "");
        if (value.isBlank()) {
            throw new HelixError(400, "The " + name + " field is required.");
        }
        if (value.codePointCount(0, value.length()) > longest) {
            throw new HelixError(400, "The " + name + " field is too long.");
        }
        return value;
    }

    private static int number(JsonNode node, String name, int least, int most) {
        JsonNode value = node.path(name);
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw new HelixError(400, "The value in " + name + " is outside the allowed range.");
        }
        return value.intValue();
    }
}
