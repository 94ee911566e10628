package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.event.Role;
import bot.herald.feature.ChannelSettings;
import bot.herald.feature.command.BuiltIns;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CounterBook;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.command.QuoteBook;
import bot.herald.feature.command.QuoteStore.Quote;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** Connected channels from memory; quotes and counters are read from the database at most once a minute. */
public final class LivePublicChannels implements PublicChannels {
    private final ChannelService channels;
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_QUOTES = 200;

    private final CommandBook commands;
    private final QuoteBook quotes;
    private final CounterBook counters;
    private final Function<TwitchUserId, ChannelSettings> settings;
    private final ForwardClock clock;
    private final Map<TwitchUserId, Kept> kept = new ConcurrentHashMap<>();
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
            QuoteBook quotes,
            CounterBook counters,
            Function<TwitchUserId, ChannelSettings> settings,
            Clock clock,
            StreamDirectory streams,
            Function<TwitchUserId, String> prefix,
            BiPredicate<TwitchUserId, String> isOff) {
        this.channels = channels;
        this.commands = commands;
        this.quotes = quotes;
        this.counters = counters;
        this.settings = settings;
        this.clock = new ForwardClock(clock);
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
                .min(Comparator.comparing((Channel channel) ->
                                channel.profile().login().value().equals(login) ? 0 : 1)
                        // Twitch gives the logins of deleted accounts to others, who then connect later.
                        .thenComparing(Channel::connectedAt, Comparator.reverseOrder()))
                .map(this::shown);
    }

    private PublicChannel shown(Channel channel) {
        Optional<StreamState> stream = streams.peek(channel.id());
        return new PublicChannel(
                channel.id().value(),
                channel.profile().login().value(),
                channel.profile().displayName(),
                prefix.apply(channel.id()),
                settings.apply(channel.id()).language(),
                stream.flatMap(StreamState::liveSince),
                stream.map(StreamState::title).orElse(""),
                stream.map(StreamState::category).orElse(""),
                commands(channel.id()),
                settings.apply(channel.id()).publicQuotes() ? kept(channel.id()).quotes() : List.of(),
                settings.apply(channel.id()).publicCounters()
                        ? kept(channel.id()).counters()
                        : List.of());
    }

    /** Reads the database at most once a minute, however many people look. */
    private record Kept(List<PublicQuote> quotes, List<PublicCounter> counters, Instant until) {}

    private Kept kept(TwitchUserId channel) {
        Instant now = clock.instant();
        kept.values().removeIf(old -> !now.isBefore(old.until()));
        return kept.computeIfAbsent(
                channel,
                id -> new Kept(
                        quotes.all(id).stream()
                                .sorted(Comparator.comparing(Quote::number).reversed())
                                .limit(MOST_QUOTES)
                                .map(quote -> new PublicQuote(
                                        quote.number(), quote.text(), quote.category(), quote.addedAt()))
                                .toList(),
                        counters.named(id).stream()
                                .map(counter -> new PublicCounter(counter.name(), counter.value()))
                                .toList(),
                        now.plus(KEPT)));
    }

    /** Commands for moderators are left out; moderators have the dashboard. */
    private List<PublicCommand> commands(TwitchUserId channel) {
        Stream<PublicCommand> builtIn = BuiltIns.in(channel, commands).stream()
                .filter(command -> !command.role().isAtLeast(Role.MODERATOR) && !isOff.test(channel, command.name()))
                .map(command -> new PublicCommand(
                        command.name(),
                        List.of(),
                        command.summary(),
                        command.role().text(),
                        0,
                        0,
                        "",
                        true));
        Stream<PublicCommand> own = commands.list(channel).stream()
                .filter(command -> command.enabled() && !command.hidden())
                .filter(command -> !command.role().isAtLeast(Role.MODERATOR))
                .filter(command -> isOff.test(channel, command.name()) || !BuiltIns.RESERVED.contains(command.name()))
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
                command.category(),
                false);
    }
}
