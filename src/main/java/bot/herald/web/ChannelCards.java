package bot.herald.web;

import bot.herald.account.Person;
import bot.herald.channel.ChannelCondition.Remedy;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.web.pages.ChannelCard;
import bot.herald.web.pages.FixButton;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Shortfall;
import bot.herald.web.pages.When;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** How a channel is doing, in words, with the button that fixes it. */
final class ChannelCards {
    /** Problems that {@link HealthWords} leaves to the features. */
    private static final Set<String> OF_FEATURES =
            Set.of("waiting-for-permission", "waiting-for-operator", "not-moderator", "not-shown");

    /** Path of the form that asks the operator. */
    static final String ASK = "ask-operator";

    private final WebSettings settings;
    private final BooleanSupplier botConnected;
    private final Predicate<Person> isAdmin;
    private final Predicate<TwitchUserId> isBotToo;
    private final Function<TwitchUserId, Optional<Instant>> asked;

    ChannelCards(
            WebSettings settings,
            BooleanSupplier botConnected,
            Predicate<Person> isAdmin,
            Predicate<TwitchUserId> isBotToo,
            Function<TwitchUserId, Optional<Instant>> asked) {
        this.settings = settings;
        this.botConnected = botConnected;
        this.isAdmin = isAdmin;
        this.isBotToo = isBotToo;
        this.asked = asked;
    }

    ChannelCard of(ChannelView channel, Person person, Sentences say) {
        boolean own = channel.twitchUserId().equals(person.id().value());
        boolean bot = botConnected.getAsBoolean();
        List<Shortfall> shortfalls = shortfalls(channel, person, own, say);
        return new ChannelCard(
                channel.displayName(),
                channel.login(),
                isWell(channel, bot) && shortfalls.isEmpty() ? channel.status() : trouble(channel),
                // Green only if everything that is on can act now.
                HealthWords.line(channel, bot, shortfalls.isEmpty(), say),
                remark(channel, say),
                HealthWords.notes(channel, own, bot, say).stream()
                        // The shortfalls say so already, with what helps.
                        .filter(note -> shortfalls.isEmpty() || !note.equals(off(channel, say)))
                        .toList(),
                shortfalls.isEmpty() ? HealthWords.cannot(channel, say) : List.of(),
                shortfalls,
                shortfalls.stream().anyMatch(Shortfall::asking)
                        ? settings.link("/dashboard/" + channel.twitchUserId() + "/" + ASK)
                        : "",
                shortfalls.stream().anyMatch(Shortfall::asking)
                        ? asked.apply(new TwitchUserId(channel.twitchUserId())).map(When::of)
                        : Optional.empty(),
                fix(channel, person, own, bot, say)
                        .or(() -> shortfalls.stream()
                                .flatMap(shortfall -> shortfall.fix().stream())
                                .findFirst()),
                settings.link("/dashboard/" + channel.twitchUserId()));
    }

    private static String off(ChannelView channel, Sentences say) {
        return channel.shoutouts().off().contains("moderator") ? HealthWords.off(channel.shoutouts(), say) : "";
    }

    private String remark(ChannelView channel, Sentences say) {
        return isBotToo.test(new TwitchUserId(channel.twitchUserId()))
                ? Frame.TEXTS.like(HealthWords.BOT_AND_CHANNEL, say.language())
                : "";
    }

    /** Features that are on but cannot act, with a button for the person who can change that. */
    private List<Shortfall> shortfalls(ChannelView channel, Person person, boolean own, Sentences say) {
        return channel.health().problems().stream()
                .filter(problem -> OF_FEATURES.contains(problem.code()))
                .map(problem -> new Shortfall(
                        problem.said().in(say.language()),
                        button(problem, channel, person, own, say),
                        problem.code().equals("waiting-for-operator") && !isAdmin.test(person)))
                .toList();
    }

    private Optional<FixButton> button(
            ChannelView.Shortfall problem, ChannelView channel, Person person, boolean own, Sentences say) {
        if (problem.action().equals(Remedy.CONNECT_CHANNEL.text()) && own) {
            return Optional.of(new FixButton(
                    say.say("allow.channel"), settings.link("/auth/channel?channel=" + channel.twitchUserId())));
        }
        return problem.action().equals(Remedy.CONNECT_BOT.text()) && isAdmin.test(person)
                ? Optional.of(new FixButton(say.say("allow.bot"), settings.link("/auth/bot")))
                : Optional.empty();
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
    private Optional<FixButton> fix(ChannelView channel, Person person, boolean own, boolean bot, Sentences say) {
        boolean lost = channel.status().equals("needs-reauthorization");
        if (!bot && !lost) {
            return isAdmin.test(person)
                    ? Optional.of(new FixButton(say.say("allow.connect"), settings.link("/auth/bot")))
                    : Optional.empty();
        }
        boolean helps = lost || !channel.token().missingScopes().isEmpty() || HealthWords.isStopped(channel);
        return own && helps
                ? Optional.of(new FixButton(
                        say.say("connect.again"), settings.link("/auth/channel?channel=" + channel.twitchUserId())))
                : Optional.empty();
    }
}
