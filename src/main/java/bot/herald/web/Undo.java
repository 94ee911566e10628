package bot.herald.web;

import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.Person;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BiFunction;

/** Takes back edits of one kind of thing, by the same checked way that they were made, as long as nothing came after. */
final class Undo<T extends Item> {
    private final Editable<T> items;
    private final BiFunction<Fields, T, T> read;
    private final ItemEditor<T> editor;
    private final Optional<Several<T>> several;
    private final Stored stored;

    /** What an edit holds of an item: the whole with its name, or its settings alone. */
    private enum Stored {
        WHOLE,
        SETTINGS
    }

    /** What can be added and deleted, with what a blank one is. */
    private record Several<T extends Item>(Items<T> items, T blank) {}

    private Undo(
            Editable<T> items,
            BiFunction<Fields, T, T> read,
            ItemEditor<T> editor,
            Optional<Several<T>> several,
            Stored stored) {
        this.stored = stored;
        this.items = items;
        this.read = read;
        this.editor = editor;
        this.several = several;
    }

    static <T extends Item> Undo<T> of(Editable<T> items, BiFunction<Fields, T, T> read, ItemEditor<T> editor) {
        return new Undo<>(items, read, editor, Optional.empty(), Stored.WHOLE);
    }

    static <T extends Item> Undo<T> ofSeveral(
            Items<T> items, T blank, BiFunction<Fields, T, T> read, ItemEditor<T> editor) {
        return new Undo<>(items, read, editor, Optional.of(new Several<>(items, blank)), Stored.WHOLE);
    }

    /** Of what the log holds only the settings, under the item's name. */
    static <T extends Item> Undo<T> ofSettings(Editable<T> items, BiFunction<Fields, T, T> read, ItemEditor<T> editor) {
        return new Undo<>(items, read, editor, Optional.empty(), Stored.SETTINGS);
    }

    /** Whether what the edit led to is what is there now. */
    boolean isPossible(TwitchUserId channel, Edit edit) {
        if (edit.after().isEmpty()) {
            return several.isPresent()
                    && edit.before()
                            .flatMap(was -> named(channel, edit, Json.read(was)))
                            .isEmpty();
        }
        return left(channel, edit).isPresent();
    }

    /** A {@link Change.Conflict} or {@link Change.Missing} says that it was changed since; then nothing is done. */
    Change<T> undo(Person actor, TwitchUserId channel, Edit edit) {
        if (edit.after().isEmpty()) {
            return bringBack(actor, channel, edit);
        }
        Optional<T> left = left(channel, edit);
        if (left.isEmpty()) {
            return new Change.Missing<>();
        }
        T current = left.get();
        IfMatch onlyIf = new IfMatch(Optional.of(IfMatch.tag(current)));
        if (edit.before().isPresent()) {
            JsonNode before = known(content(edit.before().get()), current);
            return editor.replace(actor, channel, current.name(), new Fields(before), onlyIf);
        }
        return several.isEmpty()
                ? new Change.Missing<>()
                : editor.delete(several.get().items(), actor, channel, current.name(), onlyIf);
    }

    private Change<T> bringBack(Person actor, TwitchUserId channel, Edit edit) {
        if (several.isEmpty() || edit.before().isEmpty()) {
            return new Change.Missing<>();
        }
        JsonNode before = Json.read(edit.before().get());
        Optional<T> other = named(channel, edit, before);
        if (other.isPresent()) {
            return new Change.Conflict<>(other.get());
        }
        T blank = several.get().blank();
        return editor.create(several.get().items(), blank, actor, channel, new Fields(known(before, blank)));
    }

    /** What the edit led to, unless it was changed since; being used is no change. */
    private Optional<T> left(TwitchUserId channel, Edit edit) {
        JsonNode after = content(edit.after().orElseThrow());
        return named(channel, edit, after)
                .filter(current ->
                        read.apply(new Fields(known(after, current)), current).equals(current));
    }

    private Optional<T> named(TwitchUserId channel, Edit edit, JsonNode item) {
        // The channel's settings have no name, and there is one of them.
        return items.find(
                channel,
                stored == Stored.SETTINGS ? edit.item() : item.path("name").asText());
    }

    private JsonNode content(String text) {
        JsonNode read = Json.read(text);
        return stored == Stored.SETTINGS ? JsonNodeFactory.instance.objectNode().set("settings", read) : read;
    }

    /** Without fields that there were only in an earlier version of Herald. */
    private static JsonNode known(JsonNode item, Item now) {
        JsonNode fields = Json.tree(now);
        ObjectNode known = item.deepCopy();
        known.properties().removeIf(field -> !fields.has(field.getKey()));
        return known;
    }
}
