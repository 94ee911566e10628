package bot.herald.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A custom command as the API shows and takes it.
 *
 * @param role the least that may use it, for example {@code vip}
 * @param count how often it was answered; not changed by editing
 */
public record CommandItem(
        String name,
        String text,
        List<String> aliases,
        Rest cooldown,
        String role,
        boolean enabled,
        long count,
        @JsonIgnore long version)
        implements Item {
    /** What a command is while nobody says otherwise. */
    static final CommandItem BLANK = new CommandItem("", "", List.of(), new Rest(0, 0), "everyone", true, 0, 0);

    /** How long it rests after an answer. */
    public record Rest(int channelSeconds, int userSeconds) {}

    @Override
    public Item withoutUse() {
        return new CommandItem(name, text, aliases, cooldown, role, enabled, 0, version);
    }

    static CommandItem read(Fields fields, CommandItem before) {
        fields.leaveAlone("count");
        Fields rest = fields.inner("cooldown");
        return new CommandItem(
                fields.text("name", before.name),
                fields.text("text", before.text),
                fields.texts("aliases", before.aliases),
                new Rest(
                        rest.number("channelSeconds", before.cooldown.channelSeconds),
                        rest.number("userSeconds", before.cooldown.userSeconds)),
                fields.text("role", before.role),
                fields.flag("enabled", before.enabled),
                before.count,
                before.version);
    }
}
