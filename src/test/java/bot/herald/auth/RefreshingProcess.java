package bot.herald.auth;

import bot.herald.security.KeyFile;
import bot.herald.security.Sha256;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiCredentialStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * A process of its own that refreshes the tokens of a database, until it has done what it was told or is killed.
 *
 * <p>Arguments: folder, OAuth address, client id, client secret, seconds its clock is ahead, {@code once} or {@code
 * forever}, the database's address. Says {@code ready}, waits for a line, then works.
 */
final class RefreshingProcess {
    private RefreshingProcess() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(args[4])));
        try (Database database = new Database(args[6])) {
            database.start();
            CredentialService credentials = Installation.service(
                    new JdbiCredentialStore(database, new KeyFile(folder.resolve("herald.key")).cipher()),
                    Installation.oauth(args[1], args[2], args[3]),
                    clock,
                    args[2]);
            credentials.load();
            List<CredentialKey> keys =
                    credentials.all().stream().map(Credential::key).toList();
            System.out.println("ready");
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (args[5].equals("once")) {
                askTogether(credentials, keys.get(0));
            } else {
                while (true) {
                    keys.forEach(credentials::refresh);
                }
            }
        }
    }

    private static void askTogether(CredentialService credentials, CredentialKey key) {
        List<CompletableFuture<AccessTokens.Answer>> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> credentials.accessToken(key)))
                .toList();
        answers.stream()
                .map(CompletableFuture::join)
                .map(answer -> answer instanceof AccessTokens.Answer.Available available
                        ? Sha256.hex(available.accessToken().reveal())
                        : "none")
                .distinct()
                .forEach(hash -> System.out.println("token " + hash));
    }
}
