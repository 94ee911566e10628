package bot.herald.simulator.discord;

import bot.herald.simulator.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Discord's rules for embeds: how many, how long, and which values are valid. */
final class EmbedLimits {
    private static final int EMBEDS = 10;
    /** All texts of all embeds together. */
    private static final int TOTAL = 6_000;

    private static final int FIELDS = 25;

    /** @param path of a text within the embed */
    private record Limit(String path, int most) {}

    private static final Limit[] TEXTS = {
        new Limit("title", 256),
        new Limit("description", 4_096),
        new Limit("author.name", 256),
        new Limit("footer.text", 2_048)
    };
    private static final Limit[] FIELD_TEXTS = {new Limit("name", 256), new Limit("value", 1_024)};
    private static final String[] URLS = {
        "url", "image.url", "thumbnail.url", "author.url", "author.icon_url", "footer.icon_url"
    };
    private static final int LARGEST_COLOR = 0xff_ffff;

    private EmbedLimits() {}

    /** Discord's error for the first rule that is broken; null if none is. */
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
        Reply problem = values(embed, at);
        if (problem != null) {
            return problem;
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

    private static @Nullable Reply values(JsonNode embed, String at) {
        for (String path : URLS) {
            JsonNode url = at(embed, path);
            if (!url.isMissingNode() && !url.isNull() && !url.asText().matches("(?i)(https?|attachment)://\\S+")) {
                return Errors.form(at + path, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
            }
        }
        JsonNode color = embed.path("color");
        if (embed.hasNonNull("color") && (!color.isInt() || color.intValue() < 0 || color.intValue() > LARGEST_COLOR)) {
            return Errors.form(at + "color", "NUMBER_TYPE_MAX", "int value should be less than or equal to 16777215.");
        }
        if (embed.hasNonNull("timestamp")) {
            try {
                OffsetDateTime.parse(embed.path("timestamp").asText());
            } catch (DateTimeParseException e) {
                return Errors.form(at + "timestamp", "DATE_TIME_TYPE_PARSE", "Could not parse the date-time.");
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
        return at(node, limit.path()).asText("");
    }

    private static JsonNode at(JsonNode node, String path) {
        return node.at("/" + path.replace('.', '/'));
    }
}
