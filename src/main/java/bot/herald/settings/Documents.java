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

/** The documents of one kind as JSON, for those who let people edit them. Safe for concurrent use. */
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

        /** What of it may be changed, alone, where it stands in {@link #json}. */
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

        /** What is kept of it where changes are written down. */
        public JsonNode audited() {
            return inside.isEmpty() ? json : json.path(inside);
        }
    }

    /** How many of a kind a channel has. */
    enum Extent {
        /** Always one. */
        ONE,
        /** Always the same, whatever people do. */
        FIXED,
        /** As many as people make. */
        OPEN
    }

    /** Where a change comes from. */
    enum Origin {
        /** Somebody makes it now. */
        NEW,
        /**
         * It was saved before. Whatever makes it unusable counts, but not what merely looks like a mistake in a text: older
         * versions took that.
         */
        RESTORED
    }

    /** What one is called, for example {@code timer}. */
    String kind();

    Extent extent();

    /** What one is while nobody says otherwise; not where they are {@link Extent#FIXED}. */
    Shown blank();

    /** What has to be said of a new one. */
    default List<String> required() {
        return List.of();
    }

    /** What stands in the form for a new one; only for {@link Extent#OPEN}. */
    Shown fresh();

    /** By name, or in an order of their own where they are {@link Extent#FIXED}. */
    List<Shown> list(TwitchUserId broadcasterId);

    Optional<Shown> find(TwitchUserId broadcasterId, String name);

    /**
     * Everything that would prevent saving; changes nothing.
     *
     * @param name of the document to change; empty for a new one
     */
    List<Problem> problems(TwitchUserId broadcasterId, Optional<String> name, JsonNode content);

    /** Makes one, of {@link Extent#OPEN}, of what {@code content} names, and for the rest of what holds where nobody says otherwise. */
    Change<Shown> create(TwitchUserId broadcasterId, JsonNode content);

    /**
     * Changes the fields named in {@code change} and leaves the rest.
     *
     * @param expectedVersion of the document that the change is based on; empty to overwrite any
     */
    Change<Shown> replace(TwitchUserId broadcasterId, String name, JsonNode change, OptionalLong expectedVersion);

    /** @param expectedVersion as with {@link #replace} */
    Change<Shown> delete(TwitchUserId broadcasterId, String name, OptionalLong expectedVersion);

    /** The same documents, for those who put back what was saved before: {@link Origin#RESTORED}. */
    default Documents restoring() {
        return this;
    }

    /** In which order they are listed, by name. */
    default Comparator<String> order() {
        return Comparator.naturalOrder();
    }

    /** What one is called that was written down as {@link Shown#audited}. */
    default String nameIn(JsonNode audited) {
        return audited.path("name").asText();
    }

    /** What {@link #create} takes besides its fields, so that one that was deleted comes back as it was. */
    default Set<String> givenOnce() {
        return Set.of();
    }

    /** What is sent for a new one, with the name of who makes it where that is kept. */
    default JsonNode signed(JsonNode content, String maker) {
        return content;
    }

    /**
     * The opposite of a change, for values that count up and down: it can be undone even after later changes. Empty if a change can
     * only be undone while it is the latest.
     *
     * @param before as {@link Shown#audited}
     * @param after as {@link Shown#audited}
     */
    default Optional<JsonNode> opposite(JsonNode before, JsonNode after, Shown now) {
        return Optional.empty();
    }

    /** Runs while nobody else in this process changes the channel's documents; what runs may. */
    default void alone(TwitchUserId broadcasterId, Runnable work) {
        work.run();
    }

    /** To be called when the store may have changed otherwise. */
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
