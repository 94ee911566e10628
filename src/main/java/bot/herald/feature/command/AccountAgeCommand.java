package bot.herald.feature.command;

import bot.herald.feature.command.PeopleLookup.Lookup;
import bot.herald.feature.command.PeopleLookup.Person;
import bot.herald.identity.TwitchLogin;
import bot.herald.language.Sentences;
import bot.herald.template.Words;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code !accountage [login]}: how long an account has been on Twitch. */
final class AccountAgeCommand implements ChatCommand {
    private final PeopleLookup people;
    private final Clock clock;

    AccountAgeCommand(PeopleLookup people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "accountage";
    }

    @Override
    public List<String> answer(CommandCall call, Sentences say) {
        Optional<TwitchLogin> login = call.accountOrWriter();
        if (login.isEmpty()) {
            return List.of(say.say("not-a-login", "usage", call.prefix() + "accountage " + say.say("form.name")));
        }
        Lookup<Person> found = people.byLogin(login.get());
        if (found instanceof Lookup.Found<Person> person) {
            return List.of(say.say(
                    "account-age",
                    "name",
                    person.value().profile().displayName(),
                    "age",
                    Words.age(say.language(), person.value().createdAt(), clock.instant())));
        }
        return List.of(
                found instanceof Lookup.Nobody<Person>
                        ? say.say("no-account", "login", login.get())
                        : say.say("twitch-silent"));
    }
}
