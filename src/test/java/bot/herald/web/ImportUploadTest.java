package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another bot exported, sent as a file. */
class ImportUploadTest extends AliceOnline {
    private static final String IMPORT = "/dashboard/100/import";

    private HttpResponse<String> send(String body, String boundary) {
        return server.send(
                "POST",
                IMPORT,
                body,
                "Cookie",
                "herald_session=" + alice.cookie,
                "Origin",
                Browser.OWN,
                "Content-Type",
                "multipart/form-data; boundary=" + boundary);
    }

    private static String part(String disposition, String text) {
        return "--x\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + text + "\r\n";
    }

    private HttpResponse<String> upload(String token, String file) {
        return send(
                part("name=\"form\"", token)
                        + part("name=\"source\"", "csv")
                        + part("name=\"login\"", "alice")
                        + part("name=\"file\"; filename=\"my commands.csv\"\r\nContent-Type: text/csv", file)
                        + part("name=\"text\"", "")
                        + "--x--\r\n",
                "x");
    }

    @Test
    void aFileIsReadLikeWhatIsPasted() {
        HttpResponse<String> looked =
                upload(alice.formToken(), "\ufeffname,text,role,cooldown\r\nhi,\"Hello $(user), -- x\",everyone,5\r\n");

        assertThat(looked.statusCode()).as(looked.body()).isEqualTo(200);
        assertThat(looked.body()).contains("From CSV: 1 found", "Hello {user}, -- x");
        assertThat(alice.get(IMPORT).body()).contains("type=\"file\"", "enctype=\"multipart/form-data\"");
    }

    @Test
    void whatWasPastedAndCannotBeReadStaysInTheForm() {
        HttpResponse<String> refused =
                alice.submit(IMPORT, "source", "streamelements", "login", "alice", "text", "this is <no> JSON");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("this is &lt;no&gt; JSON</textarea>");
    }

    @Test
    void onlyAFormOfThisLoginIsTaken() {
        HttpResponse<String> refused = upload("another", "name,text\nhi,Hello\n");

        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsTooLargeIsSaidToBe() {
        HttpResponse<String> refused = upload(alice.formToken(), "x".repeat(3 * 1024 * 1024));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("at most 2 MB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--x",
                "--x--",
                "--x\r\n\r\n",
                "--x\r\nContent-Disposition: form-data\r\n\r\ntext\r\n--x--",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ntext",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n2\r\n--x--",
                "no form at all"
            })
    void whatIsGarbledChangesNothing(String body) {
        assertThat(send(body, "x").statusCode()).isIn(400, 403);
        assertThat(send(body, "").statusCode()).isIn(400, 403);
    }
}
