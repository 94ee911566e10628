package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The documents of a {@link DocumentBook} as JSON. Safe for concurrent use. */
final class JsonDocuments<T extends Record & Document> implements Documents {
    private final DocumentBook<T> book;
    private final DocumentKind<T> kind;
    private final Origin origin;

    JsonDocuments(DocumentBook<T> book, DocumentKind<T> kind) {
        this(book, kind, Origin.NEW);
    }

    private JsonDocuments(DocumentBook<T> book, DocumentKind<T> kind, Origin origin) {
        this.book = book;
        this.kind = kind;
        this.origin = origin;
    }

    @Override
    public Documents restoring() {
        return new JsonDocuments<>(book, kind, Origin.RESTORED);
    }

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

    /** The name, and the fields whose defaults are not valid. */
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
        return book.list(broadcasterId).stream().map(this::shown).toList();
    }

    @Override
    public Optional<Shown> find(TwitchUserId broadcasterId, String name) {
        return book.named(broadcasterId, name).map(this::shown);
    }

    @Override
    public List<Problem> problems(TwitchUserId broadcasterId, Optional<String> name, JsonNode content) {
        return book.draft(broadcasterId, name, content).problems();
    }

    @Override
    public Change<Shown> create(TwitchUserId broadcasterId, JsonNode content) {
        return edited(broadcasterId, content, kind.blank(), wanted -> book.create(broadcasterId, wanted, origin));
    }

    @Override
    public Change<Shown> replace(
            TwitchUserId broadcasterId, String name, JsonNode change, OptionalLong expectedVersion) {
        Optional<T> current = book.named(broadcasterId, name);
        return current.isEmpty()
                ? new Change.Missing<>()
                : edited(
                        broadcasterId,
                        change,
                        current.get(),
                        wanted -> book.replace(
                                broadcasterId,
                                name,
                                wanted,
                                // The fields that the change leaves out come from this version.
                                OptionalLong.of(
                                        expectedVersion.orElse(current.get().version())),
                                origin));
    }

    private Change<Shown> edited(TwitchUserId broadcasterId, JsonNode typed, T before, Function<T, Change<T>> saving) {
        ObjectNode change = book.understood(typed);
        List<Problem> wrong = kind.shape().wrongKinds(change);
        T wanted = kind.shape().read(change, before);
        T tidied = kind.tidied(broadcasterId, wanted);
        List<Problem> problems = book.problems(broadcasterId, tidied, before, origin, wrong);
        return problems.isEmpty() ? saving.apply(wanted).map(this::shown) : new Change.Invalid<>(problems);
    }

    @Override
    public Change<Shown> delete(TwitchUserId broadcasterId, String name, OptionalLong expectedVersion) {
        return book.delete(broadcasterId, name, expectedVersion).map(this::shown);
    }

    @Override
    public void alone(TwitchUserId broadcasterId, Runnable work) {
        book.alone(broadcasterId, work);
    }

    @Override
    public void reload(TwitchUserId broadcasterId) {
        book.reload(broadcasterId);
    }

    private Shown shown(T document) {
        ObjectNode json = kind.shape().write(document);
        if (kind.isCounted()) {
            json.put("count", document.count());
        }
        return new Shown(document.name(), document.version(), json, kind.shape().fields(), "");
    }
}
