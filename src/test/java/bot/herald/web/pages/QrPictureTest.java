package bot.herald.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.testing.QrReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrPictureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.twitch.tv/activate?public=true&device-code=ABCDEFGH",
                "https://bot.example.org/auth/bot?setup=0123456789abcdef0123456789abcdef",
                "http://localhost"
            })
    void aCameraReadsTheAddress(String address) {
        QrPicture picture = QrPicture.of(address);

        assertThat(QrReader.ofPath(picture.path(), picture.size())).isEqualTo(address);
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
