package bot.herald.web;

import bot.herald.feature.ChannelSettings;
import bot.herald.feature.Setting;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.timer.ChatTimer;
import bot.herald.settings.RecordShape;
import bot.herald.web.FormShape.Input;
import java.util.List;

/** The labels of the forms of a channel's pages, for what was typed into one that cannot be shown now. */
final class Forms {
    private static final List<Input> COMMAND = inputs(Setting.Reader.shape(CustomCommand.class));
    private static final List<Input> TIMER = inputs(Setting.Reader.shape(ChatTimer.class));
    private static final List<Input> SETTINGS = inputs(Setting.Reader.shape(ChannelSettings.class));

    private Forms() {}

    /** @param part what a page's path says behind the channel; of the form of a feature nothing is known */
    static List<Input> of(String part) {
        return switch (part) {
            case "commands" -> COMMAND;
            case "timers" -> TIMER;
            case "settings" -> SETTINGS;
            default -> List.of();
        };
    }

    private static List<Input> inputs(RecordShape<?> shape) {
        return shape.fields().stream().map(field -> Input.of("", field)).toList();
    }
}
