package bot.herald.twitch.door;

import bot.herald.identity.TwitchUserId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Restricts a feature that acts for one channel to that channel, and keeps it away from what Herald itself manages. */
record OwnChannelOnly(TwitchUserId channel, ObjectMapper json) {
    private static final Pattern CHANNEL = Pattern.compile("(?:^|&)(?:from_)?broadcaster_id=([^&]*)");

    /** @throws IllegalArgumentException if a feature must not make that call for the channel */
    void check(String method, String path, String query, Optional<byte[]> body) {
        if (path.startsWith("/eventsub/")) {
            throw new IllegalArgumentException(
                    "Herald subscribes to events: name what the feature wants by Wants.twitch instead");
        }
        if (method.equals("GET")) {
            return;
        }
        Matcher named = CHANNEL.matcher(query);
        while (named.find()) {
            check(named.group(1));
        }
        body.map(this::parsed).map(node -> node.path("broadcaster_id")).ifPresent(node -> {
            if (!node.isMissingNode()) {
                check(node.asText(""));
            }
        });
    }

    private void check(String named) {
        if (!named.equals(channel.value())) {
            throw new IllegalArgumentException("a feature may only change the channel that it acts for");
        }
    }

    private JsonNode parsed(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("what is sent has to be JSON", e);
        }
    }
}
