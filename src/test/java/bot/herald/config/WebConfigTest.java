package bot.herald.config;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.WebConfig.Registration;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the public address, the address listened on and the port agree. */
class WebConfigTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "127.0.0.1,   8080, http://localhost:8080,   -",
                "127.0.0.1,   8080, http://localhost:9000,   'leads to port 9000, but Herald listens on port 8080'",
                "127.0.0.1,   8080, http://localhost,        'leads to port 80, but Herald listens on port 8080'",
                "127.0.0.1,   80,   http://localhost,        -",
                "127.0.0.1,   0,    http://localhost:9000,   -",
                "0.0.0.0,     8080, http://localhost:9000,   -",
                "192.168.1.5, 8080, http://localhost:8080,   'does not lead to 192.168.1.5, where Herald listens'",
                "127.0.0.1,   8080, https://bot.example.org, -",
                "192.168.1.5, 8080, https://bot.example.org, -",
                "127.0.0.1,   8080, https://localhost:8443,  -",
            })
    void addressesThatDoNotAgreeAreNamed(String bind, int port, URI publicUrl, String difference) {
        WebConfig web = new WebConfig(bind, port, publicUrl, List.of(), Registration.OPEN, List.of());

        assertThat(web.disagreement().orElse(null)).isEqualTo(difference);
    }
}
