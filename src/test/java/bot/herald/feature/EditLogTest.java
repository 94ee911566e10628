package bot.herald.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditTrail.Wanted;
import bot.herald.event.Account;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CustomCommand;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import bot.herald.settings.Change;
import bot.herald.storage.JdbiAuditLog;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class EditLogTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final Account MAX = new Account(new TwitchUserId("5"), new TwitchLogin("max"), "Max");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private JdbiAuditLog audit;
    private CommandBook commands;
    private EditLog edits;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        audit = new JdbiAuditLog(database.database());
        commands = commands();
        edits = new EditLog(audit, audit, database.database()::together, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CommandBook commands() {
        return new CommandBook(new JdbiDocumentStore(database.database()), id -> "!");
    }

    private Change<CustomCommand> add(EditLog log, String name, String text) {
        return log.made(
                CHANNEL,
                commands.documents(),
                EditLog.By.inChat(MAX),
                "",
                CustomCommand::name,
                () -> commands.create(CHANNEL, CustomCommand.of(name, text)));
    }

    private Change<CustomCommand> edit(EditLog.By by, String name, String text) {
        CustomCommand now = commands.find(CHANNEL, name).orElseThrow();
        return edits.made(
                CHANNEL,
                commands.documents(),
                by,
                name,
                CustomCommand::name,
                () -> commands.replace(CHANNEL, name, now.withText(text), OptionalLong.empty()));
    }

    @Test
    void whatIsChangedInChatIsWrittenDownWithWhoAndWhat() {
        add(edits, "hi", "one");
        clock.advance(java.time.Duration.ofSeconds(1));
        edit(EditLog.By.inChat(MAX), "hi", "two");

        List<AuditEntry> entries = audit.latest(CHANNEL, 10);
        assertThat(entries)
                .extracting(AuditEntry::action)
                .containsExactly(Action.COMMAND_CHANGED, Action.COMMAND_CREATED);
        assertThat(entries).extracting(AuditEntry::actor).containsOnly(Actor.inChat(MAX.id(), "Max"));
        AuditEntry.Edit edit = entries.get(0).edit().orElseThrow();
        assertThat(edit.item()).isEqualTo("hi");
        assertThat(edit.before().orElseThrow()).contains("\"text\":\"one\"");
        assertThat(edit.after().orElseThrow()).contains("\"text\":\"two\"");
        assertThat(audit.find(CHANNEL, entries.get(0).id())).contains(entries.get(0));
    }

    @Test
    void whatCannotBeWrittenDownIsNotChanged() {
        EditLog broken = new EditLog(
                entry -> {
                    throw new IllegalStateException("no room");
                },
                audit,
                database.database()::together,
                clock);

        assertThatThrownBy(() -> add(broken, "hi", "one")).hasMessage("no room");

        assertThat(commands.find(CHANNEL, "hi")).isEmpty();
        assertThat(commands().find(CHANNEL, "hi")).as("in the database").isEmpty();
        assertThat(add(edits, "hi", "one")).isInstanceOf(Change.Done.class);
    }

    @Test
    void whatIsRefusedOrLeftAsItWasIsNoChange() {
        add(edits, "hi", "one");
        int before = audit.latest(CHANNEL, 10).size();

        assertThat(add(edits, "hi", "two")).isInstanceOf(Change.Taken.class);
        assertThat(add(edits, "bad", "{usr}")).isInstanceOf(Change.Invalid.class);
        assertThat(edit(EditLog.By.inChat(MAX), "hi", "one")).isInstanceOf(Change.Done.class);

        assertThat(audit.latest(CHANNEL, 10)).hasSize(before);
        assertThat(commands.list(CHANNEL)).extracting(CustomCommand::name).containsExactly("hi");
    }

    @Test
    void nothingIsTakenBackTwice() {
        add(edits, "hi", "one");
        String first = audit.latest(CHANNEL, 1).get(0).id();
        EditLog.By undoing = new EditLog.By(Actor.of(new TwitchUserId("9")), Optional.of(first));

        assertThat(edit(undoing, "hi", "two")).isInstanceOf(Change.Done.class);
        assertThat(edit(undoing, "hi", "three")).isInstanceOf(Change.Missing.class);

        assertThat(commands.find(CHANNEL, "hi").orElseThrow().text()).isEqualTo("two");
        Map<String, AuditEntry> undone = audit.undone(CHANNEL, List.of(first, "0-000000000000"));
        assertThat(undone).containsOnlyKeys(first);
        assertThat(undone.values()).extracting(AuditEntry::actor).containsExactly(Actor.of(new TwitchUserId("9")));
    }

    @Test
    void theLogCanBeReadByWhoAndByWhat() {
        add(edits, "hi", "one");
        edit(EditLog.By.person(new TwitchUserId("9")), "hi", "two");
        FeatureAuditLog deeds = new FeatureAuditLog(audit, clock);
        deeds.write(CHANNEL, "chat-filters", Saying.untranslated("deleted a message"));
        deeds.write(CHANNEL, "raid-guard", Saying.untranslated("switched it on"));
        deeds.asked(CHANNEL, MAX, "chat-filters", Saying.untranslated("let vera post one link"));

        assertThat(items(Wanted.ALL.by(Actor.Kind.CHAT))).containsExactlyInAnyOrder("hi", "chat-filters");
        assertThat(items(Wanted.ALL.by(Actor.Kind.PERSON))).containsExactly("hi");
        assertThat(items(Wanted.ALL.by(Actor.Kind.BOT))).containsExactlyInAnyOrder("chat-filters", "raid-guard");
        assertThat(items(Wanted.ALL.by(Actor.Kind.COMMAND_LINE))).isEmpty();
        Set<Action> acted = EnumSet.of(Action.FEATURE_ACTED);
        assertThat(items(Wanted.of(acted).onlyOf("chat-filters"))).containsOnly("chat-filters");
        assertThat(items(Wanted.ALL.without("chat-filters"))).containsExactlyInAnyOrder("hi", "hi", "raid-guard");
    }

    private List<String> items(Wanted wanted) {
        return audit.latest(CHANNEL, wanted, Optional.empty(), 10).stream()
                .map(entry -> entry.edit().orElseThrow().item())
                .toList();
    }
}
