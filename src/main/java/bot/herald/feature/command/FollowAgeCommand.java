package bot.herald.feature.command;

import bot.herald.feature.command.PeopleLookup.Lookup;
import bot.herald.feature.command.PeopleLookup.Person;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
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
    public Cooldown cooldown() {
        return Cooldown.OF_A_LOOKUP;
    }

    @Override
    public List<String> answer(CommandCall call) {
        if (call.arguments().isEmpty()) {
            var chatter = call.message().chatter();
            return List.of(of(call, chatter.id(), chatter.displayName()));
        }
        Optional<TwitchLogin> login = call.account();
        if (login.isEmpty()) {
            return List.of(Say.notALogin(call.prefix() + "followage <name>"));
        }
        Lookup<Person> found = people.byLogin(login.get());
        if (found instanceof Lookup.Found<Person> person) {
            var profile = person.value().profile();
            return List.of(of(call, profile.id(), profile.displayName()));
        }
        return List.of(
                found instanceof Lookup.Nobody<Person>
                        ? Say.noSuchAccount(login.get().value())
                        : Say.TWITCH_SILENT);
    }

    private String of(CommandCall call, TwitchUserId user, String name) {
        if (user.equals(call.broadcasterId())) {
            return name + " is the broadcaster.";
        }
        Lookup<Instant> found = people.followsSince(call.broadcasterId(), user);
        if (found instanceof Lookup.Found<Instant> since) {
            return name + " has followed for " + Words.age(since.value(), clock.instant()) + ".";
        }
        if (found instanceof Lookup.Nobody<Instant>) {
            return name + " does not follow this channel.";
        }
        return found instanceof Lookup.NotAllowed<Instant>
                ? "I can't see followers here. The streamer can allow it on the dashboard."
                : Say.TWITCH_SILENT;
    }
}
