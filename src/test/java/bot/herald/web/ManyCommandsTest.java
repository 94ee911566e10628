package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.bench.Figures;
import bot.herald.testing.Commands;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page of a channel that has all the commands it may have. */
final class ManyCommandsTest extends AliceOnline {
    private static final String PAGE = "/dashboard/100/commands";
    private static final int COMMANDS = 500;
    /** What a first visit loads. */
    private static final int MOST_BYTES = 180_000;

    private static final int ROUNDS = 100;
    private static final double MOST_MILLISECONDS = 100;
    private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"(/assets/[^\"]*\\.(?:css|js)\\?[^\"]*)\"");

    private static final Pattern PICTURE = Pattern.compile("url\\(\"(icons\\.svg[^\"]*)\"");

    @BeforeEach
    void addCommands() {
        for (int i = 0; i < COMMANDS; i++) {
            people.commands.create(
                    ALICE.id(),
                    Commands.listed(
                            "command" + i,
                            "The answer of command " + i + ": " + "words ".repeat(40),
                            "Category " + i % 10,
                            false));
        }
    }

    @Test
    void aPageShowsFiftyAndLoadsLittle() throws IOException, InterruptedException {
        HttpResponse<String> page = alice.get(PAGE);

        assertThat(page.body().split("<tr class", -1)).hasSize(51);
        assertThat(page.body()).contains("1 to 50 of 512", "Category 9");
        Set<String> loaded = new LinkedHashSet<>();
        Matcher found = LOADED.matcher(page.body());
        while (found.find()) {
            loaded.add(found.group(1));
            Matcher pictures = PICTURE.matcher(server.get(found.group(1)).body());
            while (pictures.find()) {
                loaded.add("/assets/" + pictures.group(1));
            }
        }
        int bytes = page.body().length();
        for (String one : loaded) {
            bytes += transferred(one);
        }
        assertThat(loaded).hasSizeGreaterThan(3).anyMatch(one -> one.contains("icons.svg"));
        assertThat(page.body().length()).isLessThan(100_000);
        assertThat(bytes).as("%s", loaded).isLessThan(MOST_BYTES);
    }

    private int transferred(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                                .header("Accept-Encoding", "gzip")
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body().length;
    }

    @Test
    @Tag("bench")
    void aPageTakesLessThanATenthOfASecond() {
        double[] took = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            assertThat(alice.get(PAGE + "?q=answer&sort=-uses&page=" + (1 + round % 9))
                            .statusCode())
                    .isEqualTo(200);
            took[round] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(took);
        Figures.add("page of commands, searched and sorted, of 500", took[ROUNDS / 2], "ms", "below 100 ms");
        assertThat(took[ROUNDS / 2]).isLessThan(MOST_MILLISECONDS);
    }
}
