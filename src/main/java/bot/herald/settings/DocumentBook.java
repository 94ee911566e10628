package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import bot.herald.language.Texts;
import bot.herald.settings.DocumentStore.Outcome;
import bot.herald.settings.DocumentStore.Stored;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every channel's documents of one kind: checked, saved, and held in memory for the chat.
 *
 * <p>Safe for concurrent use. A change is in the store before anybody sees it.
 */
public class DocumentBook<T extends Record & Document> {
    private static final Logger log = LoggerFactory.getLogger(DocumentBook.class);
    /** Texts that an older Herald kept may hold anything. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private static final Texts TEXTS = Texts.beside(DocumentBook.class);

    private final DocumentKind<T> kind;
    private final DocumentStore store;
    private final ChannelCache<ChannelDocuments<T>> cache;

    protected DocumentBook(DocumentKind<T> kind, DocumentStore store) {
        this.kind = kind;
        this.store = store;
        ChannelDocuments<T> none = new ChannelDocuments<>(List.of());
        this.cache = new ChannelCache<>(id -> documents(id, store.load(kind.id(), id)), this::loadAll, id -> none);
    }

    private Map<TwitchUserId, ChannelDocuments<T>> loadAll() {
        Map<TwitchUserId, ChannelDocuments<T>> all = new HashMap<>();
        store.loadAll(kind.id()).forEach((id, stored) -> all.put(id, documents(id, stored)));
        return all;
    }

    private ChannelDocuments<T> documents(TwitchUserId broadcasterId, List<Stored> stored) {
        List<T> documents = new ArrayList<>();
        for (Stored one : stored) {
            try {
                documents.add(kind.counted(
                        kind.shape().read(MAPPER.readTree(one.content()), kind.blank()), one.version(), one.count()));
            } catch (JsonProcessingException | ShapeFault e) {
                log.error(
                        "broadcaster={} {}={} cannot be read, it is as if nobody had saved it",
                        broadcasterId,
                        kind.id(),
                        one.name());
                if (kind.most() == 1) {
                    documents.add(kind.counted(kind.blank(), one.version(), one.count()));
                }
            }
        }
        return new ChannelDocuments<>(documents);
    }

    private Stored stored(T document) {
        return new Stored(
                document.name(), kind.shape().write(document).toString(), document.version(), document.count());
    }

    /** Those of a channel; never fails, and does not block once all was read. */
    public final ChannelDocuments<T> all(TwitchUserId broadcasterId) {
        return cache.get(broadcasterId);
    }

    /** Whether asking for a channel's does not block. */
    public final boolean isHeld(TwitchUserId broadcasterId) {
        return cache.isHeld(broadcasterId);
    }

    /** By name. */
    public final List<T> list(TwitchUserId broadcasterId) {
        return all(broadcasterId).all();
    }

    /** By name or alias, as somebody typed it. */
    public final Optional<T> find(TwitchUserId broadcasterId, String nameOrAlias) {
        return all(broadcasterId).find(kind.named(broadcasterId, nameOrAlias));
    }

    /** As {@link #find}, but where a channel always has one it is there though nobody ever saved it. */
    private Optional<T> named(TwitchUserId broadcasterId, String name) {
        Optional<T> saved = all(broadcasterId).named(kind.named(broadcasterId, name));
        return saved.isEmpty() && kind.most() == 1 ? Optional.of(kind.blank()) : saved;
    }

    public final Change<T> create(TwitchUserId broadcasterId, T wanted) {
        T tidied = kind.tidied(broadcasterId, wanted);
        return cache.changing(broadcasterId, () -> {
            ChannelDocuments<T> others = all(broadcasterId);
            Optional<Change<T>> refusal = refusal(broadcasterId, tidied, others, "");
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
        if (store.insert(kind.id(), broadcasterId, stored(fresh), fresh.aliases()) != Outcome.DONE) {
            cache.reload(broadcasterId);
            return takenElsewhere(fresh);
        }
        cache.put(broadcasterId, all(broadcasterId).with(fresh));
        return new Change.Done<>(fresh);
    }

    /**
     * Replaces all of it but its count; another name in {@code wanted} renames it.
     *
     * @param name not an alias
     * @param expectedVersion of the document that the change was made from; empty to overwrite whatever is there
     */
    public final Change<T> replace(TwitchUserId broadcasterId, String name, T wanted, OptionalLong expectedVersion) {
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
            Optional<Change<T>> refusal = refusal(broadcasterId, tidied, others, current.name());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            T next = kind.counted(tidied, current.version() + 1, current.count());
            Outcome outcome = current.version() == 0
                    ? store.insert(kind.id(), broadcasterId, stored(next), next.aliases())
                    : store.replace(kind.id(), broadcasterId, current.name(), stored(next), next.aliases());
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
            if (isOutdated(current, expectedVersion)
                    || store.delete(kind.id(), broadcasterId, current.name(), current.version()) != Outcome.DONE) {
                return changedElsewhere(broadcasterId, current.name());
            }
            cache.put(broadcasterId, all(broadcasterId).without(current.name()));
            return new Change.Done<>(current);
        });
    }

