package bot.herald.check;

import bot.herald.config.BotConfig;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.identity.Secret;
import bot.herald.storage.DatabaseInspection;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.twitch.door.HelixTransport;
import bot.herald.twitch.http.TwitchCall;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How close the chosen transport is to Twitch's limits: 300 chats on a socket and three sockets for the bot, or five
 * conduits for a client ID.
 *
 * @param appToken empty if Twitch is not asked
 */
record LimitsProbe(
        BotConfig config, Optional<DatabaseInspection> database, HelixTransport helix, Optional<Secret> appToken) {
    private static final String SUBJECT = "transport";
    private static final int ON_A_SOCKET = 300;
    private static final int ON_ALL_SOCKETS = 900;
    private static final int NEARLY_ALL = 800;
    private static final int CONDUITS = 5;

    List<Finding> look() {
        return List.of(config.twitch().eventsub().transport() == Transport.CONDUIT ? conduits() : sockets());
    }

    private Finding sockets() {
        int channels = database.map(look -> look.channels().size()).orElse(0);
        int needed = Math.max(1, (channels + ON_A_SOCKET - 1) / ON_A_SOCKET);
        String text = "websocket: " + channels + " of " + ON_ALL_SOCKETS + " channels that Twitch allows";
        String remedy = "Set twitch.eventsub.transport: conduit, which has no such limit.";
        if (channels > ON_ALL_SOCKETS) {
            return Finding.wrong(SUBJECT, text + "; the bot cannot read chat in the others", remedy);
        }
        return channels >= NEARLY_ALL
                ? Finding.warning(SUBJECT, text, remedy)
                : Finding.ok(SUBJECT, text + ", on " + needed + (needed == 1 ? " socket" : " sockets"));
    }

    private Finding conduits() {
        if (appToken.isEmpty()) {
            return Finding.skipped(SUBJECT, "conduit; Twitch was not asked how many there are");
        }
        String clientId = config.twitch().clientId();
        Optional<JsonNode> listed = helix.get(
                        appToken.get(),
                        TwitchCall.LIST_CONDUITS,
                        URI.create(config.twitch().endpoints().helix() + TwitchCall.LIST_CONDUITS.path()))
                .found()
                .map(body -> body.path("data"))
                .filter(JsonNode::isArray);
        if (listed.isEmpty()) {
            return Finding.warning(SUBJECT, "conduit; Twitch did not list them", "Try again later.");
        }
        List<String> ids = new ArrayList<>();
        listed.get().forEach(item -> ids.add(item.path("id").asText("")));
        Optional<String> ours = database.flatMap(look -> look.conduit(clientId))
                .map(StoredConduit::id)
                .filter(ids::contains);
        if (ours.isEmpty() && ids.size() >= CONDUITS) {
            return Finding.wrong(
                    SUBJECT,
                    "all " + CONDUITS + " conduits of this client ID are taken, none by this installation: "
                            + String.join(", ", ids),
                    "Delete one that nothing uses: twitch api delete eventsub/conduits -q id=<id>; or set"
                            + " twitch.eventsub.transport: websocket.");
        }
        return Finding.ok(
                SUBJECT,
                "conduit: " + ids.size() + " of " + CONDUITS + " taken"
                        + (ours.isPresent() ? ", one of them ours" : "; ours will be made at the start"));
    }
}
