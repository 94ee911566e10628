package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts that many event payloads share. */
final class Payloads {
    private static final Pattern SPECIAL =
            Pattern.compile("@([\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}_]{0,24})|\\bCheer(\\d+)\\b|(?<!\\S)(\\S+)(?!\\S)");
    /** Some global emotes and their ids on Twitch. */
    private static final Map<String, String> EMOTES = Map.of(
            "Kappa", "25", "LUL", "425618", "HeyGuys", "30259", "NotLikeThis", "58765", "VoHiYo", "81274", "<3", "9");

    private Payloads() {}

    /** Adds {@code <prefix>_id, _login, _name}; all null if there is no user. */
    static ObjectNode user(ObjectNode event, String prefix, @Nullable SimulatedUser user) {
        return event.put(prefix + "_id", user == null ? null : user.id())
                .put(prefix + "_login", user == null ? null : user.login())
                .put(prefix + "_name", user == null ? null : user.displayName());
    }

    static ObjectNode ofChannel(SimulatedUser broadcaster) {
        return user(JsonNodes.object(), "broadcaster_user", broadcaster);
    }

    static ArrayNode badges(SimulatedChannel channel, String chatterId, Iterable<String> roles) {
        ArrayNode badges = JsonNodes.array();
        if (channel.id.equals(chatterId)) {
            badge(badges, "broadcaster", "1", "");
        }
        if (channel.moderators.contains(chatterId) || contains(roles, "moderator")) {
            badge(badges, "moderator", "1", "");
        }
        if (channel.vips.contains(chatterId) || contains(roles, "vip")) {
            badge(badges, "vip", "1", "");
        }
        if (contains(roles, "staff")) {
            badge(badges, "staff", "1", "");
        }
        if (channel.subscribers.contains(chatterId) || contains(roles, "subscriber")) {
            badge(badges, "subscriber", "12", "16");
        }
        return badges;
    }

    private static boolean contains(Iterable<String> roles, String role) {
        for (String each : roles) {
            if (each.equals(role)) {
                return true;
            }
        }
        return false;
    }

    private static void badge(ArrayNode badges, String set, String id, String info) {
        badges.addObject().put("set_id", set).put("id", id).put("info", info);
    }

    /** A {@code message}: the text and its fragments, with mentions, cheermotes and emotes. */
    static ObjectNode message(String text, Accounts accounts, int bits) {
        ObjectNode message = JsonNodes.object().put("text", text);
        ArrayNode fragments = message.putArray("fragments");
        Matcher matcher = SPECIAL.matcher(text);
        int end = 0;
        while (matcher.find()) {
            SimulatedUser mentioned = matcher.group(1) == null ? null : accounts.named(matcher.group(1));
            boolean cheer = matcher.group(2) != null && bits > 0;
            String emote = matcher.group(3) == null ? null : EMOTES.get(matcher.group(3));
            if (mentioned == null && !cheer && emote == null) {
                continue;
            }
            if (matcher.start() > end) {
                fragment(fragments, "text", text.substring(end, matcher.start()));
            }
            end = matcher.end();
            if (emote != null) {
                fragment(fragments, "emote", matcher.group())
                        .putObject("emote")
                        .put("id", emote)
                        .put("emote_set_id", "0")
                        .put("owner_id", "0")
                        .putArray("format")
                        .add("static");
            } else if (mentioned != null) {
                user(fragment(fragments, "mention", matcher.group()).putObject("mention"), "user", mentioned);
            } else {
                fragment(fragments, "cheermote", matcher.group())
                        .putObject("cheermote")
                        .put("prefix", "cheer")
                        .put("bits", bits)
                        .put("tier", bits >= 100 ? 100 : 1);
            }
        }
        if (end < text.length() || fragments.isEmpty()) {
            fragment(fragments, "text", text.substring(end));
        }
        return message;
    }

    static boolean isEmotesOnly(String text) {
        return Stream.of(text.strip().split("\\s+")).allMatch(EMOTES::containsKey);
    }

    private static ObjectNode fragment(ArrayNode fragments, String type, String text) {
        return fragments
                .addObject()
                .put("type", type)
                .put("text", text)
                .putNull("cheermote")
                .putNull("emote")
                .putNull("mention");
    }
}
