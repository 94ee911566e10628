package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.DocumentStore.Outcome;
import bot.herald.settings.DocumentStore.Stored;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes documents of one kind as JSON. One that cannot be read is left out and does not affect the others. Safe
 * for concurrent use.
 */
final class StoredDocuments<T extends Record & Document> {
    private static final Logger log = LoggerFactory.getLogger(StoredDocuments.class);
    /** Texts stored by older versions may contain control characters. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private final DocumentKind<T> kind;
    private final DocumentStore store;

    StoredDocuments(DocumentKind<T> kind, DocumentStore store) {
        this.kind = kind;
        this.store = store;
    }

    ChannelDocuments<T> load(TwitchUserId broadcasterId) {
        return read(broadcasterId, store.load(kind.id(), broadcasterId));
    }

    Map<TwitchUserId, ChannelDocuments<T>> loadAll() {
        Map<TwitchUserId, ChannelDocuments<T>> all = new HashMap<>();
        store.loadAll(kind.id()).forEach((id, stored) -> all.put(id, read(id, stored)));
        return all;
    }

    private ChannelDocuments<T> read(TwitchUserId broadcasterId, List<Stored> stored) {
        List<T> documents = new ArrayList<>();
        for (Stored one : stored) {
            try {
                documents.add(kind.counted(
                        kind.shape().read(MAPPER.readTree(one.content()), kind.blank()), one.version(), one.count()));
            } catch (JsonProcessingException | ShapeFault e) {
                log.error(
                        "broadcaster={} {}={} cannot be read and is ignored: save it again, or delete it",
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

    Outcome insert(TwitchUserId broadcasterId, T document) {
        return store.insert(kind.id(), broadcasterId, written(document), document.aliases());
    }

    /** @param name of the document to replace; may differ from that of {@code document} */
    Outcome replace(TwitchUserId broadcasterId, String name, T document) {
        return store.replace(kind.id(), broadcasterId, name, written(document), document.aliases());
    }

    Outcome delete(TwitchUserId broadcasterId, T document) {
        return store.delete(kind.id(), broadcasterId, document.name(), document.version());
    }

    private Stored written(T document) {
        return new Stored(
                document.name(), kind.shape().write(document).toString(), document.version(), document.count());
    }
}
