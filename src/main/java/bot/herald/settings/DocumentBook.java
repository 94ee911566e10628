package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import bot.herald.language.Texts;
import bot.herald.settings.DocumentStore.Outcome;
import bot.herald.settings.Documents.Origin;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Validates and saves every channel's documents of one kind, and holds them in memory.
 *
 * <p>Safe for concurrent use. A change is in the store before anybody sees it.
 */
public class DocumentBook<T extends Record & Document> {
    private static final Texts TEXTS = Texts.beside(DocumentBook.class);

    private final DocumentKind<T> kind;
    private final StoredDocuments<T> store;
    private final ChannelCache<ChannelDocuments<T>> cache;

    protected DocumentBook(DocumentKind<T> kind, DocumentStore store) {
        this.kind = kind;
        this.store = new StoredDocuments<>(kind, store);
        ChannelDocuments<T> none = new ChannelDocuments<>(List.of());
        this.cache = new ChannelCache<>(this.store::load, this.store::loadAll, id -> none);
    }

    /** The documents of a channel; never fails, and does not block once everything was read. */
    public final ChannelDocuments<T> all(TwitchUserId broadcasterId) {
        return cache.get(broadcasterId);
    }

    /** Whether {@link #all} would not block. */
    public final boolean isHeld(TwitchUserId broadcasterId) {
        return cache.isHeld(broadcasterId);
    }

    /** Sorted by name. */
    public final List<T> list(TwitchUserId broadcasterId) {
        return all(broadcasterId).all();
    }

    /** By name or alias as somebody typed it, with or without accents. */
    public final Optional<T> find(TwitchUserId broadcasterId, String nameOrAlias) {
        return all(broadcasterId).meant(kind.named(broadcasterId, nameOrAlias));
    }

    /** By name; a document that every channel has is found even if nobody ever saved it. */
    Optional<T> named(TwitchUserId broadcasterId, String name) {
        Optional<T> saved = all(broadcasterId).named(kind.named(broadcasterId, name));
        return saved.isEmpty() && kind.most() == 1 ? Optional.of(kind.blank()) : saved;
    }

    public final Change<T> create(TwitchUserId broadcasterId, T wanted) {
        return create(broadcasterId, wanted, Origin.NEW);
    }

    final Change<T> create(TwitchUserId broadcasterId, T wanted, Origin origin) {
        T tidied = kind.tidied(broadcasterId, wanted);
        return cache.changing(broadcasterId, () -> {
            ChannelDocuments<T> others = all(broadcasterId);
            Optional<Change<T>> refusal = refusal(broadcasterId, tidied, kind.blank(), origin, others, "");
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (others.all().size() >= kind.most()) {
                return new Change.Invalid<>(
                        List.of(new Problem("", TEXTS.saying("most", "most", kind.most(), "things", several()))));
            }
            return inserted(broadcasterId, kind.counted(tidied, 1, 0));
        });
    }

    private Change<T> inserted(TwitchUserId broadcasterId, T fresh) {
        if (store.insert(broadcasterId, fresh) != Outcome.DONE) {
            cache.reload(broadcasterId);
            return takenElsewhere(fresh);
        }
        cache.put(broadcasterId, all(broadcasterId).with(fresh));
        return new Change.Done<>(fresh);
    }

    /**
     * Replaces everything but its count; another name in {@code wanted} renames it.
     *
     * @param name not an alias
     * @param expectedVersion of the document that the change is based on; empty to overwrite any
     */
    public final Change<T> replace(TwitchUserId broadcasterId, String name, T wanted, OptionalLong expectedVersion) {
        return replace(broadcasterId, name, wanted, expectedVersion, Origin.NEW);
    }

    final Change<T> replace(
            TwitchUserId broadcasterId, String name, T wanted, OptionalLong expectedVersion, Origin origin) {
        T tidied = kind.tidied(broadcasterId, wanted);
        return cache.changing(broadcasterId, () -> {
            Optional<T> found = named(broadcasterId, name);
            if (found.isEmpty()) {
                return new Change.Missing<>();
            }
            T current = found.get();
            if (isOutdated(current, expectedVersion)) {
                return changedElsewhere(broadcasterId, current.name());
            }
            ChannelDocuments<T> others = all(broadcasterId);
            Optional<Change<T>> refusal = refusal(broadcasterId, tidied, current, origin, others, current.name());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            T next = kind.counted(tidied, current.version() + 1, current.count());
            Outcome outcome = current.version() == 0
                    ? store.insert(broadcasterId, next)
                    : store.replace(broadcasterId, current.name(), next);
            if (outcome == Outcome.DONE) {
                cache.put(broadcasterId, others.replaced(current.name(), next));
                return new Change.Done<>(next);
            }
            if (outcome == Outcome.STALE || current.version() == 0) {
                return changedElsewhere(broadcasterId, current.name());
            }
            cache.reload(broadcasterId);
            return takenElsewhere(next);
        });
    }

    /** @param expectedVersion as with {@link #replace} */
    public final Change<T> delete(TwitchUserId broadcasterId, String name, OptionalLong expectedVersion) {
        return cache.changing(broadcasterId, () -> {
            Optional<T> found = all(broadcasterId).named(kind.named(broadcasterId, name));
            if (found.isEmpty()) {
                return new Change.Missing<>();
            }
            T current = found.get();
            if (isOutdated(current, expectedVersion) || store.delete(broadcasterId, current) != Outcome.DONE) {
                return changedElsewhere(broadcasterId, current.name());
            }
            cache.put(broadcasterId, all(broadcasterId).without(current.name()));
            return new Change.Done<>(current);
        });
    }

