package bot.herald.fetch;

import bot.herald.fetch.Fetcher.Result;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.language.Texts;
import bot.herald.retry.ForwardClock;
import bot.herald.template.Characters;
import bot.herald.template.ChatText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The values of {@code {fetch:…}}. A channel may make ten requests a minute, all together sixty; an answer is reused for
 * five seconds for the same viewer. If a channel has a key, its requests are signed. Blocks for as long as the fetcher
 * does. Safe for concurrent use.
 */
public final class TextFetches {
    private static final Texts TEXTS = Texts.beside(TextFetches.class);
    private static final int LONGEST = 400;
    private static final int MOST_OF_CHANNEL = 10;
    private static final int MOST_OF_ALL = 60;
    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Fetcher fetcher;
    private final Clock clock;
    private final ForwardClock waits;
    private final Function<TwitchUserId, Optional<Secret>> keys;
    private final Function<TwitchUserId, Language> language;
    private final BiConsumer<TwitchUserId, Saying> notes;
    private final Map<TwitchUserId, Deque<Instant>> asked = new HashMap<>();
    private final Deque<Instant> askedByAll = new ArrayDeque<>();
    private final Map<TwitchUserId, Instant> noted = new HashMap<>();
    private final Map<Question, Kept> kept = new LinkedHashMap<>();

    /** The address is told who asks, and may answer each viewer differently. */
    private record Question(TwitchUserId channel, TwitchUserId user, String address) {}

    private record Kept(Result result, Instant until) {}

    /**
     * @param keys the key of a channel that has one, looked up before each request
     * @param language the channel's language
     * @param notes logs for the channel's people why an address gave no answer, at most every ten minutes per channel
     */
    public TextFetches(
            Fetcher fetcher,
            Clock clock,
            Function<TwitchUserId, Optional<Secret>> keys,
            Function<TwitchUserId, Language> language,
            BiConsumer<TwitchUserId, Saying> notes) {
        this.keys = keys;
        this.language = language;
        this.fetcher = fetcher;
        this.clock = clock;
        this.waits = new ForwardClock(clock);
        this.notes = notes;
    }

    /**
     * @param user who used the command
     * @param path into the JSON of the answer; empty for all of it
     * @return one line of at most {@value #LONGEST} characters
     */
    public String text(TwitchUserId channel, TwitchUserId user, String address, List<String> path) {
        Result result = result(new Question(channel, user, address));
        if (result instanceof Result.Answer answer) {
            String text = path.isEmpty() ? plain(answer) : field(answer, path);
            String line = ChatText.clean(text);
            if (!line.isEmpty()) {
                return Characters.shortened(LONGEST, line);
            }
            note(
                    channel,
                    address,
                    path.isEmpty()
                            ? TEXTS.saying("note.empty")
                            : TEXTS.saying("note.lacks", "field", String.join(".", path)));
        } else {
            String reason = ((Result.Failed) result).reason();
            note(channel, address, language -> TEXTS.like(reason, language));
        }
        // The activity log says why.
        return TEXTS.in(language.apply(channel)).say("no-answer");
    }

    private Result result(Question question) {
        Instant now = waits.instant();
        synchronized (this) {
            kept.values().removeIf(one -> !now.isBefore(one.until()));
            Kept known = kept.get(question);
            if (known != null) {
                return known.result();
            }
            if (!mayAsk(question.channel(), now)) {
                return new Result.Failed(0, TEXTS.in(Language.EN).say("note.often"));
            }
        }
        Optional<Secret> key = keys.apply(question.channel());
        Result result = fetcher.get(question.address(), asked -> headers(question, asked, key));
        synchronized (this) {
            if (kept.size() < MOST_KEPT) {
                kept.put(question, new Kept(result, now.plus(KEPT)));
            }
        }
        return result;
    }

    private Map<String, String> headers(Question question, String asked, Optional<Secret> key) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "Herald");
        headers.put("Herald-Channel", question.channel().value());
        headers.put("Herald-User", question.user().value());
        key.ifPresent(secret -> headers.put(
                "Herald-Signature", Signature.of(secret, clock.instant(), question.channel(), question.user(), asked)));
        return headers;
    }

    private boolean mayAsk(TwitchUserId channel, Instant now) {
        asked.values().removeIf(times -> forget(times, now).isEmpty());
        Deque<Instant> own = asked.computeIfAbsent(channel, id -> new ArrayDeque<>());
        if (own.size() >= MOST_OF_CHANNEL || forget(askedByAll, now).size() >= MOST_OF_ALL) {
            return false;
        }
        own.add(now);
        askedByAll.add(now);
        return true;
    }

    private static Deque<Instant> forget(Deque<Instant> times, Instant now) {
        while (!times.isEmpty() && !now.isBefore(times.peek().plus(SPAN))) {
            times.remove();
        }
        return times;
    }

    /** The beginning of an HTML page would tell nobody anything. */
    private static String plain(Result.Answer answer) {
        return answer.mediaType().contains("html") ? "" : answer.body();
    }

    private static String field(Result.Answer answer, List<String> path) {
        try {
            JsonNode node = JSON.readTree(answer.body());
            for (String step : path) {
                node = node.isArray() && step.matches("[0-9]{1,4}")
                        ? node.path(Integer.parseInt(step))
                        : node.path(step);
            }
            return node.isValueNode() && !node.isNull() ? node.asText() : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private void note(TwitchUserId channel, String address, Saying reason) {
        Instant now = waits.instant();
        synchronized (this) {
            noted.values().removeIf(at -> !now.isBefore(at.plus(BETWEEN_NOTES)));
            if (noted.putIfAbsent(channel, now) != null) {
                return;
            }
        }
        notes.accept(channel, TEXTS.saying("note", "host", host(address), "why", reason));
    }

    /** The rest of the address may contain a key. */
    private static String host(String address) {
        return address.replaceFirst("^https?://", "").replaceFirst("[/?#].*", "");
    }
}
