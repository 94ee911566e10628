package bot.herald.feature.command;

import bot.herald.feature.command.PeopleLookup.Lookup;
import bot.herald.feature.command.PeopleLookup.Person;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.template.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code !followage [login]}: how long somebody has followed the channel. */
final class FollowAgeCommand implements ChatCommand {
    private final PeopleLookup people;
    private final Clock clock;

    FollowAgeCommand(PeopleLookup people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "followage";
    }

    @Override
    public List<String> answer(CommandCall call, Sentences say) {
        if (call.arguments().isEmpty()) {
            var chatter = call.message().chatter();
            return List.of(of(call, chatter.id(), chatter.displayName(), say));
        }
        Optional<TwitchLogin> login = call.account();
        if (login.isEmpty()) {
            return List.of(say.say("not-a-login", "usage", call.prefix() + "followage " + say.say("form.name")));
        }
        Lookup<Person> found = people.byLogin(login.get());
        if (found instanceof Lookup.Found<Person> person) {
            var profile = person.value().profile();
            return List.of(of(call, profile.id(), profile.displayName(), say));
        }
        return List.of(
                found instanceof Lookup.Nobody<Person>
                        ? say.say("no-account", "login", login.get())
                        : say.say("twitch-silent"));
    }

    private String of(CommandCall call, TwitchUserId user, String name, Sentences say) {
        if (user.equals(call.broadcasterId())) {
            return say.say("followage.broadcaster", "name", name);
        }
        Lookup<Instant> found = people.followsSince(call.broadcasterId(), user);
        if (found instanceof Lookup.Found<Instant> since) {
            return say.say("followage", "name", name, "age", Words.age(say.language(), since.value(), clock.instant()));
        }
        if (found instanceof Lookup.Nobody<Instant>) {
            return say.say("followage.none", "name", name);
        }
        return found instanceof Lookup.NotAllowed<Instant>
                ? say.say("followage.not-allowed")
                : say.say("twitch-silent");
    }
}
