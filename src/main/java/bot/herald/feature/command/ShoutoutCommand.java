package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.feature.command.PeopleLookup.Lookup;
import bot.herald.feature.command.PeopleLookup.Person;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import java.util.List;
import java.util.Optional;

/** {@code !so <login>}: recommends another channel in chat, and asks for Twitch's own shoutout. */
final class ShoutoutCommand implements ChatCommand {
    private final PeopleLookup people;
    private final StreamLookup streams;
    private final CommandResponder.Shoutouts shoutouts;

    ShoutoutCommand(PeopleLookup people, StreamLookup streams, CommandResponder.Shoutouts shoutouts) {
        this.people = people;
        this.streams = streams;
        this.shoutouts = shoutouts;
    }

    @Override
    public String name() {
        return "so";
    }

    @Override
    public Role leastRole() {
        return Role.MODERATOR;
    }

    @Override
    public List<String> answer(CommandCall call) {
        Optional<TwitchLogin> login = call.account();
        if (login.isEmpty()) {
            return List.of("Usage: " + call.prefix() + "so <name>");
        }
        Lookup<Person> found = people.byLogin(login.get());
        if (found instanceof Lookup.Found<Person> person) {
            TwitchProfile target = person.value().profile();
            if (target.id().equals(call.broadcasterId())) {
                return List.of("That's this channel!");
            }
            shoutouts.request(call.broadcasterId(), target.id());
            return List.of(recommendation(target));
        }
        return List.of(
                found instanceof Lookup.Nobody<Person>
                        ? Say.noSuchAccount(login.get().value())
                        : Say.TWITCH_SILENT);
    }

    /** What was streamed last is an extra: without Twitch's answer the line does without it. */
    private String recommendation(TwitchProfile target) {
        Optional<StreamState> state = streams.find(List.of(target.id())) instanceof StreamLookup.Answer.Found found
                ? Optional.ofNullable(found.states().get(target.id()))
                : Optional.empty();
        String category = state.filter(known -> !known.category().isBlank())
                .map(known -> known.isLive()
                        ? " Live now, playing " + known.category() + "."
                        : " Was last seen streaming " + known.category() + ".")
                .orElse("");
        return "Go and see " + target.displayName() + " at twitch.tv/" + target.login() + "." + category;
    }
}
