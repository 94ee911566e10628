package bot.herald.template;

import java.util.List;

/** What stands in for the placeholders of one message. */
public interface TemplateValues {
    /** Asked only for placeholders that the text holds; the answer is said as it is and never read as a template. */
    String of(Placeholder placeholder);

    /**
     * What of the value the channel chose, with {@link Template#GAP} in place of what a viewer did; all of it, unless an
     * implementation knows better.
     */
    default String own(Placeholder placeholder, String value) {
        return value;
    }

    /** What the chatter wrote behind the command, word by word. */
    default List<String> arguments() {
        return List.of();
    }
}
