package bot.herald.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewConfigFileTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {"it's", "${HOME}", "$${HOME}", "#no-comment", "a:b", "\"quoted\"", "%", "{a}", "ünïcode", "0123"
            })
    void whatWasTypedIsReadAgainAsItWas(String secret) throws IOException {
        NewConfigFile file = file(Map.of());
        FirstSettings settings = new FirstSettings("https://bot.example.org/herald/", "abc", new Secret(secret));

        assertThat(file.check(settings).twitch().clientSecret().reveal()).isEqualTo(secret);
        file.write(settings);

        BotConfig read = new ConfigLoader().load(file.path(), Map.of());
        assertThat(read.twitch().clientSecret().reveal()).isEqualTo(secret);
        assertThat(read.web().redirectUri()).hasToString("https://bot.example.org/herald/auth/callback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "two\nlines: 'x'\n", "bell\u0007", "line\u2028separator"})
    void whatCannotBeASecretIsRefusedAndNeverQuoted(String secret) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        file(Map.of()).check(new FirstSettings("http://localhost:8080", "abc", new Secret(secret))))
                .withMessageNotContaining(secret.substring(0, 4));
    }

    @Test
    void theFileIsTheSameWithoutTheEnvironmentThatItWasMadeIn() throws IOException {
        NewConfigFile file = file(Map.of(
                "HERALD_WEB_PORT", "9000",
                "HERALD_WEB_BIND", "0.0.0.0",
                "HERALD_TWITCH_ENDPOINTS_HELIX", "http://127.0.0.1:1/helix"));
        FirstSettings settings = new FirstSettings("http://localhost:9000", "abc", new Secret("s"));
        file.write(settings);

        BotConfig read = new ConfigLoader().load(file.path(), Map.of());
        assertThat(read).isEqualTo(file.check(settings));
        assertThat(read.web().port()).isEqualTo(9000);
        assertThat(read.twitch().endpoints().helix()).hasToString("http://127.0.0.1:1/helix");
        assertThat(read.twitch().endpoints().oauth()).hasToString("https://id.twitch.tv/oauth2");
    }

    @Test
    void thePreviewKnowsWhereItListens() {
        assertThat(file(Map.of("HERALD_WEB_PORT", "9000")).preview().web().publicUrl())
                .hasToString("http://localhost:9000");
        assertThat(file(Map.of("HERALD_WEB_PUBLIC_URL", "https://x.example.org"))
                        .preview()
                        .web()
                        .publicUrl())
                .hasToString("https://x.example.org");
    }

    @Test
    void whatIsThereIsNeverOverwrittenNotEvenALinkToNothing() throws IOException {
        NewConfigFile file = file(Map.of());
        Files.createSymbolicLink(file.path(), folder.resolve("nowhere"));
        assertThat(file.isThere()).isTrue();
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> file.write(new FirstSettings("", "abc", new Secret("s"))));
        assertThat(folder.resolve("nowhere")).doesNotExist();
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file.path());
        }
    }

    @Test
    void anAdminIsAddedToAFileThatNobodyChangedAndToNoOther() throws IOException {
        NewConfigFile file = file(Map.of());
        FirstSettings settings = new FirstSettings("http://localhost:8080", "abc", new Secret("s"));
        FirstSettings withAdmin = settings.withAdmin(new TwitchUserId("1001"));
        file.write(settings);

        assertThat(file.rewrite(settings, withAdmin)).isTrue();
        assertThat(new ConfigLoader().load(file.path(), Map.of()).web().admins())
                .containsExactly("1001");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");

        Files.writeString(file.path(), "# mine\n", StandardOpenOption.APPEND);
        String changed = Files.readString(file.path());
        assertThat(file.rewrite(withAdmin, settings)).isFalse();
        assertThat(Files.readString(file.path())).isEqualTo(changed);
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file.path());
        }
    }

    private NewConfigFile file(Map<String, String> environment) {
        return new NewConfigFile(folder.resolve("config.yaml"), environment);
    }
}