    /**
     * What saving would result in, and everything that would prevent it. Changes nothing.
     *
     * @param name of the document to change, which supplies what {@code typed} leaves out; empty for a new one
     */
    public final Draft<T> draft(TwitchUserId broadcasterId, Optional<String> name, JsonNode typed) {
        Optional<T> current = name.flatMap(one -> named(broadcasterId, one));
        T before = current.orElse(kind.blank());
        ObjectNode change = understood(typed);
        T tidied = kind.tidied(broadcasterId, kind.shape().read(change, before));
        List<Problem> problems = new ArrayList<>(
                problems(broadcasterId, tidied, before, Origin.NEW, kind.shape().wrongKinds(change)));
        String self = current.map(Document::name).orElse("");
        addMissing(
                problems,
                kind.taken(broadcasterId, tidied, all(broadcasterId), self).stream()
                        .toList());
        long count = current.map(Document::count).orElse(0L);
        return new Draft<>(
                kind.counted(tidied, current.map(Document::version).orElse(0L), count),
                kind.shape().sorted(problems));
    }

    /**
     * A document that is not saved yet.
     *
     * @param problems what would keep it from being saved
     */
    public record Draft<T>(T document, List<Problem> problems) {
        public Draft {
            problems = List.copyOf(problems);
        }
    }

    ObjectNode understood(JsonNode typed) {
        ObjectNode change = kind.understood(typed.deepCopy());
        if (kind.isCounted()) {
            // Clients send back what they were shown; it has no effect.
            change.remove("count");
        }
        return change;
    }

    /** Counts in the store, for all processes. */
    protected final Change<T> count(
            TwitchUserId broadcasterId, String nameOrAlias, Function<T, OptionalLong> counting) {
        return cache.changing(broadcasterId, () -> {
            Optional<T> found = find(broadcasterId, nameOrAlias);
            if (found.isEmpty()) {
                return new Change.Missing<>();
            }
            OptionalLong count = counting.apply(found.get());
            if (count.isEmpty()) {
                cache.reload(broadcasterId);
                return new Change.Missing<>();
            }
            T counted = kind.counted(found.get(), found.get().version(), count.getAsLong());
            cache.put(broadcasterId, all(broadcasterId).with(counted));
            return new Change.Done<>(counted);
        });
    }

    /** Runs while nobody changes the channel's documents. */
    protected final <R> R changing(TwitchUserId broadcasterId, Supplier<R> work) {
        return cache.changing(broadcasterId, work);
    }

    /** Runs while nobody else changes the channel's documents; the work itself may. */
    public final void alone(TwitchUserId broadcasterId, Runnable work) {
        cache.changing(broadcasterId, () -> {
            work.run();
            return true;
        });
    }

    /** Call this when another process may have changed the channel. */
    public final void reload(TwitchUserId broadcasterId) {
        cache.reload(broadcasterId);
    }

    /** Reads all channels: at start, and when other processes may have changed any. */
    public final void reload() {
        cache.reloadAll();
    }

    /** The same documents as JSON. */
    public final Documents documents() {
        return new JsonDocuments<>(this, kind);
    }

    private Optional<Change<T>> refusal(
            TwitchUserId broadcasterId, T tidied, T before, Origin origin, ChannelDocuments<T> others, String self) {
        List<Problem> problems = problems(broadcasterId, tidied, before, origin, List.of());
        return problems.isEmpty()
                ? kind.taken(broadcasterId, tidied, others, self).map(Change.Taken::new)
                : Optional.of(new Change.Invalid<>(problems));
    }

    /**
     * @param before what is saved, or a blank one
     * @param already problems found before; their fields get no others
     */
    List<Problem> problems(TwitchUserId broadcasterId, T tidied, T before, Origin origin, List<Problem> already) {
        List<Problem> problems = new ArrayList<>(already);
        T saved = origin == Origin.RESTORED ? tidied : before;
        addMissing(
                problems,
                kind.shape().problems(kind.shape().write(tidied), kind.shape().write(saved)));
        if (origin == Origin.NEW) {
            addMissing(problems, kind.problems(broadcasterId, tidied));
        }
        return kind.shape().sorted(problems);
    }

    private static void addMissing(List<Problem> problems, List<Problem> more) {
        Set<String> named = problems.stream().map(Problem::field).collect(Collectors.toSet());
        more.stream().filter(problem -> !named.contains(problem.field())).forEach(problems::add);
    }

    private Change<T> changedElsewhere(TwitchUserId broadcasterId, String name) {
        cache.reload(broadcasterId);
        Optional<T> fresh = named(broadcasterId, name);
        return fresh.isPresent() ? new Change.Conflict<>(fresh.get()) : new Change.Missing<>();
    }

    private Change<T> takenElsewhere(T wanted) {
        return new Change.Taken<>(new Problem(
                "name", TEXTS.saying(wanted.aliases().isEmpty() ? "taken" : "taken.alias", "name", wanted.name())));
    }

    private Saying several() {
        String key = "several." + kind.id();
        return TEXTS.has(key) ? TEXTS.saying(key) : Saying.untranslated(kind.id() + "s");
    }

    private static boolean isOutdated(Document current, OptionalLong expectedVersion) {
        return expectedVersion.isPresent() && expectedVersion.getAsLong() != current.version();
    }
}
