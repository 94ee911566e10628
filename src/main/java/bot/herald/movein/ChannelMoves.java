package bot.herald.movein;

import bot.herald.account.AuditLog;
import bot.herald.channel.Channel;
import bot.herald.config.BotConfig;
import bot.herald.feature.FeatureBook;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CounterBook;
import bot.herald.feature.command.QuoteStore;
import bot.herald.feature.command.TriggerBook;
import bot.herald.feature.timer.TimerBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Documents;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Imports and exports what a channel has.
 *
 * @param tables reads {@link PhantomBotReader#TABLES} of a database file, by name
 */
public record ChannelMoves(
        MoveIn moveIn,
        OnlineLists online,
        MoveIn.Needs needs,
        Function<Path, Map<String, Map<String, String>>> tables) {

    /** Everything of a channel that can be imported or exported. */
    public record Books(
            CommandBook commands,
            TriggerBook triggers,
            TimerBook timers,
            SettingsBook settings,
            FeatureBook featureBook,
            Documents features,
            CounterBook counters,
            QuoteStore quotes) {
        private List<Documents> documents() {
            return List.of(
                    commands.documents(),
                    triggers.documents(),
                    timers.documents(),
                    counters,
                    settings.documents(),
                    features);
        }

        /** Locks are always taken in this order, so that no deadlock is possible. */
        private void alone(TwitchUserId channel, Runnable work) {
            commands.alone(channel, () -> timers.alone(channel, () -> settings.alone(channel, work)));
        }

        private void reload(TwitchUserId channel) {
            commands.reload(channel);
            triggers.reload(channel);
            timers.reload(channel);
            settings.reload(channel);
            featureBook.reload();
        }
    }

    /**
     * @param together runs work in one transaction
     * @param tables reads {@link PhantomBotReader#TABLES} of a database file, by name
     */
    public static ChannelMoves of(
            Books books,
            BotConfig config,
            Consumer<Runnable> together,
            Function<Path, Map<String, Map<String, String>>> tables,
            AuditLog audit,
            Clock clock) {
        MoveIn.Needs needs = new MoveIn.Needs(
                books.documents(),
                books.quotes(),
                books.commands()::setCounter,
                (channel, work) -> books.alone(channel, () -> together.accept(work)),
                books::reload,
                books.commands()::isBuiltIn,
                config.fetch()::allows,
                audit,
                clock);
        return new ChannelMoves(new MoveIn(needs), new OnlineLists(config.moveIn(), clock), needs, tables);
    }

    /** Everything that the channel has, as a file for {@link Source#HERALD}. */
    public ObjectNode export(Channel channel) {
        return HeraldFile.write(channel, needs);
    }

    /** Reads PhantomBot's database; does not change the file. */
    public Reading phantomBot(Path file) {
        return Reading.ofPhantomBot(tables.apply(file));
    }
}
