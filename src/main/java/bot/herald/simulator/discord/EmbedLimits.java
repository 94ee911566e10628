package bot.herald.simulator.discord;

import bot.herald.simulator.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How many cards a message may have, and how long their texts may be. */
final class EmbedLimits {
    private static final int EMBEDS = 10;
    /** Of all texts of all embeds. */
    private static final int TOTAL = 6_000;

    private static final int FIELDS = 25;

    /** A text within an embed. */
    private record Limit(String path, int most) {}

    private static final Limit[] TEXTS = {
        new Limit("title", 256),
        new Limit("description", 4_096),
        new Limit("author.name", 256),
        new Limit("footer.text", 2_048)
    };
    private static final Limit[] FIELD_TEXTS = {new Limit("name", 256), new Limit("value", 1_024)};

    private EmbedLimits() {}

    /** Discord's answer to what is wrong with them; null if nothing is. */
    static @Nullable Reply problem(JsonNode embeds) {
        if (embeds.size() > EMBEDS) {
            return Errors.tooLong("embeds", EMBEDS);
        }
        int total = 0;
        for (int i = 0; i < embeds.size(); i++) {
            Reply problem = problem(embeds.get(i), "embeds." + i + ".");
            if (problem != null) {
                return problem;
            }
            total += length(embeds.get(i));
        }
        return total > TOTAL ? Errors.tooLong("embeds", TOTAL) : null;
    }

    private static @Nullable Reply problem(JsonNode embed, String at) {
        for (Limit limit : TEXTS) {
            if (text(embed, limit).length() > limit.most()) {
                return Errors.tooLong(at + limit.path(), limit.most());
            }
        }
        if (embed.has("footer") && embed.at("/footer/text").asText("").isEmpty()) {
            return Errors.required(at + "footer.text");
        }
        if (embed.has("url") && !embed.path("url").asText("").matches("(?i)(https?|attachment)://\\S+")) {
            return Errors.form(at + "url", "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
        JsonNode fields = embed.path("fields");
        if (fields.size() > FIELDS) {
            return Errors.tooLong(at + "fields", FIELDS);
        }
        for (int i = 0; i < fields.size(); i++) {
            for (Limit limit : FIELD_TEXTS) {
                String text = text(fields.get(i), limit);
                String path = at + "fields." + i + "." + limit.path();
                if (text.isEmpty()) {
                    return Errors.required(path);
                }
                if (text.length() > limit.most()) {
                    return Errors.tooLong(path, limit.most());
                }
            }
        }
        return null;
    }

    private static int length(JsonNode embed) {
        int length = 0;
        for (Limit limit : TEXTS) {
            length += text(embed, limit).length();
        }
        for (JsonNode field : embed.path("fields")) {
            for (Limit limit : FIELD_TEXTS) {
                length += text(field, limit).length();
            }
        }
        return length;
    }

    private static String text(JsonNode node, Limit limit) {
        return node.at("/" + limit.path().replace('.', '/')).asText("");
    }
}
