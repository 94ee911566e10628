package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.event.Role;
import bot.herald.feature.command.BuiltIns;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CustomCommand;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** What connected channels have, from what is held in memory. */
public final class LivePublicChannels implements PublicChannels {
    private final ChannelService channels;
    private final CommandBook commands;
    private final StreamDirectory streams;
    private final Function<TwitchUserId, String> prefix;
    private final BiPredicate<TwitchUserId, String> isOff;

    /**
     * @param prefix what commands begin with in a channel
     * @param isOff whether a channel switched a built-in command off
     */
    public LivePublicChannels(
            ChannelService channels,
            CommandBook commands,
            StreamDirectory streams,
            Function<TwitchUserId, String> prefix,
            BiPredicate<TwitchUserId, String> isOff) {
        this.channels = channels;
        this.commands = commands;
        this.streams = streams;
        this.prefix = prefix;
        this.isOff = isOff;
    }

    @Override
    public Optional<PublicChannel> find(String login) {
        return channels.all().stream()
                .filter(channel -> channel.profile().login().value().equals(login)
                        || channel.id().value().equals(login))
                // A login of digits alone may be another channel's id; the login is what people type.
                .min(Comparator.comparing(
                        channel -> channel.profile().login().value().equals(login) ? 0 : 1))
                .map(this::shown);
    }

    private PublicChannel shown(Channel channel) {
        Optional<StreamState> stream = streams.peek(channel.id());
        return new PublicChannel(
                channel.id().value(),
                channel.profile().login().value(),
                channel.profile().displayName(),
                prefix.apply(channel.id()),
                stream.flatMap(StreamState::liveSince),
                stream.map(StreamState::title).orElse(""),
                stream.map(StreamState::category).orElse(""),
                commands(channel.id()));
    }

    /** Whoever moderates has the dashboard; what they alone may use is not for everybody's eyes. */
    private List<PublicCommand> commands(TwitchUserId channel) {
        Stream<PublicCommand> builtIn = BuiltIns.ALL.stream()
                .filter(command -> !command.role().isAtLeast(Role.MODERATOR) && !isOff.test(channel, command.name()))
                .map(command -> new PublicCommand(
                        command.name(),
                        List.of(),
                        command.summary(),
                        command.role().text(),
                        0,
                        0,
                        true));
        Stream<PublicCommand> own = commands.list(channel).stream()
                .filter(command -> command.enabled() && !command.role().isAtLeast(Role.MODERATOR))
                .filter(command -> isOff.test(channel, command.name()) || !BuiltIns.NAMES.contains(command.name()))
                .map(LivePublicChannels::shown);
        return Stream.concat(builtIn, own)
                .sorted(Comparator.comparing(PublicCommand::name))
                .toList();
    }

    private static PublicCommand shown(CustomCommand command) {
        return new PublicCommand(
                command.name(),
                command.aliases(),
                command.text(),
                command.role().text(),
                command.cooldown().channelSeconds(),
                command.cooldown().userSeconds(),
                false);
    }
}
