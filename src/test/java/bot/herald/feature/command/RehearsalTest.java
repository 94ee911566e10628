package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import bot.herald.event.Role;
import bot.herald.feature.command.ChatTrigger.Moment;
import bot.herald.feature.command.Rehearsal.Outcome;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Problem;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.stream.StreamState;
import bot.herald.template.CounterStep;
import bot.herald.testing.Speeches;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would be answered is found out without answering. */
final class RehearsalTest {
    @TempDir
    Path folder;

    private Chat chat;

    @BeforeEach
    void open() {
        chat = new Chat(folder);
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private Outcome tried(CustomCommand command, Role role, String arguments) {
        return chat.rehearsal().command(Chat.CHANNEL, command, role, arguments);
    }

    private Outcome tried(String text, String arguments) {
        return tried(CustomCommand.of("hi", text), Role.EVERYONE, arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello {touser}, {1|you} and {2|nobody}: {args}",
                "{count} times, {math:{count}*2}",
                "{if:{1}|yes {1}|no}",
                "/ban {args}",
                "{channel} {uptime} {game} {title}",
                "{counter:deaths+1} deaths",
            })
    void saysWhatChatIsAnswered(String text) {
        chat.streams.put(Chat.CHANNEL, new StreamState(Optional.of(chat.clock.instant()), "My title", "Chess"));
        chat.commands.create(Chat.CHANNEL, CustomCommand.of("hi", text));
        CustomCommand saved = chat.commands.find(Chat.CHANNEL, "hi").orElseThrow();
        // Twitch is asked for nothing in a rehearsal, so the stream has to be known.
        chat.viewer("!uptime");

        Outcome outcome = tried(saved, Role.EVERYONE, "@Someone there");

        assertThat(outcome.reasons()).isEmpty();
        assertThat(chat.viewer("!hi @Someone there"))
                .containsExactly(outcome.said().orElseThrow());
    }

    @Test
    void nothingIsCountedAskedOrSaid() {
        chat.commands.create(
                Chat.CHANNEL,
                CustomCommand.of("hi", "{count} {count.user} {counter:deaths+1} {fetch:https://api.test/x?for={args}}")
                        .withCooldown(new Cooldown(60, 60)));
        CustomCommand saved = chat.commands.find(Chat.CHANNEL, "hi").orElseThrow();

        Outcome once = tried(saved, Role.EVERYONE, "me");
        Outcome twice = tried(saved, Role.EVERYONE, "me");

        assertThat(once.said()).hasValue("1 3 1 (what api.test answers)");
        assertThat(twice).isEqualTo(once);
        assertThat(chat.fetched).isEmpty();
        assertThat(chat.said).isEmpty();
        assertThat(chat.claimed).isEmpty();
        assertThat(chat.commands.find(Chat.CHANNEL, "hi").orElseThrow().count()).isZero();
        assertThat(new JdbiCounterStore(chat.database()).step(Chat.CHANNEL, "deaths", CounterStep.NONE))
                .isZero();
    }

    @Test
    void aCounterThatIsSetShowsWhatItIsSetTo() {
        assertThat(tried("{counter:deaths=7}", "").said()).hasValue("7");
    }

    @Test
    void saysWhoMayNotUseItAndThatItIsOff() {
        CustomCommand command =
                CustomCommand.of("hi", "Hello").withRole(Role.VIP).withEnabled(false);

        assertThat(tried(command, Role.SUBSCRIBER, "").reasons())
                .containsExactly("The command is off.", "Only VIPs and higher roles can use it.");
        assertThat(tried(command.withEnabled(true), Role.MODERATOR, "").reasons())
                .isEmpty();
        assertThat(tried(command, Role.SUBSCRIBER, "").said()).hasValue("Hello");
    }

    @Test
    void saysHowLongTheCooldownRuns() {
        chat.commands.create(Chat.CHANNEL, CustomCommand.of("hi", "Hello").withCooldown(new Cooldown(60, 0)));
        CustomCommand saved = chat.commands.find(Chat.CHANNEL, "hi").orElseThrow();
        chat.viewer("!hi");
        chat.clock.advance(Duration.ofSeconds(20));

        assertThat(tried(saved, Role.EVERYONE, "").reasons()).containsExactly("Its cooldown runs for another 40 s.");
        assertThat(tried(saved, Role.MODERATOR, "").reasons()).isEmpty();
        chat.clock.advance(Duration.ofSeconds(40));
        assertThat(tried(saved, Role.EVERYONE, "").reasons()).isEmpty();
    }

    @Test
    void saysWhatTheFiltersHoldBack() {
        assertThat(tried("{args}", "a " + Speeches.BAD + " egg").reasons())
                .containsExactly("The chat filters hold it back: a bad word.");
        assertThat(chat.speeches.asked).isEmpty();
    }

    @Test
    void aTextThatCannotBeReadAndOneOfWhichNothingIsLeftSayNothing() {
        assertThat(tried("{usr}", "")).isEqualTo(new Outcome(Optional.empty(), List.of(), List.of()));
        assertThat(tried("{args}", "").reasons()).containsExactly("Nothing is left of the text to say.");
    }

    private static ChatTrigger trigger(String name, String when) {
        return new ChatTrigger(
                name,
                List.of(when),
                "A brick, {user}",
                new Cooldown(60, 0),
                Role.EVERYONE,
                100,
                Moment.ALWAYS,
                true,
                0,
                0);
    }

    private Outcome triggered(ChatTrigger trigger, Role role, String line) {
        return chat.rehearsal().trigger(Chat.CHANNEL, trigger, role, line);
    }

    @Test
    void aTriggerSaysWhatItWouldAnswerOrWhyNot() {
        ChatTrigger mouse = trigger("mouse", "which mouse");

        assertThat(triggered(mouse, Role.EVERYONE, "Which MOUSE?"))
                .isEqualTo(new Outcome(Optional.of("A brick, OrbitOtter"), List.of(), List.of()));
        assertThat(triggered(mouse, Role.EVERYONE, "which cat?").reasons())
                .containsExactly("That line doesn't set it off.");
        assertThat(triggered(mouse, Role.EVERYONE, "!which mouse").reasons())
                .containsExactly("Lines that begin with ! are commands; triggers leave them alone.");
        ChatTrigger live = new ChatTrigger(
                "mouse", mouse.when(), "A brick", mouse.cooldown(), Role.MODERATOR, 30, Moment.LIVE, false, 0, 0);
        Outcome not = triggered(live, Role.EVERYONE, "which mouse");
        assertThat(not.reasons())
                .containsExactly(
                        "The trigger is off.",
                        "Only moderators can use it.",
                        "It answers only while the channel is live.");
        assertThat(not.notes()).containsExactly("It answers 30 times in a hundred.");
    }

    @Test
    void ofAllThatALineSetsOffTheFirstAnswers() {
        for (ChatTrigger one : List.of(trigger("b", "mouse"), trigger("a", "which mouse"), trigger("c", "cat"))) {
            assertThat(chat.triggers.create(Chat.CHANNEL, one)).isInstanceOf(Change.Done.class);
        }

        assertThat(chat.rehearsal().triggers(Chat.CHANNEL, Role.EVERYONE, "which mouse?"))
                .extracting(
                        match -> match.trigger().name(),
                        match -> match.outcome().reasons())
                .containsExactly(tuple("a", List.of()), tuple("b", List.of("The trigger a comes first.")));
        chat.viewer("which mouse?");
        assertThat(chat.rehearsal().triggers(Chat.CHANNEL, Role.EVERYONE, "which mouse?"))
                .first()
                .satisfies(match ->
                        assertThat(match.outcome().reasons()).containsExactly("Its cooldown runs for another 1 min."));
        assertThat(chat.rehearsal().triggers(Chat.CHANNEL, Role.EVERYONE, "!which mouse"))
                .isEmpty();
    }

    @Test
    void aDraftSaysWhatSavingWouldSayAndChangesNothing() {
        Documents documents = chat.commands.documents();
        chat.commands.create(Chat.CHANNEL, CustomCommand.of("hi", "Hello"));
        ObjectNode typed =
                JsonNodeFactory.instance.objectNode().put("name", "hi").put("text", "{usr}");
        typed.putArray("aliases").add("so");

        List<Problem> problems = documents.problems(Chat.CHANNEL, Optional.empty(), typed);

        assertThat(problems).extracting(Problem::field).containsExactly("name", "text");
        assertThat(documents.create(Chat.CHANNEL, typed))
                .isInstanceOfSatisfying(
                        Change.Invalid.class,
                        invalid -> assertThat(problems).containsAll(((Change.Invalid<?>) invalid).problems()));
        assertThat(documents.problems(Chat.CHANNEL, Optional.of("hi"), typed))
                .extracting(Problem::field)
                .containsExactly("text", "aliases");
        assertThat(chat.commands.replace(Chat.CHANNEL, "hi", CustomCommand.of("hi", "Hello"), OptionalLong.of(1)))
                .isInstanceOf(Change.Done.class);
    }
}
