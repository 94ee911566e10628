package bot.herald.fetch;

import bot.herald.fetch.Fetcher.Result;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.language.Texts;
import bot.herald.retry.ForwardClock;
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
 * What stands for {@code {fetch:…}}: ten requests a minute for a channel, sixty for all, answers kept for five seconds for whom they are.
 * Requests of a channel that has a key are signed with it. Blocks for as long as the fetcher does. Safe for concurrent use.
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
    private final String userAgent;
    private final Clock clock;
    private final ForwardClock waits;
    private final Function<TwitchUserId, Optional<Secret>> keys;
    private final Function<TwitchUserId, Language> language;
    private final BiConsumer<TwitchUserId, Saying> notes;
    private final Map<TwitchUserId, Deque<Instant>> asked = new HashMap<>();
    private final Deque<Instant> askedByAll = new ArrayDeque<>();
    private final Map<TwitchUserId, Instant> noted = new HashMap<>();
    private final Map<Question, Kept> kept = new LinkedHashMap<>();

    /** The far end is told who asks, and may answer each another thing. */
    private record Question(TwitchUserId channel, TwitchUserId user, String address) {}

    private record Kept(Result result, Instant until) {}

    /**
     * @param keys of channels that have one, asked before each request
     * @param language in which a channel is told that there is no answer
     * @param notes takes why an address did not answer, for the channel's people; at most every ten minutes for each
     *     channel
     */
    public TextFetches(
            Fetcher fetcher,
            String userAgent,
            Clock clock,
            Function<TwitchUserId, Optional<Secret>> keys,
            Function<TwitchUserId, Language> language,
            BiConsumer<TwitchUserId, Saying> notes) {
        this.keys = keys;
        this.language = language;
        this.fetcher = fetcher;
        this.userAgent = userAgent;
        this.clock = clock;
        this.waits = new ForwardClock(clock);
        this.notes = notes;
    }

    /**
     * @param user for whom
     * @param path into the JSON of the answer; empty for all of it
     * @return one line of at most 400 characters
     */
    public String text(TwitchUserId channel, TwitchUserId user, String address, List<String> path) {
        Result result = result(new Question(channel, user, address));
        if (result instanceof Result.Answer answer) {
            String text = path.isEmpty() ? plain(answer) : field(answer, path);
            String line = ChatText.clean(text);
            if (!line.isEmpty()) {
                return line.length() <= LONGEST ? line : shortened(line);
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
        // Why is written down for the channel's people.
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
        headers.put("User-Agent", userAgent);
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

    /** A page is for browsers: its beginning would say nothing. */
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

    private static String shortened(String line) {
        int cut = LONGEST - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(cut - 1)) ? cut - 1 : cut) + "…";
    }

    /** Never more of the address, which may hold a key. */
    private static String host(String address) {
        return address.replaceFirst("^https?://", "").replaceFirst("[/?#].*", "");
    }
}
