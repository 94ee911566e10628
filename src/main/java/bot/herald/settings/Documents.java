package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The documents of one kind as JSON, for pages and the API. Safe for concurrent use. */
public interface Documents {
    /**
     * A document as people see it.
     *
     * @param json everything shown; must not be modified
     * @param fields what can be changed
     * @param inside the object in {@code json} that has the fields; empty for {@code json} itself
     */
    record Shown(String name, long version, ObjectNode json, List<SettingField> fields, String inside) {
        public Shown {
            fields = List.copyOf(fields);
        }

        /** The part of {@link #json} that can be changed, at its place in it. */
        public ObjectNode content() {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            if (!inside.isEmpty()) {
                return content.set(inside, json.path(inside));
            }
            for (SettingField field : fields) {
                String head = field.name().replaceFirst("\\..*", "");
                content.set(head, json.path(head));
            }
            return content;
        }

        /** The part that the activity log keeps. */
        public JsonNode audited() {
            return inside.isEmpty() ? json : json.path(inside);
        }
    }

    /** How many documents of a kind a channel has. */
    enum Extent {
        ONE,
        /** A set that people cannot add to, such as the features. */
        FIXED,
        /** As many as people add. */
        OPEN
    }

    /** Where the content of a change comes from. */
    enum Origin {
        /** Somebody has just written it. */
        NEW,
        /**
         * It was saved before. Only what makes it unusable is refused: not what merely looks like a mistake, nor what the
         * rules or the operator have forbidden since.
         */
        RESTORED
    }

    /** The name of the kind, for example {@code timer}. */
    String kind();

    Extent extent();

    /** The defaults; not for {@link Extent#FIXED}. */
    Shown blank();

    /** The fields that a new one must have. */
    default List<String> required() {
        return List.of();
    }

    /** The initial content of the form for a new one; only for {@link Extent#OPEN}. */
    Shown fresh();

    /** Sorted by name; those that are {@link Extent#FIXED} in an order of their own. */
    List<Shown> list(TwitchUserId broadcasterId);

    Optional<Shown> find(TwitchUserId broadcasterId, String name);

    /**
     * Everything that would prevent saving; changes nothing.
     *
     * @param name of the document to change; empty for a new one
     */
    List<Problem> problems(TwitchUserId broadcasterId, Optional<String> name, JsonNode content);

    /** Adds one, with defaults for what {@code content} leaves out; only for {@link Extent#OPEN}. */
    Change<Shown> create(TwitchUserId broadcasterId, JsonNode content);

    /**
     * Changes the fields named in {@code change} and leaves the rest.
     *
     * @param expectedVersion of the document that the change is based on; empty to overwrite any
     */
    Change<Shown> replace(TwitchUserId broadcasterId, String name, JsonNode change, OptionalLong expectedVersion);

    /** @param expectedVersion as with {@link #replace} */
    Change<Shown> delete(TwitchUserId broadcasterId, String name, OptionalLong expectedVersion);

    /** The same documents, for changes that are {@link Origin#RESTORED}. */
    default Documents restoring() {
        return this;
    }

    /** The order in which they are listed, by name. */
    default Comparator<String> order() {
        return Comparator.naturalOrder();
    }

    /** The name of one in the form of {@link Shown#audited}. */
    default String nameIn(JsonNode audited) {
        return audited.path("name").asText();
    }

    /** What {@link #create} takes besides the fields, so that a deleted one can be restored as it was. */
    default Set<String> givenOnce() {
        return Set.of();
    }

    /** The content for a new one with its maker's name, if the kind keeps that. */
    default JsonNode signed(JsonNode content, String maker) {
        return content;
    }

    /**
     * The change that takes another back, for values that count up and down, which can be undone even after later
     * changes. Empty if only the latest change can be undone.
     *
     * @param before as {@link Shown#audited}
     * @param after as {@link Shown#audited}
     */
    default Optional<JsonNode> opposite(JsonNode before, JsonNode after, Shown now) {
        return Optional.empty();
    }

    /** Runs while nobody else in this process changes the channel's documents; the work itself may. */
    default void alone(TwitchUserId broadcasterId, Runnable work) {
        work.run();
    }

    /** Call this when the store may have been changed in another way. */
    default void reload(TwitchUserId broadcasterId) {}

    /** Whether people may delete the one of that name. */
    default boolean canDelete(String name) {
        return true;
    }

    /** Whether the change makes Herald act in the broadcaster's own name. */
    default boolean actsForBroadcaster(TwitchUserId broadcasterId, Shown before, JsonNode change) {
        return false;
    }
}
