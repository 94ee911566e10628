package bot.herald.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Channel titles and categories. */
final class BroadcastEndpoints {
    private static final int LONGEST_TITLE = 140;

    private final World world;

    BroadcastEndpoints(World world) {
        this.world = world;
    }

    void register(HelixRouter router) {
        router.add("PATCH", "/channels", this::modify);
        router.add("GET", "/games", this::games);
        router.add("GET", "/search/categories", this::search);
    }

    private Reply modify(HelixRequest call) {
        call.user();
        call.scope("channel:manage:broadcast");
        SimulatedChannel channel = world.channel(call.ownId("broadcaster_id"));
        ObjectNode body = call.json();
        JsonNode title = body.get("title");
        JsonNode gameId = body.get("game_id");
        if (title == null && gameId == null) {
            throw new HelixError(400, "The request must specify at least one field to modify.");
        }
        if (title != null && title.asText().isBlank()) {
            throw new HelixError(400, "The title field may not contain an empty string.");
        }
        if (title != null && title.asText().codePointCount(0, title.asText().length()) > LONGEST_TITLE) {
            throw new HelixError(400, "The title field may not be longer than 140 characters.");
        }
        String game = gameId == null ? channel.game : named(gameId.asText());
        world.events.updateChannel(channel.id, title == null ? channel.title : title.asText(), game);
        return Reply.empty(204);
    }

    private String named(String gameId) {
        if (gameId.isEmpty() || gameId.equals("0")) {
            return "";
        }
        return categories().stream()
                .filter(name -> SimulatedChannel.gameId(name).equals(gameId))
                .findFirst()
                .orElseThrow(() -> new HelixError(400, "The ID in game_id is not valid."));
    }

    private Reply games(HelixRequest call) {
        List<String> ids = call.all("id");
        List<String> names = call.all("name");
        if (ids.isEmpty() && names.isEmpty()) {
            throw new HelixError(400, "The request must specify the id or name or igdb_id query parameter.");
        }
        ObjectNode body = JsonNodes.object();
        ArrayNode data = body.putArray("data");
        for (String name : categories()) {
            // Get Games compares the whole name, ignoring case.
            boolean asked = ids.contains(SimulatedChannel.gameId(name))
                    || names.stream().anyMatch(wanted -> wanted.equalsIgnoreCase(name));
            if (asked) {
                data.add(category(name).put("igdb_id", ""));
            }
        }
        return Reply.json(200, body);
    }

    private Reply search(HelixRequest call) {
        String query = call.required("query").toLowerCase(Locale.ROOT);
        // Twitch's order means nothing: the best match may come last.
        List<ObjectNode> found = categories().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(query))
                .sorted(Comparator.comparing(SimulatedChannel::gameId))
                .map(BroadcastEndpoints::category)
                .toList();
        return Reply.json(200, call.page(found, 20, 100));
    }

    private Set<String> categories() {
        Set<String> names = new LinkedHashSet<>(world.categories);
        for (SimulatedUser user : world.accounts.all()) {
            String game = world.channel(user.id()).game;
            if (!game.isEmpty()) {
                names.add(game);
            }
        }
        return names;
    }

    private static ObjectNode category(String name) {
        String id = SimulatedChannel.gameId(name);
        return JsonNodes.object()
                .put("id", id)
                .put("name", name)
                .put("box_art_url", "https://static-cdn.example/box/" + id + ".jpg");
    }
}
