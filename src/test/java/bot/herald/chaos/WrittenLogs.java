package bot.herald.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.TwitchSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all the processes wrote. */
final class WrittenLogs {
    private static final Pattern TOKEN_LIKE = Pattern.compile("[A-Za-z0-9]{20,}");

    private WrittenLogs() {}

    /** No secret stands in any of them; the kinds of errors that do. */
    static Set<String> checked(Path folder, TwitchSimulator twitch) throws IOException {
        Set<String> secrets = twitch.secretsIssued();
        Set<String> errors = new TreeSet<>();
        List<Path> logs;
        try (var files = Files.list(folder)) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        for (Path log : logs) {
            for (String line : Files.readAllLines(log, UTF_8)) {
                Matcher words = TOKEN_LIKE.matcher(line);
                while (words.find()) {
                    assertThat(secrets).as("secrets, one of them in %s", log).doesNotContain(words.group());
                }
                if (line.contains(" ERROR ")) {
                    errors.add(line.replaceAll("^\\S+ ?\\S* +", "").replaceAll("\\d{3,}", "#"));
                }
            }
        }
        assertThat(twitch.secretsSeenInUrls()).as("secrets in addresses").isFalse();
        return errors;
    }
}
