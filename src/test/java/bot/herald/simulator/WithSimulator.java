package bot.herald.simulator;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A simulator with a stepped clock and short socket timers for each test, and a broadcaster and a bot on it. */
abstract class WithSimulator {
    static final String REDIRECT = "http://localhost:8080/auth/callback";

    final SteppedClock clock = new SteppedClock();
    TwitchSimulator simulator = TwitchSimulator.start(options());
    TestClient client = new TestClient(simulator);
    SimulatedUser streamer = simulator.user("streamer", "Streamer");
    SimulatedUser bot = simulator.user("thebot", "TheBot");
    SimulatedUser viewer = simulator.user("viewer", "Viewer");

    final SimulatorOptions options() {
        return SimulatorOptions.defaults().withClock(clock);
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    /** Starts anew with other options; the three accounts exist again under the same ids. */
    final void restart(SimulatorOptions options) {
        simulator.close();
        simulator = TwitchSimulator.start(options);
        client = new TestClient(simulator);
        streamer = simulator.user("streamer", "Streamer");
        bot = simulator.user("thebot", "TheBot");
        viewer = simulator.user("viewer", "Viewer");
    }

    String token(SimulatedUser user, String... scopes) {
        return simulator.grant(user.id(), List.of(scopes)).accessToken();
    }

    TestClient.Answer tokenRequest(String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "client_id";
        all[1] = simulator.clientId();
        all[2] = "client_secret";
        all[3] = simulator.clientSecret();
        System.arraycopy(more, 0, all, 4, more.length);
        return client.form("/oauth2/token", all);
    }

    static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
