package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchProfile;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that end at the worst moment. */
class GateTest {
    private static final TwitchProfile ALICE = FakePeople.profile("100", "alice", "Alice");
    private static final Answer LOGIN = Answer.text("text/plain", "the way to log in");

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private FakePeople people;
    private Gate gate;

    @BeforeEach
    void start() {
        database = new TestDatabase(folder);
        people = new FakePeople(database.database());
        gate = new Gate(
                people.sessions, new SessionCookie(RunningServer.SETTINGS), new SameOrigin(RunningServer.SETTINGS));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void aSessionThatEndsAfterItWasLookedUpStillGetsItsPage() {
        Endpoint page = gate.page(
                (request, visitor) ->
                        Answer.text("text/plain", visitor.person().profile().displayName()),
                request -> LOGIN);
        Map<String, List<String>> endsOnceSeen = new HashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            public List<String> getOrDefault(Object name, List<String> otherwise) {
                List<String> found = super.getOrDefault(name, otherwise);
                if (containsKey("seen") && name.equals("cookie")) {
                    people.sessions.endAll(ALICE.id());
                }
                if (name.equals("cookie")) {
                    put("seen", List.of());
                }
                return found;
            }
        };
        endsOnceSeen.put("cookie", List.of("herald_session=" + people.logIn(ALICE)));

        assertThat(page.answer(request(endsOnceSeen)).body()).isEqualTo("Alice");
        people.sessions.endAll(ALICE.id());
        assertThat(page.answer(request(endsOnceSeen))).isEqualTo(LOGIN);
    }

    private static WebRequest request(Map<String, List<String>> headers) {
        return new WebRequest("GET", "/dashboard", "", headers, Map.of(), "");
    }
}
