package bot.herald.web;

import bot.herald.feature.SettingsBook;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CounterBook;
import bot.herald.feature.command.QuoteBook;
import bot.herald.feature.command.Rehearsal;
import bot.herald.feature.command.TriggerBook;
import bot.herald.feature.timer.TimerBook;
import bot.herald.movein.ChannelMoves;
import bot.herald.settings.Documents;
import java.util.List;

/**
 * Everything that a channel's people set up.
 *
 * @param moves imports and exports it
 * @param rehearsal tries texts without saying anything
 */
public record ChannelBooks(
        CommandBook commands,
        TriggerBook triggers,
        TimerBook timers,
        QuoteBook quotes,
        CounterBook counters,
        SettingsBook settings,
        FeatureDocuments features,
        ChannelMoves moves,
        Rehearsal rehearsal) {
    /** All of it, by kind. */
    List<Documents> documents() {
        return List.of(
                commands.documents(),
                triggers.documents(),
                timers.documents(),
                quotes,
                counters,
                settings.documents(),
                features);
    }
}
