package bot.herald.movein;

import bot.herald.identity.TwitchUserId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What would come of a move, line by line; nothing is changed yet.
 *
 * @param id for {@link MoveIn#apply}
 */
public record Preview(String id, TwitchUserId channel, Source source, List<Line> lines) {
    public Preview {
        lines = List.copyOf(lines);
    }

    /** What becomes of a line. */
    public enum State {
        /** It comes in as it is there. */
        NEW,
        /** It comes in a little different, or switched off; the reasons say why. */
        CHANGED,
        /** It is here already. */
        SAME,
        /** There is another one of the name. */
        CLASH,
        /** It cannot come in; the reasons say why. */
        SKIPPED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What to do where there is another one of the name. */
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
     * One thing.
     *
     * @param id within the preview
     * @param theirs as it is there
     * @param ours as it will be here; empty if it is skipped
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
