package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Which channel speaks next: the one with the most urgent, then oldest, line among those that their own pause and the
 * account's limit allow to speak.
 *
 * <p>The cost of asking depends on what has changed since the last time, not on the number of channels: each that has
 * something to say keeps its place until it has {@link #changed}, its time has come, or something changed for all. Not
 * safe for concurrent use.
 */
final class SpeakingOrder {
    private static final Comparator<Place> URGENCY = Comparator.comparing(Place::line, Entry.ORDER);
    private static final Comparator<Place> EXPIRY =
            Comparator.comparing((Place place) -> place.line().tooOldAfter()).thenComparing(URGENCY);

    private final ChatPace pace;
    private final BotRoles roles;
    private final BiConsumer<ChannelQueue, Entry> tooOld;

    private final Map<ChannelQueue, Place> places = new HashMap<>();
    private final TreeSet<Place> byExpiry = new TreeSet<>(EXPIRY);
    private final SpeakingLane moderated;
    private final SpeakingLane others;
    /** What the places were computed from. */
    private Basis basis = new Basis(1, Optional.empty());

    /**
     * Where a channel stands.
     *
     * @param line the first that it has to say
     * @param free when its own pause ends
     */
    record Place(ChannelQueue queue, Entry line, ChannelRole role, Instant free) {}

    /** @param bot the bot's account; another account has other roles */
    private record Basis(int parts, Optional<TwitchUserId> bot) {}

    /** @param tooOld called with each line that was dropped because it waited too long */
    SpeakingOrder(ChatPace pace, BotRoles roles, BiConsumer<ChannelQueue, Entry> tooOld) {
        this.pace = pace;
        this.roles = roles;
        this.tooOld = tooOld;
        this.moderated = new SpeakingLane(pace, ChannelRole.MODERATOR);
        this.others = new SpeakingLane(pace, ChannelRole.EVERYONE);
    }

    /** Call this when the channel has another first line, begins or ends speaking, has to wait, or has another role. */
    void changed(ChannelQueue queue, Instant now) {
        Place before = places.remove(queue);
        if (before != null) {
            byExpiry.remove(before);
            lane(before).remove(before);
        }
        if (!queue.isUnderWay()) {
            queue.first().ifPresent(line -> put(placed(queue, line, now), now));
        }
    }

    private Place placed(ChannelQueue queue, Entry line, Instant now) {
        ChannelRole role = roles.of(queue.broadcasterId());
        Duration paced = pace.untilChannelIsFree(queue.broadcasterId(), role);
        Duration held = queue.untilNotHeld(now);
        return new Place(queue, line, role, now.plus(paced.compareTo(held) > 0 ? paced : held));
    }

    private void put(Place place, Instant now) {
        places.put(place.queue(), place);
        byExpiry.add(place);
        lane(place).add(place, now);
    }

    private SpeakingLane lane(Place place) {
        return place.role() == ChannelRole.MODERATOR ? moderated : others;
    }

    /** Drops what waited too long, and moves channels whose time has come. Call this before the methods below. */
    void catchUp(Instant now) {
        Basis current = new Basis(pace.parts(), roles.bot());
        if (!current.equals(basis)) {
            basis = current;
            List.copyOf(places.keySet()).forEach(queue -> changed(queue, now));
        }
        dropTooOld(now);
        lanes().forEach(lane -> reckonDue(lane, now));
    }

    private void dropTooOld(Instant now) {
        while (!byExpiry.isEmpty() && byExpiry.first().line().isTooOld(now)) {
            Place late = byExpiry.first();
            late.queue().remove(late.line());
            tooOld.accept(late.queue(), late.line());
            changed(late.queue(), now);
        }
    }

    private void reckonDue(SpeakingLane lane, Instant now) {
        for (Optional<Place> due = lane.due(now); due.isPresent(); due = lane.due(now)) {
            changed(due.get().queue(), now);
        }
    }

    /** Who may speak now. */
    Optional<Place> next(Instant now) {
        Optional<Place> first = first(lanes().flatMap(lane -> lane.next().stream()));
        Optional<Place> impatient = first(lanes().flatMap(lane -> lane.impatient(now).stream()));
        return first.filter(place ->
                impatient.filter(waits -> URGENCY.compare(waits, place) < 0).isEmpty());
    }

    private static Optional<Place> first(Stream<Place> places) {
        return places.min(URGENCY);
    }

    /** How long until another may speak, if none may now; empty if only a change can bring that about. */
    Optional<Duration> untilNext(Instant now) {
        return lanes().flatMap(lane -> lane.waits(now)).min(Comparator.naturalOrder());
    }

    private Stream<SpeakingLane> lanes() {
        return Stream.of(moderated, others);
    }
}
