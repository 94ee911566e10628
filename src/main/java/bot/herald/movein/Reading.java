package bot.herald.movein;

import bot.herald.movein.Item.Kind;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The result of reading another bot's data. */
public sealed interface Reading {
    /** The limit for a file or an answer. */
    int MOST_BYTES = 2 * 1024 * 1024;

    String BYTE_ORDER_MARK = "\uFEFF";
    /** What to do about a file in another encoding. */
    String NOT_UTF_8 = "The file is not saved as UTF-8; save it again as UTF-8 (spreadsheets call it CSV UTF-8).";

    /** @param items all that were found, including those that cannot be imported */
    record Found(List<Item> items) implements Reading {
        public Found {
            items = List.copyOf(items);
        }
    }

    /** @param why a sentence for people */
    record Unreadable(String why) implements Reading {}

    /** @param written a file as UTF-8, or what the bot answered */
    static Reading of(Source source, String written) {
        String text = written.startsWith(BYTE_ORDER_MARK) ? written.substring(1) : written;
        if (text.length() > MOST_BYTES) {
            return new Unreadable("The file is larger than " + MOST_BYTES / 1024 / 1024 + " MB.");
        }
        // A spreadsheet does not declare its encoding. JSON is always Unicode, but may be UTF-16.
        if (text.indexOf('\0') >= 0 || (source == Source.CSV && text.indexOf('\uFFFD') >= 0)) {
            return new Unreadable(NOT_UTF_8);
        }
        if (source == Source.CSV) {
            return found(FileReaders.csv(text), source);
        }
        if (source == Source.PHANTOMBOT) {
            return new Unreadable(
                    "PhantomBot keeps its commands in phantombot.db; bring that file in with herald move-in.");
        }
        JsonNode root;
        try (JsonParser parser = Json.MAPPER.createParser(text)) {
            root = Json.MAPPER.readTree(parser);
            if (root != null && Json.isAnythingLeft(parser)) {
                return new Unreadable(
                        "Something follows the JSON of " + source.title() + "; bring one list at a time.");
            }
        } catch (IOException e) {
            return new Unreadable("This is not the JSON that " + source.title() + " gives; it may be an error page.");
        }
        if (root == null || !root.isContainerNode()) {
            return new Unreadable("There are no commands of " + source.title() + " in it.");
        }
        if (source == Source.HERALD) {
            return HeraldFile.read(root);
        }
        List<Item> items = switch (source) {
            case NIGHTBOT -> NightbotReader.read(root);
            case STREAMELEMENTS -> HostedReaders.streamElements(root);
            case FOSSABOT -> HostedReaders.fossabot(root);
            case MOOBOT -> HostedReaders.moobot(root);
            case STREAMLABS -> FileReaders.streamlabs(root);
            case FIREBOT -> FileReaders.firebot(root);
            default -> List.of();
        };
        return found(items, source);
    }

    /** @param tables {@link PhantomBotReader#TABLES} of its database, by name */
    static Reading ofPhantomBot(Map<String, Map<String, String>> tables) {
        return found(PhantomBotReader.read(tables), Source.PHANTOMBOT);
    }

    private static Reading found(List<Item> items, Source source) {
        return items.isEmpty()
                ? new Unreadable("There are no commands of " + source.title() + " in it.")
                : new Found(Json.withoutDoubles(items));
    }

    /** Reads JSON, and removes duplicates. */
    final class Json {
        private static final int DEEPEST = 50;
        static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .build());

        private Json() {}

        static boolean isAnythingLeft(JsonParser parser) throws IOException {
            try {
                return parser.nextToken() != null;
            } catch (JsonProcessingException e) {
                return true;
            }
        }

        /** The first item keeps a name or alias. Names are compared as normalized. */
        static List<Item> withoutDoubles(List<Item> items) {
            Map<Kind, Set<String>> names = new HashMap<>();
            List<Item> unique = new ArrayList<>();
            for (Item item : items) {
                boolean isNew = item.skipped().isPresent()
                        || item.kind() == Kind.QUOTE
                        || names.computeIfAbsent(item.kind(), kind -> new HashSet<>())
                                .add(item.name());
                unique.add(isNew ? item : item.skippedBecause("Another one in the list has this name."));
            }
            Set<String> words = names.computeIfAbsent(Kind.COMMAND, kind -> new HashSet<>());
            return unique.stream().map(item -> withFreeAliases(item, words)).toList();
        }

        private static Item withFreeAliases(Item item, Set<String> words) {
            if (item.kind() != Kind.COMMAND || item.skipped().isPresent()) {
                return item;
            }
            List<String> reasons = new ArrayList<>(item.reasons());
            List<String> free = new ArrayList<>();
            item.content().path("aliases").forEach(node -> {
                if (words.add(node.asText())) {
                    free.add(node.asText());
                } else {
                    reasons.add("Its alias " + node.asText() + " is the name of another one.");
                }
            });
            free.forEach(item.content().putArray("aliases")::add);
            return new Item(item.kind(), item.name(), item.theirs(), item.content(), reasons, item.skipped());
        }
    }
}
