package bot.herald.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.Completion;
import bot.herald.testing.Mutator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spoiled requests, thousands of them, on bare sockets. */
class RequestFuzzTest extends AliceOnline {
    private static final long SEED = 20_260_106;
    private static final int REQUESTS = 1000;
    private static final int PATIENCE_MILLIS = 50;
    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.[01] (\\d{3})\\b");

    private Browser boss;

    @BeforeEach
    void prepare() {
        boss = new Browser(server, people, FakePeople.BOSS);
        for (int i = 0; i < REQUESTS; i++) {
            server.authorizations.completesWith(
                    new Completion.Refused(Completion.Reason.INVALID_STATE, "Begin again."));
        }
    }

    private List<String> samples() {
        String cookie = "Cookie: herald_session=" + boss.cookie + "\r\n";
        return List.of(
                request("GET / HTTP/1.1", "", ""),
                request("GET /dashboard HTTP/1.1", cookie, ""),
                request("GET /dashboard?channel=100&next=%2Fx HTTP/1.1", cookie + "Accept: text/html;q=0.9\r\n", ""),
                request("GET /auth/channel HTTP/1.1", "", ""),
                request("GET /auth/bot?setup=0123 HTTP/1.1", "Accept: application/json\r\n", ""),
                request("GET /auth/callback?code=abc&state=def&scope=a%3Ab+c HTTP/1.1", "Accept: text/html\r\n", ""),
                request("GET /auth/callback?error=access_denied&state=def HTTP/1.1", "", ""),
                request("GET /api/me HTTP/1.1", "Authorization: Bearer a.b.c\r\n", ""),
                request("GET /api/channels HTTP/1.1", cookie, ""),
                request("GET /api/channels/100/commands HTTP/1.1", cookie + "If-None-Match: \"1\"\r\n", ""),
                change("POST /api/channels/100/commands HTTP/1.1", cookie, """
                        {"name":"hi","text":"Hello {user}","aliases":["hey"],"cooldown":{"channelSeconds":5,"userSeconds":0},
                        "role":"everyone","enabled":true}"""),
                change(
                        "PUT /api/channels/100/commands/hi HTTP/1.1",
                        cookie,
                        "{\"text\":\"Bye\",\"role\":\"moderator\"}"),
                change("DELETE /api/channels/100/commands/hi HTTP/1.1", cookie, ""),
                change("PUT /api/channels/100/settings HTTP/1.1", cookie, "{\"commandPrefix\":\"?\"}"),
                change("POST /api/channels/100/timers HTTP/1.1", cookie, """
                        {"name":"hi","messages":["Hello"],"intervalMinutes":5,"minimumChatLines":2,"enabled":true}"""),
                change("POST /api/session HTTP/1.1", cookie, ""),
                request(
                        "POST /dashboard/100/commands HTTP/1.1",
                        cookie + "Origin: " + Browser.OWN
                                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 23\r\n",
                        "name=hi&text=%48ello&x="),
                request(
                        "GET /api/channels/100/events HTTP/1.1",
                        cookie + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: " + Browser.OWN + "\r\n",
                        ""),
                request(
                        "POST /api/channels/100/commands HTTP/1.1",
                        cookie + "Origin: " + Browser.OWN
                                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                        "5\r\n{\"nam\r\n7\r\ne\":\"x\"}\r\n0\r\n\r\n"),
                request("GET /assets/herald.css HTTP/1.1", "Range: bytes=0-1\r\nAccept-Encoding: gzip\r\n", ""),
                request("GET /healthz HTTP/1.1", "", ""),
                request("GET /metrics HTTP/1.1", "", ""));
    }

    private static String change(String line, String cookie, String json) {
        return request(
                line,
                cookie + "Origin: " + Browser.OWN + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.length() + "\r\n",
                json);
    }

    private static String request(String line, String headers, String body) {
        return line + "\r\nHost: localhost:8080\r\n" + headers + "Connection: close\r\n\r\n" + body;
    }

    @Test
    void noRequestBreaksTheServerOrMakesItTellASecret() throws IOException {
        Mutator mutator = new Mutator(SEED);
        List<String> samples = samples();
        for (int i = 0; i < REQUESTS; i++) {
            String request = mutator.mutate(mutator.any(samples));
            String answer = answer(request);
            Matcher statuses = STATUS.matcher(answer);
            while (statuses.find()) {
                int status = Integer.parseInt(statuses.group(1));
                assertThat(status)
                        .as("seed %d: %s\nanswer: %s", SEED, request, answer)
                        .isLessThan(500);
            }
            assertThat(answer)
                    .as("seed %d: %s", SEED, request)
                    .doesNotContain(RunningServer.SETUP_CODE, boss.cookie, "Exception", "\tat ", "jetty", "Jetty");
        }
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(boss.get("/api/me").statusCode()).isEqualTo(200);
    }

    /** What comes within a short time; a server that waits for the rest of a broken request says nothing. */
    private String answer(String request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = server.connect()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().transferTo(answer);
        } catch (SocketTimeoutException | SocketException e) {
            return answer.toString(ISO_8859_1);
        }
        return answer.toString(ISO_8859_1);
    }
}
