package bot.herald.web;

import bot.herald.event.Role;
import bot.herald.feature.ChannelSettings;
import bot.herald.feature.command.BuiltIns.BuiltIn;
import bot.herald.feature.command.Cooldown;
import bot.herald.feature.command.CustomCommand;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command in the table, the channel's own or a built-in one.
 *
 * @param uses empty for built-in commands, which are not counted
 */
record CommandEntry(
        String name,
        List<String> aliases,
        String text,
        Role role,
        Cooldown cooldown,
        Optional<Long> uses,
        boolean enabled,
        String category,
        boolean hidden,
        boolean builtIn) {
    static CommandEntry of(CustomCommand item) {
        return new CommandEntry(
                item.name(),
                item.aliases(),
                item.text(),
                item.role(),
                item.cooldown(),
                Optional.of(item.count()),
                item.enabled(),
                item.category(),
                item.hidden(),
                false);
    }

    static CommandEntry of(BuiltIn builtIn, ChannelSettings settings, Language language) {
        return new CommandEntry(
                builtIn.name(),
                List.of(),
                Frame.TEXTS.like(builtIn.summary(), language),
                builtIn.role(),
                builtIn.cooldown(settings),
                Optional.empty(),
                !settings.disabledCommands().contains(builtIn.name()),
                "",
                false,
                true);
    }

    int restSeconds() {
        return Math.max(cooldown.channelSeconds(), cooldown.userSeconds());
    }

    String cooldown(Sentences say) {
        List<String> words = new ArrayList<>();
        if (cooldown.channelSeconds() > 0) {
            words.add(seconds(cooldown.channelSeconds()));
        }
        if (cooldown.userSeconds() > 0) {
            words.add(say.say("commands.cooldown.each", "time", seconds(cooldown.userSeconds())));
        }
        return words.isEmpty() ? say.say("commands.cooldown.none") : String.join(" · ", words);
    }

    /** Reads the same in every language of the pages. */
    private static String seconds(int seconds) {
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    boolean has(String wanted) {
        return Stream.concat(Stream.of(name, text), aliases.stream())
                .anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
