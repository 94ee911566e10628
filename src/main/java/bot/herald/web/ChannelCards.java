package bot.herald.web;

import bot.herald.account.Person;
import bot.herald.identity.TwitchUserId;
import bot.herald.web.pages.Avatar;
import bot.herald.web.pages.ChannelCard;
import bot.herald.web.pages.Mend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** How a channel is doing, for people, with what mends it. */
final class ChannelCards {
    private final WebSettings settings;
    private final BooleanSupplier botConnected;
    private final Predicate<Person> isAdmin;
    private final Predicate<TwitchUserId> isBotToo;

    ChannelCards(
            WebSettings settings,
            BooleanSupplier botConnected,
            Predicate<Person> isAdmin,
            Predicate<TwitchUserId> isBotToo) {
        this.settings = settings;
        this.botConnected = botConnected;
        this.isAdmin = isAdmin;
        this.isBotToo = isBotToo;
    }

    ChannelCard of(ChannelView channel, Person person) {
        boolean own = channel.twitchUserId().equals(person.id().value());
        boolean bot = botConnected.getAsBoolean();
        String line = HealthWords.line(channel, bot);
        return new ChannelCard(
                channel.displayName(),
                channel.login(),
                Avatar.of(channel.twitchUserId(), channel.displayName(), ""),
                isWell(channel, bot) ? channel.status() : trouble(channel),
                line,
                notes(channel, own, bot),
                HealthWords.cannot(channel),
                mend(channel, person, own, bot),
                settings.link("/dashboard/" + channel.twitchUserId()));
    }

    private List<String> notes(ChannelView channel, boolean own, boolean bot) {
        List<String> notes = new ArrayList<>(HealthWords.notes(channel, own, bot));
        if (isBotToo.test(new TwitchUserId(channel.twitchUserId()))) {
            notes.add(HealthWords.BOT_AND_CHANNEL);
        }
        return notes;
    }

    private static boolean isWell(ChannelView channel, boolean bot) {
        return bot
                && !HealthWords.isStopped(channel)
                && channel.token().missingScopes().isEmpty();
    }

    private static String trouble(ChannelView channel) {
        return channel.status().equals("connected") ? "degraded" : channel.status();
    }

    /** The one thing to do first. */
    private Optional<Mend> mend(ChannelView channel, Person person, boolean own, boolean bot) {
        boolean lost = channel.status().equals("needs-reauthorization");
        if (!bot && !lost) {
            return isAdmin.test(person)
                    ? Optional.of(new Mend("Connect the bot account", settings.link("/auth/bot")))
                    : Optional.empty();
        }
        boolean helps = lost || !channel.token().missingScopes().isEmpty() || HealthWords.isStopped(channel);
        return own && helps
                ? Optional.of(
                        new Mend("Connect again", settings.link("/auth/channel?channel=" + channel.twitchUserId())))
                : Optional.empty();
    }
}
