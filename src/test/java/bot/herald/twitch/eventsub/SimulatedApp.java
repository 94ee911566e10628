package bot.herald.twitch.eventsub;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.AppAccessToken;
import bot.herald.identity.Secret;
import bot.herald.simulator.TestClient;
import bot.herald.simulator.TwitchSimulator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The app at the simulated Twitch: a real app token, another one after a 401, and calls of a stranger with the same id. */
final class SimulatedApp implements AppAccessToken {
    private final TestClient client;
    private Secret held;

    SimulatedApp(TwitchSimulator twitch) {
        client = new TestClient(twitch);
        held = fetch();
    }

    @Override
    public synchronized Answer get() {
        return new Answer.Available(held);
    }

    @Override
    public synchronized AfterUnauthorized afterUnauthorized(Secret refused) {
        if (refused.equals(held)) {
            held = fetch();
        }
        return new AfterUnauthorized.Repeat(held);
    }

    @Override
    public synchronized Optional<Secret> held() {
        return Optional.of(held);
    }

    private Secret fetch() {
        return new Secret(client.appToken());
    }

    JsonNode conduits() {
        return helix("GET", "/eventsub/conduits", "").path("data");
    }

    String createConduit() {
        return helix("POST", "/eventsub/conduits", "{\"shard_count\":1}")
                .at("/data/0/id")
                .asText();
    }

    void deleteConduit(String id) {
        helix("DELETE", "/eventsub/conduits?id=" + id, "");
    }

    JsonNode shards(String conduitId) {
        return helix("GET", "/eventsub/conduits/shards?conduit_id=" + conduitId, "")
                .path("data");
    }

    private synchronized JsonNode helix(String method, String path, String body) {
        return client.helix(method, path, held.reveal(), body).good();
    }
}
