package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.CategoryName;
import bot.herald.stream.StreamEditor;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Modify Channel Information with the broadcaster's token; categories by Get Games, then by Search Categories. */
public final class HelixStreamEditor implements StreamEditor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HelixWriter writer;

    public HelixStreamEditor(HelixWriter writer) {
        this.writer = writer;
    }

    /** A category as Twitch knows it, or why there is none. */
    private sealed interface Category {
        record Found(String id, String name) implements Category {}

        record None(Outcome why) implements Category {}
    }

    @Override
    public Outcome title(TwitchUserId broadcasterId, String title) {
        return changed(broadcasterId, JSON.createObjectNode().put("title", title), title);
    }

    @Override
    public Outcome category(TwitchUserId broadcasterId, String name) {
        Category category = named(broadcasterId, name);
        if (category instanceof Category.Found found) {
            return changed(broadcasterId, JSON.createObjectNode().put("game_id", found.id()), found.name());
        }
        return ((Category.None) category).why();
    }

    private Outcome changed(TwitchUserId broadcasterId, ObjectNode change, String now) {
        HelixWriter.Answer answer =
                send(broadcasterId, TwitchCall.CHANGE_CHANNEL, "broadcaster_id=" + broadcasterId, Optional.of(change));
        return success(answer).isPresent() ? new Outcome.Changed(now) : failure(answer);
    }

    private Category named(TwitchUserId broadcasterId, String name) {
        String escaped = URLEncoder.encode(name, StandardCharsets.UTF_8);
        Category exact = of(send(broadcasterId, TwitchCall.GET_GAMES, "name=" + escaped, Optional.empty()), name);
        return exact instanceof Category.None none
                        && (none.why() instanceof Outcome.NoSuchCategory
                                || none.why() instanceof Outcome.SeveralCategories)
                ? of(
                        send(
                                broadcasterId,
                                TwitchCall.SEARCH_CATEGORIES,
                                "first=20&query=" + escaped,
                                Optional.empty()),
                        name)
                : exact;
    }

    /** The one that the name clearly means; what Twitch lists first may be any. */
    private static Category of(HelixWriter.Answer answer, String name) {
        Optional<JsonNode> body = success(answer);
        if (body.isEmpty()) {
            // Only a look: whatever happened, nothing was changed.
            Outcome why = failure(answer);
            return new Category.None(
                    why instanceof Outcome.Unclear unclear ? new Outcome.Later(unclear.reason()) : why);
        }
        if (!body.get().path("data").isArray()) {
            return new Category.None(new Outcome.Later(HttpAnswer.UNREADABLE));
        }
        Map<String, String> idsByName = new LinkedHashMap<>();
        for (JsonNode item : body.get().path("data")) {
            String id = item.path("id").asText("");
            if (!id.isEmpty()) {
                idsByName.putIfAbsent(item.path("name").asText(""), id);
            }
        }
        CategoryName.Choice choice = CategoryName.choose(name, List.copyOf(idsByName.keySet()));
        if (choice instanceof CategoryName.Choice.One one) {
            return new Category.Found(Objects.requireNonNull(idsByName.get(one.name())), one.name());
        }
        return choice instanceof CategoryName.Choice.Several several
                ? new Category.None(new Outcome.SeveralCategories(several.names()))
                : new Category.None(new Outcome.NoSuchCategory());
    }

    private HelixWriter.Answer send(
            TwitchUserId broadcasterId, TwitchCall call, String query, Optional<ObjectNode> body) {
        return writer.send(CredentialKey.channel(broadcasterId), Scope.CHANNEL_MANAGE_BROADCAST, call, query, body);
    }

    private static Optional<JsonNode> success(HelixWriter.Answer answer) {
        return answer instanceof HelixWriter.Answer.Heard heard
                        && heard.answer() instanceof HttpAnswer.Response response
                        && response.isSuccess()
                ? Optional.of(response.body())
                : Optional.empty();
    }

    private static Outcome failure(HelixWriter.Answer answer) {
        if (answer instanceof HelixWriter.Answer.ScopeMissing) {
            return new Outcome.NotGranted();
        }
        if (answer instanceof HelixWriter.Answer.WithoutToken without) {
            return without.failure() instanceof TwitchFailure.RetryLater later
                    ? new Outcome.Later(later.reason())
                    : new Outcome.NotGranted();
        }
        HttpAnswer heard = ((HelixWriter.Answer.Heard) answer).answer();
        if (heard instanceof HttpAnswer.NoAnswer none) {
            return none.neverSent() ? new Outcome.Later(none.reason()) : new Outcome.Unclear(none.reason());
        }
        HttpAnswer.Response response = (HttpAnswer.Response) heard;
        return switch (response.status()) {
            case 401 -> new Outcome.NotGranted();
            case 409, 429 -> new Outcome.Later(response.message());
            default ->
                response.status() >= 500
                        ? new Outcome.Unclear(response.message())
                        : new Outcome.Refused(response.message());
        };
    }
}
