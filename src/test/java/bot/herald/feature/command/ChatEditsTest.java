package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.template.CounterStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What moderators change in chat stands in the channel's activity log. */
class ChatEditsTest {
    @TempDir
    Path folder = Path.of("");

    private Chat chat;

    @BeforeEach
    void open() {
        chat = new Chat(folder);
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private void mod(String text) {
        chat.clock.advance(Duration.ofSeconds(1));
        assertThat(chat.moderator(text)).as(text).isNotEmpty();
    }

    private List<AuditEntry> log() {
        return chat.audit.latest(Chat.CHANNEL, 50);
    }

    private List<String> told() {
        return log().stream()
                .map(entry ->
                        entry.action().text() + " " + entry.edit().orElseThrow().item())
                .toList();
    }

    private static String json(Optional<String> text) {
        return text.orElse("nothing");
    }

    @Test
    void everyChangeOfACommand() {
        mod("!command add hi Hello");
        mod("!command edit hi Hello there");
        mod("!command alias hi hey");
        mod("!command alias hi hey");
        mod("!command unalias hey");
        mod("!command cooldown hi 5");
        mod("!command role hi vip");
        mod("!command disable hi");
        mod("!command show hi");
        mod("!command delete hi");
        mod("!command delete hi");

        assertThat(told())
                .containsExactly(
                        "command-deleted hi",
                        "command-changed hi",
                        "command-changed hi",
                        "command-changed hi",
                        "command-changed hi",
                        "command-changed hi",
                        "command-changed hi",
                        "command-created hi");
        assertThat(log()).allSatisfy(entry -> {
            assertThat(entry.actor().name()).isEqualTo("User5");
            assertThat(entry.actor().person().orElseThrow().value()).isEqualTo("5");
        });
        AuditEntry.Edit deleted = log().get(0).edit().orElseThrow();
        assertThat(json(deleted.before())).contains("\"enabled\":false", "\"role\":\"vip\"");
        assertThat(deleted.after()).isEmpty();
    }

    @Test
    void quotes() {
        mod("!quote add First");
        mod("!quote edit 1 Second");
        mod("!quote edit 7 Nobody");
        mod("!quote delete #1");

        assertThat(told()).containsExactly("quote-deleted 1", "quote-changed 1", "quote-created 1");
        assertThat(json(log().get(0).edit().orElseThrow().before()))
                .contains("\"number\":1", "\"text\":\"Second\"", "\"addedBy\":\"user5\"", "\"addedAt\"");
    }

    @Test
    void counterOfTheCommandsOwnNameIsTheOneThatItsTextShows() {
        mod("!command add deaths Deaths: {counter:Deaths+1}");
        assertThat(chat.viewer("!counter deaths")).containsExactly("Counter deaths: 0");
        assertThat(chat.moderator("!counter deaths +5")).containsExactly("Counter deaths: 5");
        assertThat(chat.viewer("!deaths")).containsExactly("Deaths: 6");
        assertThat(chat.moderator("!counter !deaths =40")).containsExactly("Counter deaths: 40");
        mod("!command edit deaths {counter:deaths+1} in {count}");
        assertThat(chat.moderator("!counter deaths")).containsExactly("Counter of !deaths: 1");
        mod("!command edit deaths {counter:falls+1}");
        assertThat(chat.moderator("!counter deaths")).containsExactly("Counter of !deaths: 1");
    }

    @Test
    void countersOfCommandsAndOfTexts() {
        mod("!command add hi Hello {counter:hugs+1}");
        assertThat(chat.viewer("!hi")).containsExactly("Hello 1");
        assertThat(chat.moderator("!counter hi +4")).containsExactly("Counter of !hi: 5");
        assertThat(chat.moderator("!counter hugs =40")).containsExactly("Counter hugs: 40");
        assertThat(chat.viewer("!counter hugs")).containsExactly("Counter hugs: 40");
        assertThat(chat.viewer("!counter hugs +1")).containsExactly("Only moderators can change counters.");
        assertThat(chat.moderator("!counter nobody +1")).containsExactly("There is no such command.");

        assertThat(told())
                .containsExactlyInAnyOrder("command-created hi", "counter-changed !hi", "counter-changed hugs");
        AuditEntry hugs = log().stream()
                .filter(entry -> entry.edit().orElseThrow().item().equals("hugs"))
                .findFirst()
                .orElseThrow();
        assertThat(json(hugs.edit().orElseThrow().before())).isEqualTo("{\"name\":\"hugs\",\"value\":1}");
        assertThat(json(hugs.edit().orElseThrow().after())).isEqualTo("{\"name\":\"hugs\",\"value\":40}");
        assertThat(hugs.action()).isEqualTo(Action.COUNTER_CHANGED);
        assertThat(chat.counters.step(Chat.CHANNEL, "hugs", new CounterStep(false, 0)))
                .isEqualTo(40);
    }

    @Test
    void nothingThatViewersWrite() {
        chat.viewer("!command add hi Hello");
        chat.viewer("!quote add First");
        chat.viewer("!counter hi +4");
        chat.viewer("!quote");

        assertThat(log()).isEmpty();
    }
}
