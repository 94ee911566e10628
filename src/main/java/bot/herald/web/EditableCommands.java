package bot.herald.web;

import bot.herald.event.Role;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CommandDraft;
import bot.herald.feature.command.Cooldown;
import bot.herald.feature.command.CustomCommand;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Custom commands as the web sees them. */
final class EditableCommands implements Items<CommandItem> {
    private final CommandBook book;

    EditableCommands(CommandBook book) {
        this.book = book;
    }

    @Override
    public List<CommandItem> list(TwitchUserId broadcaster) {
        return book.list(broadcaster).stream().map(EditableCommands::item).toList();
    }

    /** By name only: an alias is no id. */
    @Override
    public Optional<CommandItem> find(TwitchUserId broadcaster, String name) {
        String wanted = ItemName.normalized(name);
        return book.list(broadcaster).stream()
                .filter(command -> command.name().equals(wanted))
                .findFirst()
                .map(EditableCommands::item);
    }

    @Override
    public List<Problem> problems(TwitchUserId broadcaster, CommandItem wanted) {
        List<Problem> role = Role.parse(wanted.role()).isPresent()
                ? List.of()
                : List.of(new Problem("role", "The role must be one of " + Role.choices() + "."));
        return EditableBooks.with(book.problems(broadcaster, draft(wanted)), role);
    }

    @Override
    public Change<CommandItem> create(TwitchUserId broadcaster, CommandItem wanted) {
        return EditableBooks.mapped(book.create(broadcaster, draft(wanted)), EditableCommands::item);
    }

    @Override
    public Change<CommandItem> replace(
            TwitchUserId broadcaster, String name, CommandItem wanted, OptionalLong expectedVersion) {
        return EditableBooks.mapped(
                book.replace(broadcaster, name, draft(wanted), expectedVersion), EditableCommands::item);
    }

    @Override
    public Change<CommandItem> delete(TwitchUserId broadcaster, String name, OptionalLong expectedVersion) {
        return EditableBooks.mapped(book.delete(broadcaster, name, expectedVersion), EditableCommands::item);
    }

    private static CommandDraft draft(CommandItem item) {
        return new CommandDraft(
                item.name(),
                item.text(),
                item.aliases(),
                new Cooldown(item.cooldown().channelSeconds(), item.cooldown().userSeconds()),
                // Another role is refused by problems() before anything is saved.
                Role.parse(item.role()).orElse(Role.BROADCASTER),
                item.enabled());
    }

    private static CommandItem item(CustomCommand command) {
        return new CommandItem(
                command.name(),
                command.text(),
                command.aliases(),
                new CommandItem.Rest(
                        command.cooldown().channelSeconds(), command.cooldown().userSeconds()),
                command.role().text(),
                command.enabled(),
                command.count(),
                command.version());
    }
}
