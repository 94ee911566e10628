package bot.herald.discord.login;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.discord.login.DiscordHttp.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscordHttpTest {
    private final DiscordHttp http = new DiscordHttp(URI.create("http://localhost:8080"));

    /** As when Herald stops meanwhile; OkHttp throws what it does not declare. */
    @Test
    void anInterruptWhileItConnectsIsAnAnswerAndIsHandedOn() throws IOException {
        try (ServerSocket discord = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI token = URI.create("http://127.0.0.1:" + discord.getLocalPort() + "/api/oauth2/token");

            Thread.currentThread().interrupt();
            Answer answer = http.post(token, Map.of("grant_type", "refresh_token"));
            boolean isInterrupted = Thread.interrupted();

            assertThat(answer).isEqualTo(new Answer.None("interrupted", true));
            assertThat(isInterrupted).isTrue();
        }
    }
}
