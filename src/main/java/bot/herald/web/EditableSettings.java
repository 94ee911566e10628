package bot.herald.web;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.ChannelSettings;
import bot.herald.settings.Problem;
import bot.herald.settings.SettingsBook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A channel's settings as the web sees them. */
final class EditableSettings implements Editable<SettingsItem> {
    private final SettingsBook book;

    EditableSettings(SettingsBook book) {
        this.book = book;
    }

    @Override
    public Optional<SettingsItem> find(TwitchUserId broadcaster, String name) {
        return Optional.of(item(book.of(broadcaster)));
    }

    @Override
    public List<Problem> problems(TwitchUserId broadcaster, SettingsItem wanted) {
        List<Problem> logins = wanted.ignoredLogins().stream().allMatch(TwitchLogin::isValid)
                ? List.of()
                : List.of(new Problem(
                        "ignoredLogins", "A Twitch login is 1 to 25 letters, digits or _; one here is not."));
        return EditableBooks.with(SettingsBook.problems(settings(wanted)), logins);
    }

    @Override
    public Change<SettingsItem> replace(
            TwitchUserId broadcaster, String name, SettingsItem wanted, OptionalLong expectedVersion) {
        return EditableBooks.mapped(
                book.replace(broadcaster, settings(wanted), expectedVersion), EditableSettings::item);
    }

    private static ChannelSettings settings(SettingsItem item) {
        return new ChannelSettings(
                Optional.of(item.commandPrefix()).filter(prefix -> !prefix.isEmpty()),
                item.raidGreeting(),
                item.raidMinimumViewers(),
                Duration.ofMinutes(item.raidPauseMinutes()),
                item.raidAnnouncement(),
                item.shoutoutOnRaid(),
                Duration.ofMinutes(item.shoutoutPatienceMinutes()),
                // Others are refused by problems() before anything is saved.
                item.ignoredLogins().stream()
                        .filter(TwitchLogin::isValid)
                        .map(TwitchLogin::new)
                        .toList(),
                item.disabledCommands(),
                item.version());
    }

    private static SettingsItem item(ChannelSettings settings) {
        return new SettingsItem(
                settings.commandPrefix().orElse(""),
                settings.raidGreeting(),
                settings.raidMinimumViewers(),
                (int) settings.raidPause().toMinutes(),
                settings.raidAnnouncement(),
                settings.shoutoutOnRaid(),
                (int) settings.shoutoutPatience().toMinutes(),
                settings.ignoredLogins().stream().map(TwitchLogin::value).toList(),
                settings.disabledCommands(),
                settings.version());
    }
}
