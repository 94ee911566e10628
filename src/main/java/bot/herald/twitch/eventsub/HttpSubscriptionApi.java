package bot.herald.twitch.eventsub;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.subscription.ActualSubscription;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.SubscriptionApi;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchHttp;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Twitch's subscriptions by HTTP, with the owner's token.
 *
 * <p>Reads answers leniently with own code: Twitch4J's list breaks at the first type it does not know. Safe for
 * concurrent use.
 */
public final class HttpSubscriptionApi implements SubscriptionApi {
    private static final int MAX_PAGES = 500;

    private final TwitchHttp http;
    private final AccessTokens tokens;
    private final URI address;
    private final String clientId;

    /** @param address of the subscriptions themselves; Twitch's mock server has them apart from Helix */
    public HttpSubscriptionApi(TwitchHttp http, AccessTokens tokens, URI address, String clientId) {
        this.http = http;
        this.tokens = tokens;
        this.address = address;
        this.clientId = clientId;
    }

    private sealed interface Exchange {
        record Answered(HttpAnswer.Response response) implements Exchange {}

        record NotAnswered(Kind kind, TwitchFailure failure) implements Exchange {}
    }

    @Override
    public CreateAnswer create(CredentialKey owner, DesiredSubscription subscription, String sessionId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", subscription.type()).put("version", subscription.version());
        ObjectNode condition = body.putObject("condition");
        subscription.condition().forEach(condition::put);
        body.putObject("transport").put("method", "websocket").put("session_id", sessionId);
        Exchange exchange = exchange(
                owner,
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
        if (exchange instanceof Exchange.NotAnswered not) {
            return new CreateAnswer.Failed(not.kind(), not.failure());
        }
        HttpAnswer.Response response = ((Exchange.Answered) exchange).response();
        JsonNode created = response.body().path("data").path(0);
        String id = created.path("id").asText("");
        if (response.isSuccess() && !id.isEmpty()) {
            return new CreateAnswer.Created(id, created.path("cost").asInt(0));
        }
        if (response.status() == 409) {
            String existing = response.body().path("id").asText(id);
            return new CreateAnswer.AlreadyExists(Optional.of(existing).filter(some -> !some.isEmpty()));
        }
        return new CreateAnswer.Failed(RefusalReader.kindOf(response), RefusalReader.failureOf(response));
    }

    @Override
    public ListAnswer list(CredentialKey owner) {
        List<ActualSubscription> all = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        String cursor = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            Exchange exchange = exchange(
                    owner, HttpRequest.newBuilder(with("after", cursor)).GET());
            if (exchange instanceof Exchange.NotAnswered not) {
                return new ListAnswer.Failed(not.failure());
            }
            HttpAnswer.Response response = ((Exchange.Answered) exchange).response();
            if (!response.isSuccess() || !response.body().path("data").isArray()) {
                return new ListAnswer.Failed(RefusalReader.failureOf(response));
            }
            response.body().path("data").forEach(item -> read(item).ifPresent(all::add));
            cursor = response.body().path("pagination").path("cursor").asText("");
            if (cursor.isEmpty() || !cursors.add(cursor)) {
                return new ListAnswer.Listed(all);
            }
        }
        return new ListAnswer.Failed(
                new TwitchFailure.RetryLater("more than " + MAX_PAGES + " pages of subscriptions", Optional.empty()));
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
                item.path("cost").asInt(0)));
    }

    @Override
    public Optional<TwitchFailure> delete(CredentialKey owner, String subscriptionId) {
        Exchange exchange = exchange(
                owner, HttpRequest.newBuilder(with("id", subscriptionId)).DELETE());
        if (exchange instanceof Exchange.NotAnswered not) {
            return Optional.of(not.failure());
        }
        HttpAnswer.Response response = ((Exchange.Answered) exchange).response();
        return response.isSuccess() || response.status() == 404
                ? Optional.empty()
                : Optional.of(RefusalReader.failureOf(response));
    }

    private URI with(String parameter, String value) {
        if (value.isEmpty()) {
            return address;
        }
        String separator = address.getRawQuery() == null ? "?" : "&";
        return URI.create(address + separator + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private Exchange exchange(CredentialKey owner, HttpRequest.Builder request) {
        AccessTokens.Answer token = tokens.accessToken(owner);
        if (token instanceof AccessTokens.Answer.Unavailable unavailable) {
            TwitchFailure failure = unavailable.failure();
            Kind kind = failure instanceof TwitchFailure.RetryLater ? Kind.NO_ANSWER : Kind.UNAUTHORIZED;
            return new Exchange.NotAnswered(kind, failure);
        }
        Secret held = ((AccessTokens.Answer.Available) token).accessToken();
        Exchange first = send(request, held);
        if (first instanceof Exchange.Answered answered && answered.response().status() == 401) {
            return tokens.afterUnauthorized(owner, held)
                    .map(renewed -> send(request, renewed))
                    .orElse(first);
        }
        return first;
    }

    private Exchange send(HttpRequest.Builder request, Secret token) {
        HttpAnswer answer = http.send(
                request.setHeader("Client-Id", clientId).setHeader("Authorization", "Bearer " + token.reveal()));
        if (answer instanceof HttpAnswer.Response response) {
            return new Exchange.Answered(response);
        }
        String reason = ((HttpAnswer.NoAnswer) answer).reason();
        return new Exchange.NotAnswered(Kind.NO_ANSWER, new TwitchFailure.RetryLater(reason, Optional.empty()));
    }
}
