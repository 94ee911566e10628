package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks up users, channels, streams, followers and granted scopes. */
final class LookupEndpoints {
    private static final int MAX_IDS = 100;
    private static final int MAX_AUTHORIZATIONS = 10;

    private final World world;

    LookupEndpoints(World world) {
        this.world = world;
    }

    void register(HelixRouter router) {
        router.add("GET", "/users", this::users);
        router.add("GET", "/channels", this::channels);
        router.add("GET", "/streams", this::streams);
        router.add("GET", "/channels/followers", this::followers);
        router.add("GET", "/authorization/users", this::authorizations);
    }

    private Reply users(HelixRequest call) {
        List<String> ids = call.all("id");
        List<String> logins = call.all("login");
        if (ids.size() + logins.size() > MAX_IDS) {
            throw new HelixError(400, "The sum of id and login parameters must not be above 100");
        }
        if (ids.isEmpty() && logins.isEmpty()) {
            if (call.isApp()) {
                throw new HelixError(400, "Must provide an ID, Login or OAuth Token");
            }
            ids = List.of(call.user());
        }
        Map<String, SimulatedUser> found = new LinkedHashMap<>();
        for (String id : ids) {
            if (!id.matches("\\d{1,20}")) {
                throw new HelixError(400, "Invalid user ID");
            }
            SimulatedUser user = world.accounts.find(id);
            if (user != null) {
                found.put(user.id(), user);
            }
        }
        for (String login : logins) {
            if (!Accounts.isLogin(login)) {
                throw new HelixError(400, "Invalid login names, emails or IDs in request");
            }
            SimulatedUser user = world.accounts.byLogin(login);
            if (user != null) {
                found.put(user.id(), user);
            }
        }
        ObjectNode body = JsonNodes.object();
        ArrayNode data = body.putArray("data");
        found.values().forEach(user -> data.add(user(call, user)));
        return Reply.json(200, body);
    }

    private ObjectNode user(HelixRequest call, SimulatedUser user) {
        ObjectNode node = JsonNodes.object()
                .put("id", user.id())
                .put("login", user.login())
                .put("display_name", user.displayName())
                .put("type", "")
                .put("broadcaster_type", "")
                .put("description", "")
                .put("profile_image_url", world.picture(user))
                .put("offline_image_url", "")
                .put("view_count", 0);
        if (user.id().equals(call.token().userId) && call.hasAnyScope("user:read:email")) {
            node.put("email", user.login() + "@mail.example");
        }
        return node.put("created_at", Times.seconds(world.accounts.createdAt(user.id())));
    }

    private Reply channels(HelixRequest call) {
        List<String> ids = call.all("broadcaster_id");
        if (ids.isEmpty() || ids.size() > MAX_IDS) {
            throw new HelixError(400, "Missing required parameter \"broadcaster_id\" (1 to 100)");
        }
        ObjectNode body = JsonNodes.object();
        ArrayNode data = body.putArray("data");
        for (String id : ids) {
            SimulatedUser user = world.accounts.find(id);
            if (user == null) {
                continue;
            }
            SimulatedChannel channel = world.channel(id);
            ObjectNode node = JsonNodes.object()
                    .put("broadcaster_id", id)
                    .put("broadcaster_login", user.login())
                    .put("broadcaster_name", user.displayName())
                    .put("broadcaster_language", channel.language)
                    .put("game_id", channel.gameId())
                    .put("game_name", channel.game)
                    .put("title", channel.title)
                    .put("delay", 0);
            node.putArray("tags");
            node.putArray("content_classification_labels");
            data.add(node.put("is_branded_content", false));
        }
        return Reply.json(200, body);
    }

    private Reply streams(HelixRequest call) {
        List<String> ids = call.all("user_id");
        List<String> logins = call.all("user_login");
        if (ids.size() > MAX_IDS || logins.size() > MAX_IDS) {
            throw new HelixError(400, "At most 100 of each parameter");
        }
        List<ObjectNode> live = new ArrayList<>();
        for (SimulatedUser user : world.accounts.all()) {
            SimulatedChannel channel = world.channel(user.id());
            SimulatedChannel.Stream stream = channel.stream;
            boolean asked = (ids.isEmpty() && logins.isEmpty())
                    || ids.contains(user.id())
                    || logins.stream().anyMatch(login -> login.equalsIgnoreCase(user.login()));
            boolean game = call.all("game_id").isEmpty() || call.all("game_id").contains(channel.gameId());
            if (stream != null && asked && game && isKnown(stream)) {
                live.add(stream(user, channel, stream));
            }
        }
        return Reply.json(200, call.page(live, 20, 100));
    }

    private boolean isKnown(SimulatedChannel.Stream stream) {
        return !world.now().isBefore(stream.startedAt().plus(world.oddities.streamsDelay));
    }

    private static ObjectNode stream(SimulatedUser user, SimulatedChannel channel, SimulatedChannel.Stream stream) {
        ObjectNode node = JsonNodes.object()
                .put("id", stream.id())
                .put("user_id", user.id())
                .put("user_login", user.login())
                .put("user_name", user.displayName())
                .put("game_id", channel.gameId())
                .put("game_name", channel.game)
                .put("type", "live")
                .put("title", channel.title)
                .put("viewer_count", stream.viewers())
                .put("started_at", Times.seconds(stream.startedAt()))
                .put("language", channel.language)
                .put("thumbnail_url", "https://static-cdn.example/live/" + user.login() + "-{width}x{height}.jpg")
                .put("is_mature", false);
        node.putArray("tags");
        node.putArray("tag_ids");
        return node;
    }

    private Reply followers(HelixRequest call) {
        String self = call.user();
        SimulatedChannel channel = call.channel("broadcaster_id");
        String only = call.param("user_id");
        boolean allowed = channel.mayModerate(self) && call.hasAnyScope("moderator:read:followers");
        if (!allowed && only != null && !world.oddities.followersHidden) {
            throw new HelixError(401, "Missing scope: moderator:read:followers");
        }
        List<ObjectNode> followers = new ArrayList<>();
        channel.followers.forEach((id, at) -> {
            if (allowed && (only == null || only.equals(id))) {
                followers.add(Payloads.user(JsonNodes.object(), "user", world.accounts.get(id))
                        .put("followed_at", Times.seconds(at)));
            }
        });
        return Reply.json(200, call.page(followers, 20, 100).put("total", channel.followers.size()));
    }

    private Reply authorizations(HelixRequest call) {
        call.appOnly();
        List<String> ids = call.all("user_id");
        if (ids.isEmpty() || ids.size() > MAX_AUTHORIZATIONS) {
            throw new HelixError(400, "Missing required parameter \"user_id\" (1 to 10)");
        }
        ObjectNode body = JsonNodes.object();
        ArrayNode data = body.putArray("data");
        for (String id : ids) {
            SimulatedUser user = world.accounts.find(id);
            if (user != null && world.tokens.connected(id)) {
                ObjectNode node = Payloads.user(JsonNodes.object(), "user", user);
                node.set("scopes", JsonNodes.strings(world.tokens.grantedScopes(id)));
                data.add(node);
            }
        }
        return Reply.json(200, body);
    }
}
