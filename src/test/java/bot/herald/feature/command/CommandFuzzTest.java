package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.template.Characters;
import bot.herald.template.ChatText;
import bot.herald.testing.Mutator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spoiled chat lines, thousands of them, at the real commands. */
class CommandFuzzTest {
    private static final long SEED = 20_260_105;
    private static final int LINES = 1000;

    private static final List<String> BY_VIEWERS = List.of(
            "!ping",
            "!commands",
            "!uptime",
            "!echo /ban me",
            "!echo .clear now",
            "!hug @somebody {user}",
            "!quote 1",
            "!accountage pal",
            "!followage",
            "@pal !ping",
            "!so pal");

    private static final List<String> BY_MODERATORS = List.of(
            "!command add echo {args}",
            "!command add hug {user} hugs {1} {count}",
            "!command edit echo {1} {2} {random:1-6}",
            "!command delete hug",
            "!quote add /me says {user}",
            "!quote add .hello",
            "!title New /title",
            "!game .game",
            "!so pal");

    @TempDir
    Path folder = Path.of("");

    @Test
    void noLineBreaksTheBotOrMakesItSayACommandOrTooMuch() {
        try (Chat chat = new Chat(folder)) {
            Mutator mutator = new Mutator(SEED);
            chat.moderator("!command add echo {args}");
            chat.moderator("!command add hug {user} hugs {1} {count}");
            for (int i = 0; i < LINES; i++) {
                boolean moderator = mutator.below(3) == 0;
                String sample = mutator.any(moderator ? BY_MODERATORS : BY_VIEWERS);
                String line = mutator.below(5) == 0 ? sample : mutator.mutate(sample);
                // The responder works on a list that grows: what it gave is copied.
                List<String> said = new ArrayList<>(moderator ? chat.moderator(line) : chat.viewer(line));
                for (String answer : said) {
                    assertThat(Characters.count(answer))
                            .as("length, seed %d: %s", SEED, line)
                            .isLessThanOrEqualTo(ChatText.LONGEST);
                    assertThat(answer).as("seed %d: %s", SEED, line).doesNotMatch("(?s)^[/.].*");
                }
                chat.said.clear();
            }
            assertThat(chat.viewer("!ping")).hasSize(1);
        }
    }
}
