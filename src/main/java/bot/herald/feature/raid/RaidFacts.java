package bot.herald.feature.raid;

import bot.herald.event.RaidReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import bot.herald.stream.StreamWords;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Details for a greeting that only Twitch knows; a raid is not kept waiting for them. */
final class RaidFacts {
    private static final Logger log = LoggerFactory.getLogger(RaidFacts.class);
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 100;

    private final StreamDirectory streams;
    private final StreamLookup lookup;
    private final Clock clock;
    private final Duration patience;
    private final ExecutorService askers;

    RaidFacts(StreamDirectory streams, StreamLookup lookup, Clock clock, Duration patience) {
        this.streams = streams;
        this.lookup = lookup;
        this.clock = clock;
        this.patience = patience;
        this.askers = SpareThreads.of("raid-facts", AT_ONCE, MOST_WAITING);
    }

    /**
     * The raider's category and title and the raided channel's uptime, as far as the greeting uses them and Twitch
     * answers in time.
     */
    Map<Placeholder, String> of(RaidReceived raid, Template template, Language language) {
        boolean ofRaider = template.uses(Placeholder.GAME)
                || template.uses(Placeholder.SO_GAME)
                || template.uses(Placeholder.TITLE);
        boolean ofChannel = template.uses(Placeholder.UPTIME);
        if (!ofRaider && !ofChannel) {
            return Map.of();
        }
        try {
            CompletableFuture<Map<Placeholder, String>> answer =
                    CompletableFuture.supplyAsync(() -> ask(raid, ofRaider, ofChannel, language), askers);
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | RejectedExecutionException e) {
            log.warn(
                    "broadcaster={} Twitch answers too slowly: the greeting is sent without details of the raider",
                    raid.broadcasterId());
        } catch (ExecutionException e) {
            log.error("broadcaster={} looking up the raider failed", raid.broadcasterId(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of();
    }

    private Map<Placeholder, String> ask(RaidReceived raid, boolean ofRaider, boolean ofChannel, Language language) {
        Optional<StreamState> raider = ofRaider ? find(raid.raider().id()) : Optional.empty();
        Optional<StreamState> channel = ofChannel ? streams.of(raid.broadcasterId()) : Optional.empty();
        String game = raider.map(StreamState::category).orElse("");
        return Map.of(
                Placeholder.GAME,
                game,
                Placeholder.SO_GAME,
                game,
                Placeholder.TITLE,
                raider.map(StreamState::title).orElse(""),
                Placeholder.UPTIME,
                channel.isPresent() ? StreamWords.of(language, Placeholder.UPTIME, channel, clock.instant()) : "");
    }

    /** Not from the directory, which would remember every raider for good. */
    private Optional<StreamState> find(TwitchUserId raider) {
        return lookup.find(List.of(raider)) instanceof StreamLookup.Answer.Found found
                ? Optional.ofNullable(found.states().get(raider))
                : Optional.empty();
    }
}
