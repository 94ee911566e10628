package bot.herald.web;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.auth.RefreshHistory;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.dispatch.EventDispatcher;
import bot.herald.identity.Provider;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.EventConnections;
import bot.herald.subscription.EventConnections.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state of queues, connections and tokens, from memory. */
public record LiveOperations(
        RefreshHistory history,
        CredentialService credentials,
        ChannelService channels,
        Supplier<Map<String, Integer>> connections,
        Supplier<EventConnections> sockets,
        EventDispatcher dispatcher,
        SendingStatus standings,
        Clock clock)
        implements Operations {
    @Override
    public List<RefreshHistory.Hour> refreshHours() {
        return history.hours();
    }

    @Override
    public Report now() {
        EventConnections arriving = sockets.get();
        return new Report(
                history.latest().stream().map(this::refresh).toList(),
                new TreeMap<>(connections.get()),
                arriving.conduit().map(StoredConduit::id).orElse(null),
                arriving.all().stream().map(this::socket).toList(),
                dispatcher.waiting(),
                channels.all().stream()
                        .sorted(Comparator.comparing(
                                channel -> channel.profile().login().value()))
                        .map(this::load)
                        .toList());
    }

    private Refresh refresh(RefreshHistory.Entry entry) {
        return new Refresh(
                entry.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                entry.key().account().value(),
                name(entry.key()),
                kind(entry.key()),
                entry.outcome());
    }

    private Socket socket(Connection connection) {
        @Nullable CredentialKey owner = connection.owner().orElse(null);
        return new Socket(
                owner == null ? connection.number() : null,
                owner == null ? null : owner.account().value(),
                owner == null ? null : name(owner),
                owner == null ? null : kind(owner),
                connection.state(),
                connection.lasted().map(this::ago).orElse(null),
                connection.silent().map(this::ago).orElse(null),
                connection.instance().orElse(null));
    }

    private String ago(Duration time) {
        return clock.instant().minus(time).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private String name(CredentialKey key) {
        return credentials
                .find(key)
                .map(credential -> credential.name().value())
                .orElse("user id " + key.account());
    }

    private static String kind(CredentialKey key) {
        String kind = key.purpose() == Purpose.LOGIN ? "user" : key.purpose().text();
        return key.provider() == Provider.DISCORD ? kind + " of Discord" : kind;
    }

    private ChannelLoad load(Channel channel) {
        return new ChannelLoad(
                channel.id().value(),
                channel.profile().login().value(),
                standings.chat().waiting(channel.id()),
                standings.shoutouts().standing(channel.id()).waiting(),
                standings.chat(channel.id()),
                standings.shoutouts(channel.id()));
    }
}
