package bot.herald.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One channel's documents of a kind. Immutable. */
public final class ChannelDocuments<T extends Record & Document> {
    private final List<T> sorted;
    private final Map<String, T> byWord = new HashMap<>();

    ChannelDocuments(Collection<T> documents) {
        Map<String, T> byName = new TreeMap<>();
        for (T document : documents) {
            byName.put(document.name(), document);
            byWord.put(document.name(), document);
            document.aliases().forEach(alias -> byWord.put(alias, document));
        }
        sorted = List.copyOf(byName.values());
    }

    /** By name. */
    public List<T> all() {
        return sorted;
    }

    /** By name or alias, in the form that is saved. */
    public Optional<T> find(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    public Optional<T> named(String name) {
        return find(name).filter(document -> document.name().equals(name));
    }

    ChannelDocuments<T> with(T document) {
        return replaced(document.name(), document);
    }

    ChannelDocuments<T> without(String name) {
        return new ChannelDocuments<>(
                sorted.stream().filter(one -> !one.name().equals(name)).toList());
    }

    ChannelDocuments<T> replaced(String name, T document) {
        Map<String, T> next = new TreeMap<>();
        sorted.forEach(one -> next.put(one.name(), one));
        next.remove(name);
        next.put(document.name(), document);
        return new ChannelDocuments<>(next.values());
    }
}
