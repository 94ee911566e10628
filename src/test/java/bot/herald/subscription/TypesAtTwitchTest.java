package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TestClient;
import bot.herald.simulator.TwitchSimulator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Twitch accepts each of our types with the scopes that we ask for, and with nothing less. */
class TypesAtTwitchTest {
    private final TwitchSimulator twitch = TwitchSimulator.start(SimulatorOptions.defaults());
    private final TestClient client = new TestClient(twitch);
    private final String app = client.appToken();
    private final String conduit = client.helix("POST", "/eventsub/conduits", app, "{\"shard_count\":1}")
            .good()
            .at("/data/0/id")
            .asText();

    @AfterEach
    void close() {
        twitch.close();
    }

    static Stream<String> names() {
        return SubscriptionType.OF_A_CHANNEL.stream().map(SubscriptionType::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void typeTakesItsScopesAndNothingLess(String name) {
        SubscriptionType type = SubscriptionType.OF_A_CHANNEL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<Scope> scopes = type.scopes();
        int taken = type.needsAll() ? scopes.size() : Math.min(1, scopes.size());
        assertThat(answer(type, scopes.subList(0, taken))).isEqualTo(202);
        if (taken > 0) {
            assertThat(answer(type, scopes.subList(0, taken - 1))).isEqualTo(403);
        }
    }

    private int answer(SubscriptionType type, List<Scope> scopes) {
        SimulatedUser channel = twitch.user("channel" + scopes.size());
        SimulatedUser bot = twitch.user("bot" + scopes.size());
        boolean byBot = type.reader() == SubscriptionType.Reader.BOT;
        List<String> granted = new ArrayList<>(scopes.stream().map(Scope::value).toList());
        granted.add(byBot ? "user:bot" : "channel:bot");
        twitch.grant((byBot ? bot : channel).id(), granted);
        if (byBot) {
            twitch.grant(channel.id(), List.of("channel:bot"));
            twitch.addModerator(channel.id(), bot.id());
        }
        Map<String, String> condition =
                type.condition().of(new TwitchUserId(channel.id()), new TwitchUserId((byBot ? bot : channel).id()));
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("type", type.name()).put("version", type.version());
        ObjectNode conditions = body.putObject("condition");
        condition.forEach(conditions::put);
        body.putObject("transport").put("method", "conduit").put("conduit_id", conduit);
        return client.helix("POST", "/eventsub/subscriptions", app, body.toString())
                .status();
    }
}
