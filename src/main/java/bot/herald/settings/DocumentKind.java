package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import bot.herald.language.Texts;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Defines one kind of documents: a record, and the rules that its annotations cannot express. Safe for concurrent use.
 *
 * @param <T> the record
 */
public abstract class DocumentKind<T extends Record & Document> {
    private static final Texts TEXTS = Texts.beside(DocumentKind.class);

    private final String id;
    private final RecordShape<T> shape;
    private final T blank;

    /**
     * @param id its name in the database and to people, for example {@code timer}
     * @param blank the defaults
     */
    protected DocumentKind(String id, RecordShape<T> shape, T blank) {
        this.id = id;
        this.shape = shape;
        this.blank = blank;
    }

    public final String id() {
        return id;
    }

    public final RecordShape<T> shape() {
        return shape;
    }

    public final T blank() {
        return blank;
    }

    /** What stands in the form for a new one. */
    protected T fresh() {
        return blank;
    }

    /** How many a channel may have. */
    protected int most() {
        return 1;
    }

    /** Whether {@link Document#count} is one, and shown. */
    protected boolean isCounted() {
        return false;
    }

    /** The one form of a name that somebody typed. */
    protected String named(TwitchUserId broadcasterId, String typed) {
        return ItemName.normalized(typed);
    }

    /** What people write for a value, in the form that it is checked in. */
    protected ObjectNode understood(ObjectNode typed) {
        return typed;
    }

    /** In the form that is saved; not checked. */
    protected T tidied(TwitchUserId broadcasterId, T wanted) {
        return wanted;
    }

    /** What is wrong with it besides what its annotations say. */
    protected List<Problem> problems(TwitchUserId broadcasterId, T tidied) {
        return List.of();
    }

    /**
     * The problem if another document uses one of its names.
     *
     * @param self its current name; empty for a new one
     */
    protected Optional<Problem> taken(TwitchUserId broadcasterId, T wanted, ChannelDocuments<T> others, String self) {
        return others.find(wanted.name())
                .filter(other -> !other.name().equals(self))
                .map(other -> new Problem("name", TEXTS.saying("taken", "name", wanted.name())));
    }

    T counted(T document, long version, long count) {
        return shape.with(document, Map.of("version", version, "count", count));
    }
}
