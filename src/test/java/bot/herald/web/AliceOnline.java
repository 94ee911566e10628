package bot.herald.web;

import bot.herald.identity.TwitchProfile;
import bot.herald.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A web server on real books, with Alice's channel connected and Alice logged in. */
abstract class AliceOnline {
    static final TwitchProfile ALICE = FakePeople.profile("100", "alice", "Alice");
    static final TwitchProfile MOD = FakePeople.profile("300", "mod", "Mod");
    static final TwitchProfile EVE = FakePeople.profile("400", "eve", "Eve");

    @TempDir
    Path folder = Path.of("");

    TestDatabase database;
    FakePeople people;
    RunningServer server;
    Browser alice;

    @BeforeEach
    void start() {
        database = new TestDatabase(folder);
        people = new FakePeople(database.database());
        server = RunningServer.with(people);
        people.channels.connected(ALICE);
        alice = new Browser(server, people, ALICE);
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    /** As the form for a new command sends it. */
    HttpResponse<String> addCommandByForm(String name, String text) {
        return alice.submit(
                "/dashboard/100/commands",
                "name",
                name,
                "text",
                text,
                "aliases",
                name.equals("hi") ? "yo, hey" : "",
                "role",
                "everyone",
                "cooldown.channelSeconds",
                "0",
                "cooldown.userSeconds",
                "0",
                "enabled",
                "on");
    }
}
