package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clips, which take a few seconds to appear, and stream markers. Guarded by {@link World}. */
final class MomentEndpoints {
    /** How long it takes until a clip appears. */
    private static final Duration MAKING = Duration.ofSeconds(3);

    private static final int LONGEST_DESCRIPTION = 140;
    private static final int MOST_IDS = 100;

    private final World world;
    private final Map<String, Clip> clips = new LinkedHashMap<>();
    private int markers;

    private record Clip(String id, String channel, String creator, Instant at) {}

    MomentEndpoints(World world) {
        this.world = world;
    }

    void register(HelixRouter router) {
        router.add("POST", "/clips", this::clip);
        router.add("GET", "/clips", this::list);
        router.add("POST", "/streams/markers", this::mark);
    }

    private Reply clip(HelixRequest call) {
        String creator = call.user();
        call.scope("clips:edit");
        SimulatedChannel channel = call.channel("broadcaster_id");
        if (world.oddities.clipsRestricted || channel.banned.contains(creator)) {
            throw new HelixError(403, "Clips are restricted in this channel.");
        }
        if (channel.stream == null) {
            throw new HelixError(404, "Clipping is not possible for an offline channel.");
        }
        String id = "AwkwardHelplessSalamander" + (clips.size() + 1);
        clips.put(id, new Clip(id, channel.id, creator, world.now()));
        ObjectNode body = JsonNodes.object();
        body.putArray("data")
                .addObject()
                .put("id", id)
                .put("edit_url", "https://www.twitch.tv/" + login(channel.id) + "/clip/" + id + "/edit");
        return Reply.json(202, body);
    }

    private Reply list(HelixRequest call) {
        List<String> ids = call.all("id");
        String broadcaster = call.param("broadcaster_id");
        if (ids.isEmpty() == (broadcaster == null)) {
            throw new HelixError(400, "Exactly one of id, broadcaster_id and game_id must be given.");
        }
        if (ids.size() > MOST_IDS) {
            throw new HelixError(400, "The number of IDs in the id parameter exceeds the maximum allowed.");
        }
        ObjectNode body = JsonNodes.object();
        ArrayNode data = body.putArray("data");
        clips.values().stream()
                .filter(clip -> ids.contains(clip.id()) || clip.channel().equals(broadcaster))
                .filter(clip -> !world.oddities.clipsFail
                        && !world.now().isBefore(clip.at().plus(MAKING)))
                .forEach(clip -> data.add(JsonNodes.object()
                        .put("id", clip.id())
                        .put("url", "https://clips.twitch.tv/" + clip.id())
                        .put("broadcaster_id", clip.channel())
                        .put("broadcaster_name", login(clip.channel()))
                        .put("creator_id", clip.creator())
                        .put("creator_name", login(clip.creator()))
                        .put("title", world.channel(clip.channel()).title)
                        .put("view_count", 0)
                        .put("created_at", clip.at().toString())
                        .put("duration", 30)));
        body.putObject("pagination");
        return Reply.json(200, body);
    }

    private String login(String id) {
        return world.accounts.get(id).login();
    }

    private Reply mark(HelixRequest call) {
        String user = call.user();
        call.scope("channel:manage:broadcast");
        ObjectNode wanted = call.json();
        @Nullable String id = JsonNodes.text(wanted, "user_id");
        @Nullable String description = JsonNodes.text(wanted, "description");
        if (id == null) {
            throw new HelixError(400, "Missing required parameter \"user_id\"");
        }
        SimulatedChannel channel = call.channelOf(id, "user_id");
        if (!channel.id.equals(user)) {
            throw new HelixError(403, "The user in the access token is not authorized to create video markers.");
        }
        if (description != null && description.codePointCount(0, description.length()) > LONGEST_DESCRIPTION) {
            throw new HelixError(400, "The length of the string in the description field is too long.");
        }
        SimulatedChannel.Stream stream = channel.stream;
        if (stream == null) {
            throw new HelixError(404, "The user specified in the user_id field is not streaming live.");
        }
        markers++;
        ObjectNode body = JsonNodes.object();
        body.putArray("data")
                .addObject()
                .put("id", "marker-" + markers)
                .put("created_at", world.now().toString())
                .put("description", description == null ? "" : description)
                .put(
                        "position_seconds",
                        Duration.between(stream.startedAt(), world.now()).toSeconds());
        return Reply.json(200, body);
    }
}
