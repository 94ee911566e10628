package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Role;
import bot.herald.feature.command.ChatTrigger.Moment;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.stream.StreamState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggersTest {
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

    private static ChatTrigger trigger(String name, String when, String text) {
        return ChatTrigger.of(name, List.of(when), text);
    }

    private void add(ChatTrigger trigger) {
        assertThat(chat.triggers.create(Chat.CHANNEL, trigger)).isInstanceOf(Change.Done.class);
    }

    @Test
    void aQuestionIsAnsweredOnceAMinute() {
        add(trigger("mouse", "which mouse", "{user}, it is a brick. {count}"));

        assertThat(chat.viewer("Which mouse do you use?")).containsExactly("User3, it is a brick. 1");
        assertThat(chat.viewer("which MOUSE")).isEmpty();
        assertThat(chat.viewer("a mouse")).isEmpty();
        chat.clock.advance(Duration.ofMinutes(1));
        assertThat(chat.as(Chat.OTHER_VIEWER, "mouse? which?")).containsExactly("User4, it is a brick. 2");
    }

    @Test
    void theFirstByNameAnswersAndCommandsAreNone() {
        add(trigger("b", "hello", "second"));
        add(trigger("a", "/hel+o/", "first"));
        chat.moderator("!command add hello from the command");

        assertThat(chat.viewer("well, hello")).containsExactly("first");
        assertThat(chat.viewer("!hello hello")).containsExactly("from the command");
        assertThat(chat.viewer("!nothing hello")).isEmpty();
    }

    @Test
    void roleMomentAndSwitchHold() {
        ChatTrigger plain = trigger("t", "hello", "hi");
        add(new ChatTrigger("t", plain.when(), "hi", Cooldown.NONE, Role.VIP, 100, Moment.LIVE, true, 0, 0));

        assertThat(chat.viewer("hello")).isEmpty();
        assertThat(chat.as(Chat.VIEWER, "hello", "vip")).isEmpty();
        chat.streams.put(Chat.CHANNEL, new StreamState(Optional.of(chat.clock.instant()), "title", "Chess"));
        chat.clock.advance(Duration.ofHours(1));
        assertThat(chat.as(Chat.VIEWER, "hello", "vip")).containsExactly("hi");
    }

    @Test
    void aTriggerThatIsMadeAnewIsReadAnew() {
        add(trigger("t", "hello", "hi"));
        assertThat(chat.viewer("hello")).containsExactly("hi");
        assertThat(chat.triggers.delete(Chat.CHANNEL, "t", OptionalLong.empty()))
                .isInstanceOf(Change.Done.class);
        add(trigger("t", "bye", "see you"));
        chat.clock.advance(Duration.ofMinutes(1));

        assertThat(chat.viewer("hello")).isEmpty();
        assertThat(chat.viewer("bye")).containsExactly("see you");
    }

    @Test
    void aChanceIsOne() {
        add(new ChatTrigger("t", List.of("hello"), "hi", Cooldown.NONE, Role.EVERYONE, 30, Moment.ALWAYS, true, 0, 0));

        int answers = 0;
        for (int i = 0; i < 300; i++) {
            answers += chat.viewer("hello").size();
        }
        assertThat(answers).isBetween(50, 130);
    }

    @Test
    void aLineThatSetsNothingOffLeadsToNothing() {
        add(trigger("mouse", "which mouse", "a brick"));

        assertThat(chat.responder()
                        .hear(
                                Chat.message(Chat.VIEWER, "which mouse", Set.of()),
                                new bot.herald.feature.Feature.Unset()))
                .isTrue();
        assertThat(chat.responder()
                        .hear(
                                Chat.message(Chat.VIEWER, "good evening", Set.of()),
                                new bot.herald.feature.Feature.Unset()))
                .isFalse();
    }

    @Test
    void mistakesAreToldWhenItIsSaved() {
        assertThat(chat.triggers.create(
                        Chat.CHANNEL, ChatTrigger.of("t", List.of("/(/", "ok", "?"), "{usr} {counter:x=1}")))
                .isInstanceOfSatisfying(
                        Change.Invalid.class,
                        invalid -> assertThat(invalid.problems().toString())
                                .contains("Line 1 is not a valid pattern", "Line 3 has no word", "{usr} is unknown"));
        assertThat(chat.triggers.create(Chat.CHANNEL, ChatTrigger.of("t", List.of(), "x")))
                .isInstanceOf(Change.Invalid.class);
        assertThat(((Change.Invalid<ChatTrigger>)
                                chat.triggers.create(Chat.CHANNEL, trigger("t", "x", "{counter:x=1}")))
                        .problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .startsWith("Only commands for moderators");
    }

    @Test
    void aHundredTriggersAreReadQuickly() {
        for (int i = 0; i < 100; i++) {
            add(trigger("t" + i, i % 4 == 0 ? "/(which|what) +thing" + i + "/" : "which thing" + i, "x"));
        }
        long begin = System.nanoTime();
        int lines = 5_000;
        for (int i = 0; i < lines; i++) {
            chat.responder()
                    .hear(
                            Chat.message(
                                    Chat.VIEWER, "an ordinary line of chat, which has nothing in it " + i, Set.of()),
                            new bot.herald.feature.Feature.Unset());
        }
        // A tenth of a millisecond each where nothing else runs; the bound is for a machine that does other things too.
        assertThat(Duration.ofNanos(System.nanoTime() - begin).dividedBy(lines)).isLessThan(Duration.ofMillis(25));
    }
}
