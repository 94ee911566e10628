package bot.herald.movein;

import bot.herald.identity.TwitchUserId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an import would do, line by line; nothing is changed yet.
 *
 * @param id for {@link MoveIn#apply}
 */
public record Preview(String id, TwitchUserId channel, Source source, List<Line> lines) {
    public Preview {
        lines = List.copyOf(lines);
    }

    /** What an import would do with a line. */
    public enum State {
        /** It is imported as it is. */
        NEW,
        /** It is imported slightly different, or disabled; the reasons say why. */
        CHANGED,
        /** The channel already has it. */
        SAME,
        /** The channel has another one of that name. */
        CLASH,
        /** It cannot be imported; the reasons say why. */
        SKIPPED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What to do if the channel has another one of that name. */
    public enum OnClash {
        KEEP,
        REPLACE,
        RENAME;

        public static Optional<OnClash> of(String text) {
            for (OnClash one : values()) {
                if (one.name().equalsIgnoreCase(text)) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * One item.
     *
     * @param id unique in the preview
     * @param theirs the original text
     * @param ours the text that Herald would save; empty if it is skipped
     * @param reasons sentences for people
     */
    public record Line(
            String id,
            Item.Kind kind,
            String name,
            String theirs,
            String ours,
            State state,
            List<String> reasons,
            ObjectNode content) {
        public Line {
            reasons = List.copyOf(reasons);
        }

        public String kindText() {
            return kind.text();
        }
    }

    public long count(State state) {
        return lines.stream().filter(line -> line.state() == state).count();
    }
}