    /**
     * What saving would make of it, and everything that would keep it from being saved. Changes nothing.
     *
     * @param name of the one that would be changed, which has what {@code typed} does not name; empty for a new one
     */
    public final Draft<T> draft(TwitchUserId broadcasterId, Optional<String> name, JsonNode typed) {
        Optional<T> current = name.flatMap(one -> named(broadcasterId, one));
        ObjectNode change = understood(typed);
        T tidied = kind.tidied(broadcasterId, kind.shape().read(change, current.orElse(kind.blank())));
        List<Problem> problems =
                new ArrayList<>(problems(broadcasterId, tidied, kind.shape().wrongKinds(change)));
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
     * A document that nobody has saved.
     *
     * @param problems what would keep it from being saved
     */
    public record Draft<T>(T document, List<Problem> problems) {
        public Draft {
            problems = List.copyOf(problems);
        }
    }

    private ObjectNode understood(JsonNode typed) {
        ObjectNode change = kind.understood(typed.deepCopy());
        if (kind.isCounted()) {
            // Sent back as it was shown, to no effect.
            change.remove("count");
        }
        return change;
    }

    /** Counts in the store, and so for all processes. */
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

    /** Runs while no change of the channel does. */
    protected final <R> R changing(TwitchUserId broadcasterId, Supplier<R> work) {
        return cache.changing(broadcasterId, work);
    }

    /** Runs while nobody else changes the channel's documents; what runs may. */
    public final void alone(TwitchUserId broadcasterId, Runnable work) {
        boolean unused = cache.changing(broadcasterId, () -> {
            work.run();
            return true;
        });
    }

    /** To be called when another process may have changed the channel. */
    public final void reload(TwitchUserId broadcasterId) {
        cache.reload(broadcasterId);
    }

    /** Reads all channels: at the start, and when other processes may have changed any. */
    public final void reload() {
        cache.reloadAll();
    }

    /** The same documents as JSON. */
    public final Documents documents() {
        return new EditedAsJson();
    }

    private Optional<Change<T>> refusal(TwitchUserId broadcasterId, T tidied, ChannelDocuments<T> others, String self) {
        List<Problem> problems = problems(broadcasterId, tidied, List.of());
        return problems.isEmpty()
                ? kind.taken(broadcasterId, tidied, others, self).map(Change.Taken::new)
                : Optional.of(new Change.Invalid<>(problems));
    }

    /** @param already of the kinds of values; of their fields nothing more is said */
    private List<Problem> problems(TwitchUserId broadcasterId, T tidied, List<Problem> already) {
        List<Problem> problems = new ArrayList<>(already);
        addMissing(problems, kind.shape().problems(kind.shape().write(tidied)));
        addMissing(problems, kind.problems(broadcasterId, tidied));
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

    /** The same documents to those who know their fields only. */
    private final class EditedAsJson implements Documents {
        @Override
        public String kind() {
            return kind.id();
        }

        @Override
        public Extent extent() {
            return kind.most() == 1 ? Extent.ONE : Extent.OPEN;
        }

        @Override
        public Shown blank() {
            return shown(kind.blank());
        }

        /** The name, and what may not be left as it is in a blank one. */
        @Override
        public List<String> required() {
            if (extent() == Extent.ONE) {
                return List.of();
            }
            List<String> required = new ArrayList<>(List.of("name"));
            addMissing(required, kind.shape().problems(kind.shape().write(kind.blank())));
            return required;
        }

        private void addMissing(List<String> names, List<Problem> problems) {
            problems.stream()
                    .map(Problem::field)
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
        }

        @Override
        public Shown fresh() {
            return shown(kind.fresh());
        }

        @Override
        public List<Shown> list(TwitchUserId broadcasterId) {
            return DocumentBook.this.list(broadcasterId).stream()
                    .map(this::shown)
                    .toList();
        }

        @Override
        public Optional<Shown> find(TwitchUserId broadcasterId, String name) {
            return named(broadcasterId, name).map(this::shown);
        }

        @Override
        public List<Problem> problems(TwitchUserId broadcasterId, Optional<String> name, JsonNode content) {
            return draft(broadcasterId, name, content).problems();
        }

        @Override
        public Change<Shown> create(TwitchUserId broadcasterId, JsonNode content) {
            return edited(
                    broadcasterId, content, kind.blank(), wanted -> DocumentBook.this.create(broadcasterId, wanted));
        }

        @Override
        public Change<Shown> replace(
                TwitchUserId broadcasterId, String name, JsonNode change, OptionalLong expectedVersion) {
            Optional<T> current = named(broadcasterId, name);
            return current.isEmpty()
                    ? new Change.Missing<>()
                    : edited(
                            broadcasterId,
                            change,
                            current.get(),
                            wanted -> DocumentBook.this.replace(
                                    broadcasterId,
                                    name,
                                    wanted,
                                    // What was not named is that of this version.
                                    OptionalLong.of(
                                            expectedVersion.orElse(current.get().version()))));
        }

        private Change<Shown> edited(
                TwitchUserId broadcasterId, JsonNode typed, T before, Function<T, Change<T>> saving) {
            ObjectNode change = understood(typed);
            List<Problem> wrong = kind.shape().wrongKinds(change);
            T wanted = kind.shape().read(change, before);
            List<Problem> problems =
                    DocumentBook.this.problems(broadcasterId, kind.tidied(broadcasterId, wanted), wrong);
            return problems.isEmpty() ? saving.apply(wanted).map(this::shown) : new Change.Invalid<>(problems);
        }

        @Override
        public Change<Shown> delete(TwitchUserId broadcasterId, String name, OptionalLong expectedVersion) {
            return DocumentBook.this
                    .delete(broadcasterId, name, expectedVersion)
                    .map(this::shown);
        }

        @Override
        public void alone(TwitchUserId broadcasterId, Runnable work) {
            DocumentBook.this.alone(broadcasterId, work);
        }

        @Override
        public void reload(TwitchUserId broadcasterId) {
            DocumentBook.this.reload(broadcasterId);
        }

        private Shown shown(T document) {
            ObjectNode json = kind.shape().write(document);
            if (kind.isCounted()) {
                json.put("count", document.count());
            }
            return new Shown(
                    document.name(), document.version(), json, kind.shape().fields(), "");
        }
    }
}
