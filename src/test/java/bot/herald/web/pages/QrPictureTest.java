package bot.herald.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrPictureTest {
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1H(\\d+)z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.twitch.tv/activate?public=true&device-code=ABCDEFGH",
                "https://bot.example.org/auth/bot?setup=0123456789abcdef0123456789abcdef"
            })
    void thePathDrawsWhatTheCodeHas(String address) {
        QrPicture picture = QrPicture.of(address);
        QrCode code = QrCode.encodeText(address, QrCode.Ecc.MEDIUM);

        boolean[][] drawn = new boolean[picture.size()][picture.size()];
        Matcher run = RUN.matcher(picture.path());
        int end = 0;
        while (run.find()) {
            assertThat(run.start()).isEqualTo(end);
            end = run.end();
            int x = Integer.parseInt(run.group(1));
            assertThat(run.group(4)).isEqualTo(run.group(1));
            for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
                drawn[Integer.parseInt(run.group(2))][x + i] = true;
            }
        }
        assertThat(end).isEqualTo(picture.path().length());
        assertThat(picture.size()).isEqualTo(code.size);
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                assertThat(drawn[y][x]).as("%d %d", x, y).isEqualTo(code.getModule(x, y));
            }
        }
        // The corner that every code has, so that this does not agree about nothing.
        assertThat(drawn[0]).startsWith(true, true, true, true, true, true, true, false);
    }

    @Test
    void roomIsLeftAroundIt() {
        QrPicture picture = QrPicture.of("http://localhost");
        assertThat(picture.viewBox()).isEqualTo("-4 -4 " + (picture.size() + 8) + " " + (picture.size() + 8));
        assertThat(picture.isThere()).isTrue();
        assertThat(QrPicture.NONE.isThere()).isFalse();
    }

    @Test
    void whatIsTooLongForACameraIsNoCode() {
        assertThat(QrPicture.of("https://www.twitch.tv/" + "a".repeat(5000))).isEqualTo(QrPicture.NONE);
    }
}
