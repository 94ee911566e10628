package bot.herald.cli;

import bot.herald.app.MaintenanceModule;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.auth.TokenReports.TokenReport;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StartupException;
import bot.herald.maintenance.Maintenance;
import bot.herald.storage.JdbiPeopleRegister.StoredPerson;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code herald people}, which only groups what is done with people. */
@Command(
        name = "people",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Shows who is stored, and erases people.")
final class PeopleCommand {
    /** What both commands share. */
    abstract static class OfPeople implements Callable<Integer> {
        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Spec
        private @Nullable CommandSpec spec;

        final ConfigChoice choice;
        final Clock clock;

        OfPeople(ConfigChoice choice, Clock clock) {
            this.choice = choice;
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Logs.onlyWarnings();
            try (Maintenance maintenance = MaintenanceModule.open(choice.load(config.file()), clock)) {
                act(maintenance, Objects.requireNonNull(spec).commandLine().getOut());
                return 0;
            }
        }

        abstract void act(Maintenance maintenance, PrintWriter out);
    }

    /** {@code herald people list} */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = "Shows who has logged in to the dashboard, and the bot's own account.")
    static final class ListAll extends OfPeople {
        @Mixin
        private final JsonOption json = new JsonOption();

        ListAll(ConfigChoice choice, Clock clock) {
            super(choice, clock);
        }

        @Override
        void act(Maintenance maintenance, PrintWriter out) {
            List<StoredPerson> people = maintenance.people();
            if (json.isSet()) {
                out.println(ListJson.people(people));
            } else if (people.isEmpty()) {
                out.println("Nobody has logged in yet.");
            } else {
                table(people, maintenance).print(out, choice.columns());
            }
        }

        private static Table table(List<StoredPerson> people, Maintenance maintenance) {
            Table table = new Table("USER ID", "LOGIN", "LAST LOGIN", "SESSIONS", "TOKEN");
            for (StoredPerson person : people) {
                TwitchUserId id = person.profile().id();
                table.add(
                        List.of(
                                id.value(),
                                person.profile().login().value(),
                                person.lastLoginAt()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString(),
                                Integer.toString(person.sessions()),
                                maintenance
                                        .token(new CredentialKey(id, Purpose.LOGIN))
                                        .map(TokenReport::state)
                                        .orElse("none")),
                        List.of());
            }
            return table;
        }
    }

    /** {@code herald people remove} */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Erases a person: sessions, what they manage and their login, whose token is revoked on Twitch.",
                "In the activity log a number takes their place. Asks first; a running bot logs them out at once."
            },
            footer = {"", "A channel of theirs stays connected: herald channels remove --purge erases that."})
    static final class Remove extends OfPeople {
        @Mixin
        private final YesOption yes = new YesOption();

        @Parameters(
                paramLabel = "PERSON",
                description = "Login, or Twitch user id; by user id also of people who never logged in.")
        private String who = "";

        Remove(ConfigChoice choice, Clock clock) {
            super(choice, clock);
        }

        @Override
        void act(Maintenance maintenance, PrintWriter out) {
            TwitchUserId id = maintenance.people().stream()
                    .map(StoredPerson::profile)
                    .filter(profile -> Who.names(who, profile.id(), profile.login()))
                    .map(profile -> profile.id())
                    .findFirst()
                    .orElseGet(this::byId);
            YesOption.require(yes.isSet(), "Erase " + who + " and log them out everywhere?");
            if (!maintenance.removePerson(id)) {
                throw new StartupException("nothing is stored about the person " + id);
            }
            out.println("Erased the person " + id + ", who is logged out everywhere.");
            if (maintenance.channels().stream().anyMatch(channel -> channel.id().equals(id))) {
                out.println("Their channel stays connected; `herald channels remove " + id + " --purge` erases that.");
            }
        }

        private TwitchUserId byId() {
            if (!TwitchUserId.isValid(who)) {
                throw new StartupException("nobody called " + who
                        + " is stored; `herald people list` shows everybody, and others go by their user id");
            }
            return new TwitchUserId(who);
        }
    }
}
