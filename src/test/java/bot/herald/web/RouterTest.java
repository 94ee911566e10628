package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.web.Router.Found;
import bot.herald.web.Router.Nowhere;
import bot.herald.web.Router.WrongMethod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Endpoint NOTHING = request -> Answer.empty(204);

    private final Route list = Route.get("/api/channels/{id}/commands", NOTHING);
    private final Route add = Route.on("POST", "/api/channels/{id}/commands", NOTHING);
    private final Route one = Route.get("/api/channels/{id}/commands/{name}", NOTHING);
    private final Router router = new Router(List.of(list, add, one));

    @Test
    void theMethodChoosesAmongRoutesOfOnePath() {
        assertThat(router.find("GET", "/api/channels/1/commands")).isEqualTo(new Found(list, Map.of("id", "1")));
        assertThat(router.find("POST", "/api/channels/1/commands")).isEqualTo(new Found(add, Map.of("id", "1")));
    }

    @Test
    void valuesAreDecodedOneSegmentAtATime() {
        assertThat(router.find("GET", "/api/channels/1/commands/a%2Fb%20c+d"))
                .isEqualTo(new Found(one, Map.of("id", "1", "name", "a/b c+d")));
    }

    @Test
    void anotherMethodIsToldAllThatThePathTakes() {
        assertThat(router.find("PUT", "/api/channels/1/commands")).isEqualTo(new WrongMethod("GET, HEAD, POST"));
    }

    @Test
    void emptyAndGarbledValuesFitNowhere() {
        assertThat(router.find("GET", "/api/channels//commands")).isEqualTo(new Nowhere());
        assertThat(router.find("GET", "/api/channels/1/commands/")).isEqualTo(new Nowhere());
        assertThat(router.find("GET", "/api/channels/1/commands/%zz")).isEqualTo(new Nowhere());
        assertThat(router.find("GET", "/api/channels/1")).isEqualTo(new Nowhere());
    }
}
