package bot.herald.feature.command;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.Account;
import bot.herald.event.Role;
import bot.herald.feature.ShoutoutText;
import bot.herald.feature.command.PeopleLookup.Lookup;
import bot.herald.feature.command.PeopleLookup.Person;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.language.Sentences;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code !so <login>}: recommends another channel in chat, and requests Twitch's own shoutout. */
final class ShoutoutCommand implements ChatCommand {
    private final PeopleLookup people;
    private final ShoutoutText text;
    private final CommandResponder.Shoutouts shoutouts;
    private final Consumer<OutgoingMessage> chat;

    ShoutoutCommand(CommandResponder.Needs services, Consumer<OutgoingMessage> chat) {
        this.people = services.people();
        this.text = new ShoutoutText(
                services.settings(),
                services.streamLookup(),
                services.channelName(),
                services.random(),
                services.clock());
        this.shoutouts = services.shoutouts();
        this.chat = chat;
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
    public List<String> answer(CommandCall call, Sentences say) {
        Optional<TwitchLogin> login = call.account();
        if (login.isEmpty()) {
            return List.of(say.say("usage", "usage", call.prefix() + "so " + say.say("form.name")));
        }
        Lookup<Person> found = people.byLogin(login.get());
        if (found instanceof Lookup.Found<Person> person) {
            TwitchProfile target = person.value().profile();
            if (target.id().equals(call.broadcasterId())) {
                return List.of(say.say("so.self"));
            }
            shoutouts.request(call.broadcasterId(), target.id());
            String line = text.of(call.broadcasterId(), new Account(target.id(), target.login(), target.displayName()));
            if (!line.isEmpty()) {
                // For everybody, so not a reply to the moderator.
                chat.accept(OutgoingMessage.answer(call.message(), line));
            }
            return List.of();
        }
        return List.of(
                found instanceof Lookup.Nobody<Person>
                        ? say.say("no-account", "login", login.get())
                        : say.say("twitch-silent"));
    }
}
