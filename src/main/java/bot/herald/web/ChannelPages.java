package bot.herald.web;

import bot.herald.account.AuditEntry;
import bot.herald.channel.Channel;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.timer.ChatTimer;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.FeedEvent;
import bot.herald.web.pages.ChannelPage;
import bot.herald.web.pages.ChannelPage.Part;
import bot.herald.web.pages.FeedView;
import bot.herald.web.pages.LivePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is going on in a channel: the overview and the live page. */
final class ChannelPages {
    private static final int CHANGES_SHOWN = 5;
    private static final int RAIDS_SHOWN = 5;
    private static final int FEED_SHOWN = 30;
    private static final int LIVE_SHOWN = ChannelFeed.KEPT;

    private final People people;
    private final Editing editing;
    private final ChannelFeed feed;
    private final PageNeeds needs;
    private final ChannelCards cards;
    private final GuardCards guards;
    private final LogRows rows;
    private final ActivityViews activity;

    ChannelPages(
            People people,
            Editing editing,
            ChannelFeed feed,
            ActivityViews activity,
            ChannelCards cards,
            GuardCards guards,
            PageNeeds needs) {
        this.activity = activity;
        this.people = people;
        this.editing = editing;
        this.feed = feed;
        this.needs = needs;
        this.cards = cards;
        this.guards = guards;
        this.rows = new LogRows(people, editing, needs.links());
    }

    List<Route> routes() {
        return List.of(
                needs.page("/dashboard/{id}", this::overview),
                needs.page("/dashboard/{id}/live", this::live),
                Route.get(
                        "/api/channels/{id}/activity",
                        needs.gate()
                                .reading((request, visitor) ->
                                        activity.json(request, needs.channels().of(request, visitor)))));
    }

    private Answer overview(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        List<AuditEntry> latest = people.trail().latest(channel.id(), CHANGES_SHOWN);
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .channel(new ChannelPage(
                                cards.of(people.views().of(channel), visitor.person()),
                                Shells.avatar(channel.profile()),
                                needs.confirmations().of(request, channel, visitor),
                                guards.of(channel, visitor),
                                parts(channel),
                                activity.plot(request, channel, needs.links().page(channel)),
                                activity.raids(channel, RAIDS_SHOWN),
                                needs.links().page(channel, Section.RAIDS.path()),
                                rows.of(latest, channel),
                                needs.links().page(channel, Section.LOG.path()),
                                view(channel, FEED_SHOWN),
                                visitor.session().formToken().reveal())));
    }

    private List<Part> parts(Channel channel) {
        ChannelBooks books = editing.books();
        List<CustomCommand> commands = books.commands().list(channel.id());
        List<ChatTimer> timers = books.timers().list(channel.id());
        List<FeatureItem> features = books.features().items(channel.id()).stream()
                .filter(item -> !item.fields().isEmpty())
                .toList();
        long answered = commands.stream().mapToLong(CustomCommand::count).sum();
        long waiting = features.stream()
                .filter(item -> item.enabled() && !item.waitingFor().isEmpty())
                .count();
        List<Part> parts =
                new ArrayList<>(activity.figures(channel, needs.links().page(channel, Section.RAIDS.path())));
        parts.add(new Part(
                "Your commands",
                Numbers.of(commands.size()),
                commands.isEmpty() ? "Add the first one" : "Used " + Numbers.counted(answered, "time"),
                needs.links().page(channel, commands.isEmpty() ? "commands/new" : Section.COMMANDS.path()),
                "",
                Optional.empty()));
        parts.add(new Part(
                "Timers",
                Numbers.of(timers.stream().filter(ChatTimer::enabled).count()),
                timers.isEmpty() ? "Add the first one" : "On, of " + Numbers.of(timers.size()),
                needs.links().page(channel, timers.isEmpty() ? "timers/new" : Section.TIMERS.path()),
                "",
                Optional.empty()));
        parts.add(new Part(
                "Features on",
                Numbers.of(features.stream().filter(FeatureItem::enabled).count()),
                waiting == 0 ? "Of " + Numbers.of(features.size()) : Numbers.of(waiting) + " waiting for permission",
                needs.links().page(channel, Section.FEATURES.path()),
                "",
                Optional.empty()));
        return List.copyOf(parts);
    }

    private Answer live(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        return Answer.html(200, needs.pages(request, visitor, channel).live(new LivePage(view(channel, LIVE_SHOWN))));
    }

    private FeedView view(Channel channel, int most) {
        List<FeedEvent> events = feed.latest(channel.id());
        return new FeedView(
                needs.links().feed(channel),
                events.isEmpty() ? 0 : events.get(events.size() - 1).id(),
                FeedRows.latest(events, most));
    }
}
