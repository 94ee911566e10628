package bot.herald.web;

import bot.herald.identity.TwitchProfile;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;

/** With the channels of Alice and Bob; sends requests with the cookie of a session. */
abstract class BobConnectedToo extends AliceOnline {
    static final TwitchProfile BOB = FakePeople.profile("200", "bob", "Bob");
    static final String OWN = "http://localhost:8080";

    @BeforeEach
    void connectBob() {
        people.channels.connected(BOB);
    }

    HttpResponse<String> me(String cookie) {
        return get("/api/me", cookie);
    }

    HttpResponse<String> get(String path, String cookie) {
        return server.get(path, "Cookie", "herald_session=" + cookie);
    }

    HttpResponse<String> change(String method, String path, String cookie, String origin) {
        return server.send(method, path, "", with(new String[] {"Origin", origin}, cookie));
    }

    static String[] with(String[] headers, String cookie) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Cookie";
        all[headers.length + 1] = "herald_session=" + cookie;
        return all;
    }
}
