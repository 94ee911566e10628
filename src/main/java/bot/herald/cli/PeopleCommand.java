package bot.herald.cli;

import bot.herald.app.MaintenanceModule;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.TokenReports.TokenReport;
import bot.herald.identity.AccountId;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Provider;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code herald people}: only groups its subcommands. */
@Command(
        name = "people",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Lists the people who have logged in, and erases them.")
final class PeopleCommand {
    /** A command about stored people. */
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
            description = "Lists people who have logged in with Twitch or Discord, and the bot's account.")
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
                table.add(
                        List.of(
                                person.id().value(),
                                person.name().value()
                                        + (person.id().provider() == Provider.DISCORD ? " on Discord" : ""),
                                person.lastLoginAt()
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString(),
                                Integer.toString(person.sessions()),
                                maintenance
                                        .token(CredentialKey.login(person.id()))
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
                "Erases a person: sessions, rights and login, whose token is revoked on Twitch or Discord.",
                "In the activity log a number replaces their name. Asks first; a running bot logs them out at once."
            },
            footer = {"", "Their channel stays connected: herald channels remove --purge erases it."})
    static final class Remove extends OfPeople {
        @Mixin
        private final YesOption yes = new YesOption();

        @Parameters(
                paramLabel = "PERSON",
                description = "Login or user id; for people without a Twitch account, that on Discord."
                        + " By Twitch user id, also people who never logged in.")
        private String who = "";

        Remove(ConfigChoice choice, Clock clock) {
            super(choice, clock);
        }

        @Override
        void act(Maintenance maintenance, PrintWriter out) {
            List<StoredPerson> found = maintenance.people().stream()
                    .filter(person -> Who.names(who, person.id(), person.name()))
                    .toList();
            if (found.size() > 1) {
                throw new StartupException(who + " may mean several: "
                        + found.stream()
                                .map(person -> person.id() + " on "
                                        + person.id().provider().title())
                                .collect(Collectors.joining(", "))
                        + "; name one by user id");
            }
            AccountId id = found.isEmpty() ? byId() : found.get(0).id();
            YesOption.require(yes.isSet(), "Erase " + who + " and log them out everywhere?");
            boolean erased = id instanceof DiscordUserId guest
                    ? maintenance.erasure().removeGuest(guest)
                    : maintenance.erasure().removePerson((TwitchUserId) id);
            if (!erased) {
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
