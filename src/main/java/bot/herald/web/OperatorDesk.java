package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.channel.OperatorRequests;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes streamers' requests on to the operator, once a day for each channel, until they are granted. */
final class OperatorDesk {
    private static final Logger log = LoggerFactory.getLogger(OperatorDesk.class);
    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final String OPERATOR = "operator";

    private final OperatorRequests requests;
    private final Clock clock;

    OperatorDesk(OperatorRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /** What the channel needs the operator to allow, one sentence each. */
    private static List<String> needed(ChannelView channel) {
        return needed(channel, Language.EN);
    }

    /** In the given language. */
    static List<String> needed(ChannelView channel, Language language) {
        return channel.health().problems().stream()
                .filter(problem ->
                        problem.who().equals(OPERATOR) && problem.code().equals("waiting-for-operator"))
                .map(problem -> problem.said().in(language))
                .toList();
    }

    /** @return whether the operator has been asked for anything, now or within the day */
    boolean ask(Channel channel, ChannelView view) {
        List<String> needed = needed(view);
        if (needed.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        if (requests.ask(channel.id(), now, now.minus(BETWEEN))) {
            log.info("broadcaster={} asks the operator: {}", channel.id(), String.join(" ", needed));
        }
        return true;
    }

    Optional<Instant> askedAt(TwitchUserId channel) {
        return requests.askedAt(channel).filter(at -> at.isAfter(clock.instant().minus(BETWEEN)));
    }

    /** Requests that are still open; those that were granted are forgotten. */
    Map<ChannelView, Instant> open(List<ChannelView> channels) {
        Map<ChannelView, Instant> open = new LinkedHashMap<>();
        Map<TwitchUserId, Instant> all = requests.all();
        if (all.isEmpty()) {
            return open;
        }
        Map<String, ChannelView> views = new LinkedHashMap<>();
        channels.forEach(view -> views.put(view.twitchUserId(), view));
        all.forEach((id, at) -> {
            ChannelView view = views.get(id.value());
            if (view == null || needed(view).isEmpty()) {
                requests.done(id);
            } else {
                open.put(view, at);
            }
        });
        return open;
    }
}
