package bot.herald.settings;

import bot.herald.template.ChatText;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One channel's documents of a kind. Immutable. */
public final class ChannelDocuments<T extends Record & Document> {
    /** Selects how an emoji is drawn; some keyboards append it and others do not. */
    private static final Pattern VARIATION = Pattern.compile("[\\uFE0E\\uFE0F]");

    private final List<T> sorted;
    private final Map<String, T> byWord = new HashMap<>();
    /** By {@link ItemName#alike}, for words that differ from it; empty if several documents share it. */
    private final Map<String, Optional<T>> alike = new HashMap<>();

    ChannelDocuments(Collection<T> documents) {
        Map<String, T> byName = new TreeMap<>();
        for (T document : documents) {
            byName.put(document.name(), document);
            byWord.put(document.name(), document);
            document.aliases().forEach(alias -> byWord.put(alias, document));
        }
        sorted = List.copyOf(byName.values());
        byWord.forEach((word, document) -> {
            String left = ItemName.alike(word);
            if (!left.equals(word)) {
                T other = byWord.getOrDefault(left, document);
                alike.merge(
                        left,
                        other.equals(document) ? Optional.of(document) : Optional.empty(),
                        (one, next) -> one.equals(next) ? one : Optional.empty());
            }
        });
        Map.copyOf(byWord).forEach((word, document) -> byWord.putIfAbsent(withoutVariation(word), document));
    }

    private static String withoutVariation(String word) {
        return ChatText.isPlain(word) ? word : VARIATION.matcher(word).replaceAll("");
    }

    /** By name. */
    public List<T> all() {
        return sorted;
    }

    /** By name or alias in the form that is saved, with or without variation selectors. */
    public Optional<T> find(String word) {
        T exact = byWord.get(word);
        return Optional.ofNullable(exact == null ? byWord.get(withoutVariation(word)) : exact);
    }

    /** The same as {@link #find}, or the only document with a word that is {@linkplain ItemName#alike alike}. */
    Optional<T> meant(String word) {
        Optional<T> found = find(word);
        if (found.isPresent()) {
            return found;
        }
        String left = ItemName.alike(word);
        Optional<T> written = alike.get(left);
        return written == null ? Optional.ofNullable(byWord.get(left)) : written;
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
