package bot.herald.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCipherTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void sealedTextOpensForTheSameContextOnly() {
        TokenCipher cipher = cipher("a.key");
        String sealed = cipher.seal(cipher.primaryKeyId(), "token", "1001/channel");

        assertThat(TokenCipher.isSealed(sealed)).isTrue();
        assertThat(sealed).doesNotContain("token");
        assertThat(cipher.open(sealed, "1001/channel")).isEqualTo("token");
        assertThatExceptionOfType(WrongKeyException.class).isThrownBy(() -> cipher.open(sealed, "1002/channel"));
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        TokenCipher ours = cipher("a.key");
        String sealed = ours.seal(ours.primaryKeyId(), "token", "1001/channel");

        assertThatExceptionOfType(WrongKeyException.class)
                .isThrownBy(() -> cipher("b.key").open(sealed, "1001/channel"));
    }

    @Test
    void changedTextDoesNotOpen() {
        TokenCipher cipher = cipher("a.key");
        String sealed = cipher.seal(cipher.primaryKeyId(), "token", "c");

        assertThatExceptionOfType(WrongKeyException.class)
                .isThrownBy(() -> cipher.open(sealed.substring(0, sealed.length() - 6) + "AAAA==", "c"));
        assertThatExceptionOfType(WrongKeyException.class).isThrownBy(() -> cipher.open("sealed:not base64!", "c"));
    }

    private TokenCipher cipher(String name) {
        KeyFile key = new KeyFile(folder.resolve(name));
        key.createIfMissing();
        return key.cipher();
    }
}
