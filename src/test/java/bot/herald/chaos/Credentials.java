package bot.herald.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.bench.Fleet;
import bot.herald.simulator.SimulatedUser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is stored of each credential: good, or waiting for its owner where the run spoiled it. */
final class Credentials {
    private static final Set<String> GOOD = Set.of("valid", "expiring");
    private static final Set<String> SPOILED = Set.of("needs-reauthorization");

    private Credentials() {}

    /** @return how many there are */
    static int checked(Fleet fleet, Set<SimulatedUser> ended) throws IOException, InterruptedException {
        String printed = fleet.command("tokens", "list", "--json", "--config", "config.yaml");
        JsonNode rows = new ObjectMapper().readTree(printed.substring(printed.indexOf('[')));
        Set<String> spoiled = ended.stream().map(SimulatedUser::id).collect(Collectors.toSet());
        Map<String, String> states = new TreeMap<>();
        rows.forEach(row ->
                states.put(row.path("twitchUserId").asText(), row.path("state").asText()));
        Map<String, String> wrong = new TreeMap<>(states);
        wrong.entrySet().removeIf(one -> (spoiled.contains(one.getKey()) ? SPOILED : GOOD).contains(one.getValue()));
        assertThat(wrong).as("credentials in a state nobody put them in").isEmpty();
        assertThat(states.keySet())
                .as("whose credentials are there")
                .contains(fleet.bot().id())
                .containsAll(fleet.channels().stream().map(SimulatedUser::id).toList());
        return states.size();
    }
}
