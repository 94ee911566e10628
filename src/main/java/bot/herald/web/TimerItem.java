package bot.herald.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A timer as the API shows and takes it.
 *
 * @param minimumChatLines how many lines others must have written since the last one
 */
public record TimerItem(
        String name,
        List<String> messages,
        int intervalMinutes,
        int minimumChatLines,
        boolean enabled,
        @JsonIgnore long version)
        implements Item {
    /** What a timer is while nobody says otherwise; its interval has to be named. */
    static final TimerItem BLANK = new TimerItem("", List.of(), 0, 0, true, 0);

    static TimerItem read(Fields fields, TimerItem before) {
        return new TimerItem(
                fields.text("name", before.name),
                fields.texts("messages", before.messages),
                fields.number("intervalMinutes", before.intervalMinutes),
                fields.number("minimumChatLines", before.minimumChatLines),
                fields.flag("enabled", before.enabled),
                before.version);
    }
}
