package bot.herald.web;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.auth.RefreshHistory;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.dispatch.EventDispatcher;
import bot.herald.identity.Provider;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What goes on inside, from what is held in memory. */
public record LiveOperations(
        RefreshHistory history,
        CredentialService credentials,
        ChannelService channels,
        Supplier<Map<String, Integer>> connections,
        EventDispatcher dispatcher,
        SendingStatus standings)
        implements Operations {
    @Override
    public List<RefreshHistory.Hour> refreshHours() {
        return history.hours();
    }

    @Override
    public Report now() {
        return new Report(
                history.latest().stream().map(this::refresh).toList(),
                new TreeMap<>(connections.get()),
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
                credentials
                        .find(entry.key())
                        .map(credential -> credential.name().value())
                        .orElse("user id " + entry.key().account()),
                kind(entry.key()),
                entry.outcome());
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
