package bot.herald.twitch.eventsub;

import bot.herald.identity.ProviderFailure;
import bot.herald.subscription.ActualSubscription;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes requests to the subscriptions endpoint and reads its answers, for every transport.
 *
 * <p>Reads leniently with code of its own: Twitch4J's list breaks at the first type it does not know.
 */
final class SubscriptionCalls {
    /**
     * A hundred subscriptions each: far more than one app has, and an end in case Twitch keeps returning new cursors.
     */
    private static final int MAX_PAGES = 10_000;

    private final URI address;

    /** Makes a call as somebody. */
    interface Calls {
        HelixAnswer<HttpAnswer.Response> make(TwitchCall call, URI address, Optional<? extends JsonNode> body);
    }

    SubscriptionCalls(URI address) {
        this.address = address;
    }

    CreateAnswer create(
            DesiredSubscription subscription, String method, String carrierField, String carrierId, Calls calls) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", subscription.type()).put("version", subscription.version());
        ObjectNode condition = body.putObject("condition");
        subscription.condition().forEach(condition::put);
        body.putObject("transport").put("method", method).put(carrierField, carrierId);
        HelixAnswer<HttpAnswer.Response> answer =
                calls.make(TwitchCall.CREATE_SUBSCRIPTION, address, Optional.of(body));
        if (answer instanceof HelixAnswer.Found<HttpAnswer.Response> found) {
            JsonNode created = found.value().body().path("data").path(0);
            String id = created.path("id").asText("");
            if (!id.isEmpty()) {
                return new CreateAnswer.Created(id, created.path("cost").asInt(0), totals(found.value()));
            }
        }
        if (answer instanceof HelixAnswer.Refused<HttpAnswer.Response> refused && refused.status() == 409) {
            String existing = refused.response().body().path("id").asText("");
            return new CreateAnswer.AlreadyExists(Optional.of(existing).filter(some -> !some.isEmpty()));
        }
        return new CreateAnswer.Failed(RefusalReader.kindOf(answer), RefusalReader.failureOf(answer));
    }

    /** @param seen called with each subscription as its page arrives */
    ListAnswer list(Calls calls, Consumer<ActualSubscription> seen) {
        List<ActualSubscription> all = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        String cursor = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            HelixAnswer<HttpAnswer.Response> answer =
                    calls.make(TwitchCall.LIST_SUBSCRIPTIONS, with("after", cursor), Optional.empty());
            if (!(answer instanceof HelixAnswer.Found<HttpAnswer.Response> found)
                    || !found.value().body().path("data").isArray()) {
                return new ListAnswer.Failed(RefusalReader.failureOf(answer));
            }
            HttpAnswer.Response response = found.value();
            response.body()
                    .path("data")
                    .forEach(item -> read(item).ifPresent(one -> {
                        all.add(one);
                        seen.accept(one);
                    }));
            cursor = response.body().path("pagination").path("cursor").asText("");
            if (cursor.isEmpty()) {
                return new ListAnswer.Listed(all, totals(response));
            }
            if (!cursors.add(cursor)) {
                break;
            }
        }
        return new ListAnswer.Failed(
                new ProviderFailure.RetryLater("the list of subscriptions does not end", Optional.empty()));
    }

    Optional<ProviderFailure> delete(String subscriptionId, Calls calls) {
        HelixAnswer<HttpAnswer.Response> answer =
                calls.make(TwitchCall.DELETE_SUBSCRIPTION, with("id", subscriptionId), Optional.empty());
        boolean gone = answer instanceof HelixAnswer.Found<HttpAnswer.Response>
                || (answer instanceof HelixAnswer.Refused<HttpAnswer.Response> refused && refused.status() == 404);
        return gone ? Optional.empty() : Optional.of(RefusalReader.failureOf(answer));
    }

    private URI with(String parameter, String value) {
        return value.isEmpty() ? address : URI.create(address + "?" + TwitchDoor.parameter(parameter, value));
    }

    private static Optional<CostTotals> totals(HttpAnswer.Response response) {
        JsonNode used = response.body().path("total_cost");
        JsonNode max = response.body().path("max_total_cost");
        return used.isInt() && max.isInt()
                ? Optional.of(new CostTotals(used.intValue(), max.intValue()))
                : Optional.empty();
    }

    private static Optional<ActualSubscription> read(JsonNode item) {
        String id = item.path("id").asText("");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> condition = new TreeMap<>();
        item.path("condition")
                .properties()
                .forEach(field -> condition.put(field.getKey(), field.getValue().asText("")));
        JsonNode transport = item.path("transport");
        return Optional.of(new ActualSubscription(
                id,
                item.path("type").asText(""),
                item.path("version").asText(""),
                condition,
                item.path("status").asText(""),
                transport.path("method").asText(""),
                transport.path("session_id").asText(""),
                transport.path("conduit_id").asText(""),
                item.path("cost").asInt(0)));
    }
}
