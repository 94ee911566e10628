package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An authenticated call to Helix, with the checks that most endpoints share. A check that fails throws {@link HelixError}. */
record HelixRequest(Exchange exchange, AccessToken token, World world) {
    boolean isApp() {
        return token.isApp();
    }

    List<String> all(String name) {
        return exchange.query().all(name);
    }

    @Nullable
    String param(String name) {
        return exchange.query().first(name);
    }

    String required(String name) {
        String value = param(name);
        if (value == null) {
            throw new HelixError(400, "Missing required parameter \"" + name + "\"");
        }
        return value;
    }

    String user() {
        if (token.userId == null) {
            throw new HelixError(401, "Missing User OAUTH Token");
        }
        return token.userId;
    }

    void appOnly() {
        if (!isApp()) {
            throw new HelixError(401, "The OAuth token must be an app access token");
        }
    }

    boolean hasAnyScope(String... scopes) {
        return List.of(scopes).stream().anyMatch(token.scopes::contains);
    }

    void scope(String... anyOf) {
        if (!hasAnyScope(anyOf)) {
            throw new HelixError(401, "Missing scope: " + String.join(" or ", anyOf));
        }
    }

    /** A parameter that must hold the id of the token's user. */
    String ownId(String name) {
        String id = required(name);
        if (!id.equals(user())) {
            throw new HelixError(
                    401, "The ID in %s must match the user ID found in the request's OAuth token.".formatted(name));
        }
        return id;
    }

    SimulatedChannel channel(String parameter) {
        return channelOf(required(parameter), parameter);
    }

    SimulatedChannel channelOf(String id, String name) {
        if (world.accounts.find(id) == null) {
            throw new HelixError(400, "The ID in " + name + " is not valid.");
        }
        return world.channel(id);
    }

    void mayModerate(SimulatedChannel channel, String userId) {
        if (!channel.mayModerate(userId)) {
            throw new HelixError(world.oddities.noModeratorStatus, world.oddities.noModeratorMessage);
        }
    }

    ObjectNode json() {
        ObjectNode body = exchange.isJson() ? JsonNodes.parseObject(exchange.body()) : null;
        if (body == null) {
            throw new HelixError(400, "The request body must be a JSON object with Content-Type: application/json");
        }
        return body;
    }

    /** The page of items that the call asks for, as {@code data}, and a cursor if there are more. */
    ObjectNode page(List<ObjectNode> items, int defaultFirst, int maxFirst) {
        return page(items, Function.identity(), defaultFirst, maxFirst);
    }

    /** Like {@link #page(List, int, int)}, but converts only the items on the page. */
    <T> ObjectNode page(List<T> items, Function<T, ObjectNode> json, int defaultFirst, int maxFirst) {
        int first = number("first", defaultFirst);
        if (first < 1 || first > maxFirst) {
            throw new HelixError(400, "The parameter \"first\" was malformed: the value must be 1 to " + maxFirst);
        }
        int from = offset();
        int count = world.oddities.shortPages ? (param("after") == null ? 0 : (first + 1) / 2) : first;
        ObjectNode body = JsonNodes.object();
        ArrayNode data = body.putArray("data");
        items.stream().skip(from).limit(count).map(json).forEach(data::add);
        ObjectNode pagination = body.putObject("pagination");
        if (from + count < items.size()) {
            pagination.put("cursor", cursor(from + count));
        }
        return body;
    }

    private String cursor(int offset) {
        byte[] text = (listed() + offset).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** What a cursor belongs to: it does not work for another endpoint, or with other filters. */
    private String listed() {
        TreeMap<String, List<String>> filters = new TreeMap<>();
        for (String name : exchange.query().names()) {
            if (!name.equals("after") && !name.equals("first")) {
                filters.put(name, all(name));
            }
        }
        return exchange.path() + " " + filters.hashCode() + " ";
    }

    private int offset() {
        String after = param("after");
        if (after == null) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
            if (text.startsWith(listed())) {
                return Integer.parseInt(text.substring(listed().length()));
            }
        } catch (IllegalArgumentException e) {
            throw new HelixError(400, "The cursor in after is not valid.");
        }
        throw new HelixError(400, "The cursor in after is not valid.");
    }

    private int number(String name, int otherwise) {
        String value = param(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}")) {
            throw new HelixError(400, "The parameter \"" + name + "\" was malformed: the value must be a number");
        }
        return Integer.parseInt(value);
    }
}
