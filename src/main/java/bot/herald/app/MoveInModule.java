package bot.herald.app;

import bot.herald.account.AuditLog;
import bot.herald.config.BotConfig;
import bot.herald.feature.FeatureBook;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CounterBook;
import bot.herald.feature.command.QuoteStore;
import bot.herald.feature.command.TriggerBook;
import bot.herald.feature.timer.TimerBook;
import bot.herald.movein.ChannelMoves;
import bot.herald.movein.MoveIn;
import bot.herald.movein.OnlineLists;
import bot.herald.movein.PhantomBotReader;
import bot.herald.settings.Documents;
import bot.herald.storage.Database;
import bot.herald.storage.ForeignTables;
import java.time.Clock;
import java.util.List;

/** What brings commands along from other bots, in the running bot and in the terminal. */
record MoveInModule(
        CommandBook commands,
        TriggerBook triggers,
        TimerBook timers,
        SettingsBook settings,
        FeatureBook featureBook,
        Documents features,
        CounterBook counters,
        QuoteStore quotes) {
    ChannelMoves moves(BotConfig config, Database database, AuditLog audit, Clock clock) {
        MoveIn.Needs needs = new MoveIn.Needs(
                List.of(
                        commands.documents(),
                        triggers.documents(),
                        timers.documents(),
                        counters,
                        settings.documents(),
                        features),
                quotes,
                commands::setCounter,
                // Always in this order, so that nobody waits for somebody who waits.
                (channel, work) -> commands.alone(
                        channel,
                        () -> timers.alone(channel, () -> settings.alone(channel, () -> database.together(work)))),
                channel -> {
                    commands.reload(channel);
                    triggers.reload(channel);
                    timers.reload(channel);
                    settings.reload(channel);
                    featureBook.reload();
                },
                commands::isBuiltIn,
                config.fetch()::allows,
                audit,
                clock);
        return new ChannelMoves(
                new MoveIn(needs),
                new OnlineLists(config.moveIn(), clock),
                needs,
                file -> ForeignTables.read(file, PhantomBotReader.TABLES));
    }
}
