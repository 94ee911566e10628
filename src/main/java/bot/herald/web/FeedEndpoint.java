package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.FeedEvent;
import bot.herald.language.Sentences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Streams a channel's events to its managers over a WebSocket; refusals are plain HTTP answers before the upgrade. */
final class FeedEndpoint {
    private static final int MOST_PER_PERSON = 10;

    private final ChannelFeed feed;
    private final FeedSockets sockets;
    private final ManagedChannel channels;
    private final Gate gate;
    private final Preferences preferences;

    FeedEndpoint(ChannelFeed feed, FeedSockets sockets, ManagedChannel channels, Gate gate, Preferences preferences) {
        this.feed = feed;
        this.sockets = sockets;
        this.channels = channels;
        this.gate = gate;
        this.preferences = preferences;
    }

    /** Browsers let any page open a WebSocket with our cookie, so the gate treats it like a change. */
    List<Route> routes() {
        return List.of(Route.getOnly("/api/channels/{id}/events", gate.changing(this::open)));
    }

    private Answer open(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        OptionalLong after = after(request);
        String person = visitor.person().id().value();
        requireRoom(request, sockets, person);
        BooleanSupplier allowed = () -> gate.visitor(request)
                .filter(now -> channels.find(request, now).isPresent())
                .isPresent();
        Sentences say = preferences.say(request);
        FeedSocket socket = new FeedSocket(
                sockets,
                person,
                allowed,
                begun -> feed.watch(channel.id(), after, event -> begun.offer(json(event, say))),
                sockets.executor());
        return Answer.upgrade(socket::begin);
    }

    /** @throws ProblemException if the request is no WebSocket, or one too many */
    static void requireRoom(WebRequest request, FeedSockets sockets, String person) {
        if (!request.header("upgrade").filter("websocket"::equalsIgnoreCase).isPresent()) {
            throw new ProblemException(AccessProblems.WEBSOCKET_ONLY);
        }
        if (sockets.of(person) >= MOST_PER_PERSON) {
            throw new ProblemException(AccessProblems.TOO_MANY_FEEDS);
        }
    }

    private static String json(FeedEvent event, Sentences say) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", event.id());
        body.put("at", event.at().toString());
        body.put("type", event.type());
        body.put("summary", FeedWords.of(event, say));
        body.putAll(event.fields());
        return Json.write(body);
    }

    private static OptionalLong after(WebRequest request) {
        Optional<String> last = request.parameters().find("after").or(() -> request.header("last-event-id"));
        if (last.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!last.get().matches("[0-9]{1,18}")) {
            throw new ProblemException(new HttpProblem(
                    400, "invalid_request", "That is no event", "The id of the last event is a whole number."));
        }
        return OptionalLong.of(Long.parseLong(last.get()));
    }
}
