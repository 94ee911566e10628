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
    /** What some keyboards put behind an emoji, and others not: it says how the emoji is drawn, not which one it is. */
    private static final Pattern VARIATION = Pattern.compile("[\\uFE0E\\uFE0F]");

    private final List<T> sorted;
    private final Map<String, T> byWord = new HashMap<>();
    /** By what is alike in words that have something to leave out; nobody's if it is another's, too. */
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

    /** By name or alias, in the form that is saved; one that was typed with or without a variation selector is found, too. */
    public Optional<T> find(String word) {
        T exact = byWord.get(word);
        return Optional.ofNullable(exact == null ? byWord.get(withoutVariation(word)) : exact);
    }

    /** As {@link #find}, else the one whose word is {@linkplain ItemName#alike alike}, if no other's is. */
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
