package bot.herald.twitch.eventsub;

import bot.herald.auth.AppAccessToken;
import bot.herald.identity.TwitchFailure;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.twitch.eventsub.ConduitAnswer.Done;
import bot.herald.twitch.eventsub.ConduitAnswer.Failed;
import bot.herald.twitch.http.ApiBudget;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TokenSource;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Twitch's conduits and their shards by HTTP, with the app's token. Never waits for the budget: shards have ten seconds. */
final class HttpConduitApi {
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int MAX_PAGES = 500;

    private final HelixCalls calls;
    private final String clientId;
    private final TokenSource token;
    private final ApiBudget budget;
    private final URI conduits;
    private final URI shards;

    /** @param helix without a slash at the end */
    HttpConduitApi(TwitchHttp http, AppAccessToken app, ApiBudget budget, URI helix, String clientId) {
        this.calls = new HelixCalls(http, clientId);
        this.clientId = clientId;
        this.token = TokenSource.of(app);
        this.budget = budget;
        this.conduits = URI.create(helix + "/eventsub/conduits");
        this.shards = URI.create(helix + "/eventsub/conduits/shards");
    }

    /** What became of the shards that were to be assigned; those in neither have to be asked for again. */
    record Assigned(Set<Integer> done, Map<Integer, String> errors) {}

    /** Who serves a shard, as Twitch sees it. */
    record Shard(String status, String sessionId) {}

    String clientId() {
        return clientId;
    }

    ConduitAnswer<List<StoredConduit>> list() {
        return ask(TwitchCall.LIST_CONDUITS, HttpRequest.newBuilder(conduits).GET(), body -> {
            List<StoredConduit> all = new ArrayList<>();
            body.path("data").forEach(item -> conduit(item).ifPresent(all::add));
            return body.path("data").isArray() ? Optional.of(List.copyOf(all)) : Optional.empty();
        });
    }

    ConduitAnswer<StoredConduit> create(int shardCount) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("shard_count", shardCount);
        return ask(TwitchCall.CREATE_CONDUIT, json(conduits, TwitchCall.CREATE_CONDUIT, body), HttpConduitApi::first);
    }

    ConduitAnswer<StoredConduit> resize(String id, int shardCount) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", id).put("shard_count", shardCount);
        return ask(TwitchCall.RESIZE_CONDUIT, json(conduits, TwitchCall.RESIZE_CONDUIT, body), HttpConduitApi::first);
    }

    ConduitAnswer<Boolean> delete(String id) {
        return ask(
                TwitchCall.DELETE_CONDUIT,
                HttpRequest.newBuilder(HelixCalls.with(conduits, "id", id)).DELETE(),
                body -> Optional.of(true));
    }

    /** @param sessions by shard number */
    ConduitAnswer<Assigned> assign(String conduitId, Map<Integer, String> sessions) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("conduit_id", conduitId);
        ArrayNode asked = body.putArray("shards");
        sessions.forEach((shard, session) -> {
            ObjectNode one = asked.addObject().put("id", Integer.toString(shard));
            one.putObject("transport").put("method", "websocket").put("session_id", session);
        });
        return ask(TwitchCall.ASSIGN_SHARDS, json(shards, TwitchCall.ASSIGN_SHARDS, body), answer -> {
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

    /** All shards that were ever assigned, by number. */
    ConduitAnswer<Map<Integer, Shard>> shards(String conduitId) {
        Map<Integer, Shard> all = new HashMap<>();
        Set<String> cursors = new HashSet<>();
        String cursor = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            URI address = HelixCalls.with(HelixCalls.with(shards, "conduit_id", conduitId), "after", cursor);
            ConduitAnswer<JsonNode> answer = ask(
                    TwitchCall.LIST_SHARDS,
                    HttpRequest.newBuilder(address).GET(),
                    body -> Optional.of(body).filter(json -> json.path("data").isArray()));
            if (!(answer instanceof Done<JsonNode> done)) {
                return answer instanceof ConduitAnswer.Gone<JsonNode>
                        ? new ConduitAnswer.Gone<>()
                        : failed(answer.problem());
            }
            done.value().path("data").forEach(item -> number(item).ifPresent(shard -> all.put(shard, shard(item))));
            cursor = done.value().path("pagination").path("cursor").asText("");
            if (cursor.isEmpty()) {
                return new Done<>(all);
            }
            if (!cursors.add(cursor)) {
                break;
            }
        }
        return failed("the list of shards does not end");
    }

    private static HttpRequest.Builder json(URI address, TwitchCall call, ObjectNode body) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .method(call.method(), BodyPublishers.ofString(body.toString()));
    }

    private <T> ConduitAnswer<T> ask(
            TwitchCall call, HttpRequest.Builder request, Function<JsonNode, Optional<T>> reader) {
        HelixCall asked = calls.sendNow(token, budget, call, request);
        if (asked instanceof HelixCall.NotAnswered not) {
            return new Failed<>(not.failure(), false);
        }
        HttpAnswer.Response response = ((HelixCall.Answered) asked).response();
        if (response.isSuccess()) {
            return reader.apply(response.body())
                    .<ConduitAnswer<T>>map(Done::new)
                    .orElseGet(() -> failed(HttpAnswer.UNREADABLE));
        }
        if (response.status() == NOT_FOUND) {
            return new ConduitAnswer.Gone<>();
        }
        boolean limit = response.status() == TOO_MANY
                && response.message().toLowerCase(Locale.ROOT).contains("conduit");
        return limit ? new ConduitAnswer.LimitReached<>() : new Failed<>(RefusalReader.failureOf(response), true);
    }

    private static <T> ConduitAnswer<T> failed(String reason) {
        return new Failed<>(new TwitchFailure.RetryLater(reason, Optional.empty()), true);
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
