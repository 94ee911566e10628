package bot.herald.web;

import bot.herald.account.AuditEntry;
import bot.herald.channel.Channel;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.timer.ChatTimer;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.FeedEvent;
import bot.herald.language.Sentences;
import bot.herald.web.pages.ChannelPage;
import bot.herald.web.pages.ChannelPage.Part;
import bot.herald.web.pages.FeedView;
import bot.herald.web.pages.LivePage;
import bot.herald.web.pages.Welcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is going on in a channel: the overview and the live page. */
final class ChannelPages {
    private static final int CHANGES_SHOWN = 5;
    private static final int RAIDS_SHOWN = 5;
    private static final int FEED_SHOWN = 30;
    /** Filters of the live feed, as addresses name them. */
    private static final List<String> SHOWN = List.of("all", "chat", "events", "bot");

    private static final int LIVE_SHOWN = ChannelFeed.KEPT;

    private final People people;
    private final Editors editing;
    private final ChannelFeed feed;
    private final PageNeeds needs;
    private final ChannelCards cards;
    private final GuardCards guards;
    private final LogRows rows;
    private final ActivityViews activity;
    private final UpcomingViews soon;
    private final OperatorDesk desk;

    ChannelPages(WebServices services, Editors editing, ChannelCards cards, OperatorDesk desk, PageNeeds needs) {
        this.people = services.people();
        this.editing = editing;
        this.feed = services.feed();
        this.activity = new ActivityViews(services.activity(), needs.settings(), people.clock());
        this.soon = new UpcomingViews(services.agenda(), services.activity(), people, needs.links(), people.clock());
        this.guards = new GuardCards(services.guard(), needs.links());
        this.cards = cards;
        this.desk = desk;
        this.needs = needs;
        this.rows = new LogRows(people, editing, needs.links());
    }

    List<Route> routes() {
        return List.of(
                needs.page("/dashboard/{id}", this::overview),
                needs.page("/dashboard/{id}/live", this::live),
                needs.form("/dashboard/{id}/" + ChannelCards.ASK, this::ask),
                Route.get(
                        "/api/channels/{id}/activity",
                        needs.gate()
                                .reading((request, visitor) -> activity.json(
                                        request, needs.channels().of(request, visitor), needs.say(request)))));
    }

    private Answer overview(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        ChannelView view = people.views().of(channel);
        Sentences say = needs.say(request);
        List<AuditEntry> latest = people.trail().latest(channel.id(), CHANGES_SHOWN);
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .channel(new ChannelPage(
                                cards.of(view, visitor.person(), say),
                                Shells.avatar(channel.profile()),
                                soon.liveFor(channel, say),
                                soon.title(channel),
                                needs.confirmations().of(request, channel, visitor),
                                guards.of(channel, visitor, say.language()),
                                welcome(channel, view),
                                parts(channel, say),
                                activity.plot(request, channel, needs.links().page(channel), say),
                                activity.raids(channel, RAIDS_SHOWN, say.language()),
                                needs.links().page(channel, Section.RAIDS.path()),
                                soon.of(channel, view.shoutouts(), say),
                                rows.of(latest, channel, say),
                                needs.links().page(channel, Section.LOG.path()),
                                view(request, channel, FEED_SHOWN, "all"),
                                visitor.session().formToken().reveal())));
    }

    private Optional<Welcome> welcome(Channel channel, ChannelView view) {
        if (!editing.books().commands().list(channel.id()).isEmpty()) {
            return Optional.empty();
        }
        boolean answered = activity.answered(channel)
                || feed.latest(channel.id()).stream()
                        .anyMatch(event -> event.type().equals("herald.chat.sent"));
        boolean wanted = view.health().problems().stream()
                .anyMatch(problem -> problem.code().equals("not-moderator"));
        return people.views().tokens().stream()
                .filter(token -> token.kind().equals("bot"))
                .findFirst()
                .map(bot -> new Welcome(
                        answered,
                        !wanted,
                        needs.prefixes().of(channel.id()),
                        bot.login(),
                        needs.links().page(channel, Section.COMMANDS.path() + "/import"),
                        needs.links().page(channel, Section.COMMANDS.path() + "/new")));
    }

    private List<Part> parts(Channel channel, Sentences say) {
        ChannelBooks books = editing.books();
        List<CustomCommand> commands = books.commands().list(channel.id());
        List<ChatTimer> timers = books.timers().list(channel.id());
        List<FeatureView> features = books.features().items(channel.id()).stream()
                .filter(item -> !item.fields().isEmpty())
                .toList();
        long answered = commands.stream().mapToLong(CustomCommand::count).sum();
        long waiting = features.stream()
                .filter(item -> item.enabled() && !item.waitingFor().isEmpty())
                .count();
        List<Part> parts =
                new ArrayList<>(activity.figures(channel, needs.links().page(channel, Section.RAIDS.path()), say));
        parts.add(new Part(
                say.say("overview.commands"),
                Numbers.of(commands.size(), say.language()),
                commands.isEmpty() ? say.say("overview.add") : Numbers.counted(say, "overview.used", answered),
                needs.links().page(channel, commands.isEmpty() ? "commands/new" : Section.COMMANDS.path()),
                "",
                Optional.empty()));
        parts.add(new Part(
                say.say("nav.timers"),
                Numbers.of(timers.stream().filter(ChatTimer::enabled).count(), say.language()),
                timers.isEmpty()
                        ? say.say("overview.add")
                        : say.say("overview.timers", "n", Numbers.of(timers.size(), say.language())),
                needs.links().page(channel, timers.isEmpty() ? "timers/new" : Section.TIMERS.path()),
                "",
                Optional.empty()));
        parts.add(new Part(
                say.say("overview.features"),
                Numbers.of(features.stream().filter(FeatureView::enabled).count(), say.language()),
                waiting == 0
                        ? say.say("overview.features.of", "n", Numbers.of(features.size(), say.language()))
                        : say.say("overview.features.waiting", "n", Numbers.of(waiting, say.language())),
                needs.links().page(channel, Section.FEATURES.path()),
                "",
                Optional.empty()));
        return List.copyOf(parts);
    }

    /** The page it leads to says that the operator was asked, or no longer offers to ask. */
    private Answer ask(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        FormGuard.form(request, visitor);
        desk.ask(channel, people.views().of(channel));
        return Answer.seeOther(URI.create(needs.links().page(channel) + "#health"));
    }

    private Answer live(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        String show = request.parameters().find("show").orElse("all");
        if (!SHOWN.contains(show)) {
            throw Parameters.noSuch("show", SHOWN.stream());
        }
        String page = needs.links().page(channel, Section.LIVE.path());
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .live(new LivePage(
                                view(request, channel, LIVE_SHOWN, show),
                                SHOWN.stream()
                                        .map(choice -> new LivePage.Choice(
                                                needs.say(request).say("feed.show." + choice),
                                                page + "?show=" + choice,
                                                choice.equals(show)))
                                        .toList())));
    }

    private FeedView view(WebRequest request, Channel channel, int most, String show) {
        List<FeedEvent> events = feed.latest(channel.id());
        return new FeedView(
                needs.links().feed(channel),
                events.isEmpty() ? 0 : events.get(events.size() - 1).id(),
                FeedRows.latest(events, most, needs.say(request)),
                needs.pictures(request),
                show);
    }
}
