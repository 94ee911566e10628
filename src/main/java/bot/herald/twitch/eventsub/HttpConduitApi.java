package bot.herald.twitch.eventsub;

import bot.herald.identity.ProviderFailure;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.eventsub.ConduitAnswer.Done;
import bot.herald.twitch.eventsub.ConduitAnswer.Failed;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Twitch's conduits and their shards over HTTP, with the app's token. Never waits for the rate limit: shards have ten
 * seconds.
 */
final class HttpConduitApi {
    private static final int MAX_PAGES = 500;

    private final TwitchDoor door;
    private final String clientId;

    HttpConduitApi(TwitchDoor door, String clientId) {
        this.door = door;
        this.clientId = clientId;
    }

    /** The result of assigning shards; those in neither set have to be requested again. */
    record Assigned(Set<Integer> done, Map<Integer, String> errors) {}

    /** Who serves a shard, according to Twitch. */
    record Shard(String status, String sessionId) {}

    /** @param pages how many requests it took to read them */
    record Shards(Map<Integer, Shard> byNumber, int pages) {}

    String clientId() {
        return clientId;
    }

    ConduitAnswer<List<StoredConduit>> list() {
        return ask(TwitchCall.LIST_CONDUITS, "", Optional.empty(), body -> {
            List<StoredConduit> all = new ArrayList<>();
            body.path("data").forEach(item -> conduit(item).ifPresent(all::add));
            return body.path("data").isArray() ? Optional.of(List.copyOf(all)) : Optional.empty();
        });
    }

    ConduitAnswer<StoredConduit> create(int shardCount) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("shard_count", shardCount);
        return ask(TwitchCall.CREATE_CONDUIT, "", Optional.of(body), HttpConduitApi::first);
    }

    ConduitAnswer<StoredConduit> resize(String id, int shardCount) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", id).put("shard_count", shardCount);
        return ask(TwitchCall.RESIZE_CONDUIT, "", Optional.of(body), HttpConduitApi::first);
    }

    ConduitAnswer<Boolean> delete(String id) {
        return ask(
                TwitchCall.DELETE_CONDUIT, TwitchDoor.parameter("id", id), Optional.empty(), body -> Optional.of(true));
    }

    /** @param sessions by shard number */
    ConduitAnswer<Assigned> assign(String conduitId, Map<Integer, String> sessions) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("conduit_id", conduitId);
        ArrayNode asked = body.putArray("shards");
        sessions.forEach((shard, session) -> {
            ObjectNode one = asked.addObject().put("id", Integer.toString(shard));
            one.putObject("transport").put("method", "websocket").put("session_id", session);
        });
        return ask(TwitchCall.ASSIGN_SHARDS, "", Optional.of(body), answer -> {
            Set<Integer> done = new HashSet<>();
            answer.path("data").forEach(item -> number(item).ifPresent(done::add));
            Map<Integer, String> errors = new HashMap<>();
            answer.path("errors")
                    .forEach(item -> number(item)
                            .ifPresent(shard ->
                                    errors.put(shard, item.path("message").asText(""))));
            return Optional.of(new Assigned(done, errors));
        });
    }

    /** All shards that were ever assigned. */
    ConduitAnswer<Shards> shards(String conduitId) {
        Map<Integer, Shard> all = new HashMap<>();
        Set<String> cursors = new HashSet<>();
        String cursor = "";
        for (int page = 1; page <= MAX_PAGES; page++) {
            String query = TwitchDoor.parameter("conduit_id", conduitId)
                    + (cursor.isEmpty() ? "" : "&" + TwitchDoor.parameter("after", cursor));
            ConduitAnswer<JsonNode> answer = ask(
                    TwitchCall.LIST_SHARDS,
                    query,
                    Optional.empty(),
                    body -> Optional.of(body).filter(json -> json.path("data").isArray()));
            if (!(answer instanceof Done<JsonNode> done)) {
                return answer instanceof ConduitAnswer.Gone<JsonNode>
                        ? new ConduitAnswer.Gone<>()
                        : failed(answer.problem());
            }
            done.value().path("data").forEach(item -> number(item).ifPresent(shard -> all.put(shard, shard(item))));
            cursor = done.value().path("pagination").path("cursor").asText("");
            if (cursor.isEmpty()) {
                return new Done<>(new Shards(all, page));
            }
            if (!cursors.add(cursor)) {
                break;
            }
        }
        return failed("the list of shards does not end");
    }

    private <T> ConduitAnswer<T> ask(
            TwitchCall call, String query, Optional<ObjectNode> body, Function<JsonNode, Optional<T>> reader) {
        HelixAnswer<HttpAnswer.Response> answer = door.json(Caller.APP, call, query, body);
        if (answer instanceof HelixAnswer.Found<HttpAnswer.Response> found) {
            return reader.apply(found.value().body())
                    .<ConduitAnswer<T>>map(Done::new)
                    .orElseGet(() -> failed(HttpAnswer.UNREADABLE));
        }
        if (answer instanceof HelixAnswer.Refused<HttpAnswer.Response> refused && refused.status() == 404) {
            return new ConduitAnswer.Gone<>();
        }
        return isLimitOfConduits(answer)
                ? new ConduitAnswer.LimitReached<>()
                : new Failed<>(RefusalReader.failureOf(answer), isTwitchsWord(answer));
    }

    private static boolean isLimitOfConduits(HelixAnswer<?> answer) {
        return answer instanceof HelixAnswer.Later<?> later
                && (later.cause() == HelixAnswer.Cause.LIMIT || later.cause() == HelixAnswer.Cause.NO_POINTS)
                && later.reason().toLowerCase(Locale.ROOT).contains("conduit");
    }

    /** Whether Twitch judged the request itself. */
    private static boolean isTwitchsWord(HelixAnswer<?> answer) {
        if (answer instanceof HelixAnswer.Later<?> later) {
            return switch (later.cause()) {
                case NO_TOKEN, NEVER_SENT, NO_ANSWER -> false;
                case LIMIT, NO_POINTS, SERVER_ERROR, UNREADABLE -> true;
            };
        }
        return answer instanceof HelixAnswer.Refused<?> refused && refused.status() != 401;
    }

    private static <T> ConduitAnswer<T> failed(String reason) {
        return new Failed<>(new ProviderFailure.RetryLater(reason, Optional.empty()), true);
    }

    private static Optional<StoredConduit> first(JsonNode body) {
        return conduit(body.path("data").path(0));
    }

    private static Optional<StoredConduit> conduit(JsonNode item) {
        String id = item.path("id").asText("");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new StoredConduit(id, item.path("shard_count").asInt(0)));
    }

    private static Shard shard(JsonNode item) {
        return new Shard(
                item.path("status").asText(""),
                item.path("transport").path("session_id").asText(""));
    }

    private static Optional<Integer> number(JsonNode item) {
        String id = item.path("id").asText("");
        return id.matches("[0-9]{1,5}") ? Optional.of(Integer.parseInt(id)) : Optional.empty();
    }
}
