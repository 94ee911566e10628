package bot.herald.movein;

import bot.herald.config.MoveInConfig;
import bot.herald.fetch.Fetcher;
import bot.herald.fetch.Fetcher.Result;
import bot.herald.identity.TwitchLogin;
import bot.herald.movein.Reading.Unreadable;
import bot.herald.retry.ForwardClock;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks hosted bots for a channel's published commands, by name and without a login, at most once a minute per channel and bot.
 * The bots do not guarantee these addresses, so a file is always the alternative. Blocks. Safe for concurrent use.
 */
public final class OnlineLists {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final MoveInConfig config;
    private final Fetcher fetcher = new Fetcher(Fetcher.Rules.forOperator(DEADLINE, Reading.MOST_BYTES));
    private final ForwardClock clock;
    private final Map<String, Instant> asked = new HashMap<>();

    public OnlineLists(MoveInConfig config, Clock clock) {
        this.config = config;
        this.clock = new ForwardClock(clock);
    }

    /** Whether Herald may ask at all. */
    public boolean isOn() {
        return config.online();
    }

    /** The list that the bot publishes for the channel. */
    public Reading of(Source source, TwitchLogin login) {
        if (!config.online() || !source.isOnline()) {
            return new Unreadable("Herald does not ask " + source.title() + " here; bring a file.");
        }
        if (!mayAsk(source, login)) {
            return new Unreadable(
                    source.title() + " was asked for this channel within the last minute. Wait a little.");
        }
        return switch (source) {
            case NIGHTBOT -> nightbot(login);
            case STREAMELEMENTS ->
                two(
                        source,
                        config.streamelements() + "/channels/" + login,
                        "/_id",
                        config.streamelements() + "/bot/commands/",
                        "/public");
            case FOSSABOT ->
                two(
                        source,
                        config.fossabot() + "/cached/channels/by-slug/" + login,
                        "/channel/id",
                        config.fossabot() + "/cached/channels/",
                        "/commands");
            default ->
                two(
                        source,
                        config.moobot() + "/channel/meta?name=" + login,
                        "/channel/userid",
                        config.moobot() + "/channel/public/commands/list?channel=",
                        "");
        };
    }

    private synchronized boolean mayAsk(Source source, TwitchLogin login) {
        Instant now = clock.instant();
        asked.values().removeIf(at -> !now.isBefore(at.plus(BETWEEN)));
        return asked.putIfAbsent(source + " " + login, now) == null;
    }

    private Reading nightbot(TwitchLogin login) {
        URI api = config.nightbot();
        Result channel = fetcher.get(api + "/channels/t/" + login, headers(Map.of()));
        String id = id(channel, "/channel/_id");
        return id.isEmpty()
                ? unknown(Source.NIGHTBOT, login.value(), channel)
                : read(Source.NIGHTBOT, fetcher.get(api + "/commands", headers(Map.of("Nightbot-Channel", id))));
    }

    private Reading two(Source source, String channelAddress, String pointer, String before, String after) {
        Result channel = fetcher.get(channelAddress, headers(Map.of()));
        String id = id(channel, pointer);
        return id.isEmpty()
                ? unknown(source, "this channel", channel)
                : read(source, fetcher.get(before + id + after, headers(Map.of())));
    }

    private static Map<String, String> headers(Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("User-Agent", "Herald");
        headers.put("Accept", "application/json");
        return headers;
    }

    /** Only letters, digits and dashes, since it becomes part of an address. */
    private static String id(Result result, String pointer) {
        if (result instanceof Result.Answer answer) {
            try {
                JsonNode root = Reading.Json.MAPPER.readTree(answer.body());
                String id = root.at(pointer).asText("");
                return id.matches("[A-Za-z0-9-]{1,64}") ? id : "";
            } catch (JsonProcessingException e) {
                return "";
            }
        }
        return "";
    }

    private static Reading unknown(Source source, String login, Result channel) {
        return channel instanceof Result.Failed failed && failed.status() != 404
                ? new Unreadable(
                        source.title() + " gave no answer: " + failed.reason() + ". Bring a file, or try again later.")
                : new Unreadable(source.title() + " does not know " + login + ".");
    }

    private static Reading read(Source source, Result result) {
        return result instanceof Result.Answer answer
                ? Reading.of(source, answer.body())
                : new Unreadable(source.title() + " gave no answer: " + ((Result.Failed) result).reason()
                        + ". Bring a file, or try again later.");
    }
}
