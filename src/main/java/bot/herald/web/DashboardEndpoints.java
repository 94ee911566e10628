package bot.herald.web;

import bot.herald.account.ManagedChannels;
import bot.herald.account.Person;
import bot.herald.channel.Channel;
import bot.herald.feed.Activity.Bucket;
import bot.herald.feed.Activity.Width;
import bot.herald.feed.ActivityStore;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.stream.StreamState;
import bot.herald.web.pages.ChannelCard;
import bot.herald.web.pages.DashboardPage;
import bot.herald.web.pages.DashboardPage.Choice;
import bot.herald.web.pages.DashboardPage.Column;
import bot.herald.web.pages.DashboardPage.Done;
import bot.herald.web.pages.DashboardPage.Row;
import bot.herald.web.pages.Notice;
import bot.herald.web.pages.Spark;
import bot.herald.web.pages.When;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** The channels that a person manages, those that need attention first. */
final class DashboardEndpoints {
    private static final int ON_A_PAGE = 50;
    /** Parameters that ask for the list even of a single channel. */
    private static final Set<String> LIST = Set.of("all", "q", "page", "show", "sort");

    /** The most channels that a form offers to copy from. */
    private static final int MOST_SOURCES = 200;

    private static final String PICKED = "pick.";
    private static final Duration DAY = Duration.ofDays(1);

    private final PageNeeds needs;
    private final WebSettings settings;
    private final ManagedChannels managed;
    private final Views views;
    private final ChannelCards cards;
    private final Agenda agenda;
    private final ActivityStore activity;
    private final Consumer<TwitchUserId> recheck;
    private final ManyChannels many;
    private final Clock clock;

    DashboardEndpoints(WebServices services, Editors editing, ChannelCards cards, PageNeeds needs) {
        People people = services.people();
        this.many = new ManyChannels(editing, people.managed(), needs);
        this.agenda = services.agenda();
        this.activity = services.activity();
        this.recheck = services.recheck();
        this.clock = people.clock();
        this.needs = needs;
        this.settings = needs.settings();
        this.managed = people.managed();
        this.views = people.views();
        this.cards = cards;
    }

    List<Route> routes() {
        return List.of(needs.page("/dashboard", this::list), needs.form("/dashboard", this::act));
    }

    /** Somebody with a single channel goes straight there, unless the address asks for the list. */
    private Answer list(WebRequest request, Visitor visitor) {
        List<Channel> channels = managed.of(visitor.person());
        boolean plain =
                LIST.stream().allMatch(name -> request.parameters().find(name).isEmpty());
        return plain && channels.size() == 1
                ? Answer.redirect(
                        URI.create(settings.link("/dashboard/" + channels.get(0).id())))
                : Answer.html(
                        200,
                        needs.pages(request, visitor)
                                .dashboard(page(
                                        request,
                                        visitor,
                                        channels,
                                        new Done(checked(request, needs.say(request)), List.of()))));
    }

    private DashboardPage page(WebRequest request, Visitor visitor, List<Channel> channels, Done done) {
        Person person = visitor.person();
        Sentences say = needs.say(request);
        List<Item> all = channels.stream()
                .map(channel -> new Item(
                        channel,
                        cards.of(views.of(channel), person, say),
                        agenda.stream().apply(channel.id()).filter(StreamState::isLive)))
                .toList();
        Show show = request.parameters().choice("show", Show.class, Show.ALL);
        String query = request.parameters().find("q").map(String::strip).orElse("");
        Order order = request.parameters().choice("sort", Order.class, Order.HEALTH);
        List<Item> found = all.stream()
                .filter(item -> item.matches(query.toLowerCase(Locale.ROOT)) && show.wants(item))
                .sorted(order.by)
                .toList();
        int pages = Math.max(1, (found.size() + ON_A_PAGE - 1) / ON_A_PAGE);
        int page = Math.min(pages, request.parameters().page());
        int from = (page - 1) * ON_A_PAGE;
        List<Item> shown = found.subList(from, Math.min(found.size(), from + ON_A_PAGE));
        Instant now = clock.instant();
        Map<TwitchUserId, List<Bucket>> said =
                activity.said(shown.stream().map(item -> item.channel().id()).toList(), now.minus(DAY), Width.HOUR);
        boolean ownIsConnected = managed.find(person, person.id()).isPresent();
        return new DashboardPage(
                person.profile().login().value(),
                shown.stream()
                        .map(item -> row(item, said.getOrDefault(item.channel().id(), List.of()), now, say))
                        .toList(),
                all.size(),
                ownIsConnected ? "" : settings.link("/auth/channel?channel=" + person.id()),
                settings.link("/dashboard"),
                query,
                Arrays.stream(Show.values())
                        .map(one -> new Choice(
                                say.say("channels.show." + Parameters.text(one)),
                                Numbers.of(all.stream().filter(one::wants).count(), say.language()),
                                link(query, one, order, 1),
                                one == show))
                        .toList(),
                Parameters.text(show),
                say.say(order.caption),
                Arrays.stream(Order.values())
                        .map(one -> new Column(
                                say.say(one.label),
                                link(query, show, one, 1),
                                one == Order.NAME ? "" : "wide-only",
                                one == order ? (one == Order.LIVE ? "descending" : "ascending") : null))
                        .toList(),
                Parameters.text(order),
                shown.size() == found.size()
                        ? Numbers.counted(say, "channels.shown", found.size())
                        : say.say(
                                "shown.part",
                                "from",
                                Numbers.of(from + 1L, say.language()),
                                "to",
                                Numbers.of(from + (long) shown.size(), say.language()),
                                "all",
                                Numbers.of(found.size(), say.language())),
                page > 1 ? link(query, show, order, page - 1) : "",
                page < pages ? link(query, show, order, page + 1) : "",
                done.notice(),
                many.offered(
                        link(query, show, order, page),
                        (all.size() <= MOST_SOURCES ? all : shown)
                                .stream().map(Item::channel).toList(),
                        done.refused(),
                        say),
                done.results(),
                visitor.session().formToken().reveal());
    }

    /** Acts on the picked channels that exist and that the person manages; the rest is ignored. */
    private Answer act(WebRequest request, Visitor visitor) {
        Parameters form = FormGuard.form(request, visitor);
        List<Channel> picked = form.all().keySet().stream()
                .filter(name -> name.startsWith(PICKED))
                .map(name -> name.substring(PICKED.length()))
                .limit(ON_A_PAGE)
                .filter(TwitchUserId::isValid)
                .map(TwitchUserId::new)
                .flatMap(id -> managed.find(visitor.person(), id).stream())
                .toList();
        if (form.find("do").filter(what -> !what.equals("check")).isPresent()) {
            Done done = many.done(request, visitor, form, picked);
            return Answer.html(
                    done.refused().wrong().isEmpty() ? 200 : 400,
                    needs.pages(request, visitor)
                            .dashboard(page(request, visitor, managed.of(visitor.person()), done)));
        }
        picked.forEach(channel -> recheck.accept(channel.id()));
        return Answer.seeOther(URI.create(settings.link("/dashboard?all=true&checked=" + picked.size())));
    }

    private static Notice checked(WebRequest request, Sentences say) {
        return request.parameters()
                .find("checked")
                .filter(text -> text.matches("[0-9]{1,2}"))
                .map(Integer::parseInt)
                .map(number -> number == 0
                        ? Notice.notDone(say.say("channels.checking-none"))
                        : Notice.done(Numbers.counted(say, "channels.checking", number)))
                .orElse(Notice.NONE);
    }

    private static Row row(Item item, List<Bucket> day, Instant now, Sentences say) {
        long[] hours = new long[(int) DAY.toHours()];
        long answers = 0;
        for (Bucket bucket : day) {
            int back = (int) Duration.between(bucket.begin(), now).toHours();
            if (back < hours.length) {
                hours[hours.length - 1 - back] += bucket.lines();
                answers += bucket.answers();
            }
        }
        return new Row(
                item.card(),
                item.channel().id().value(),
                Shells.avatar(item.channel().profile()),
                item.stream().flatMap(StreamState::liveSince).map(When::of),
                item.stream()
                        .map(StreamState::viewers)
                        .filter(OptionalInt::isPresent)
                        .map(viewers -> Numbers.counted(say, "channels.viewers", viewers.getAsInt()))
                        .orElse(""),
                Numbers.of(answers, say.language()),
                Spark.line(LongStream.of(hours).boxed().toList()));
    }

    private String link(String query, Show show, Order order, int page) {
        return settings.link("/dashboard") + "?all=true" + (show == Show.ALL ? "" : "&show=" + Parameters.text(show))
                + (order == Order.HEALTH ? "" : "&sort=" + Parameters.text(order)) + (page == 1 ? "" : "&page=" + page)
                + (query.isEmpty() ? "" : "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    /** @param stream empty while it is offline or unknown */
    private record Item(Channel channel, ChannelCard card, Optional<StreamState> stream) {
        private String login() {
            return channel.profile().login().value();
        }

        /** -1 while offline. */
        private int viewers() {
            return stream.map(state -> state.viewers().orElse(0)).orElse(-1);
        }

        private boolean matches(String wanted) {
            return card.login().contains(wanted)
                    || card.displayName().toLowerCase(Locale.ROOT).contains(wanted);
        }
    }

    /** The column that the list is sorted by. */
    private enum Order {
        NAME("nav.channel", "channels", Comparator.comparing(Item::login)),
        /** Those that need attention first; otherwise as they came, with the person's own channel on top. */
        HEALTH(
                "channels.health",
                "channels.first",
                Comparator.comparing((Item item) -> !item.card().kind().equals("bad"))
                        .thenComparing(item -> !item.card().kind().equals("warn"))),
        /** Most viewers first. */
        LIVE(
                "channels.live",
                "channels.live-first",
                Comparator.comparing(Item::viewers).reversed().thenComparing(Item::login));

        private final String label;
        private final String caption;

        @SuppressWarnings("ImmutableEnumChecker") // Those above hold nothing.
        private final Comparator<Item> by;

        Order(String label, String caption, Comparator<Item> by) {
            this.label = label;
            this.caption = caption;
            this.by = by;
        }
    }

    /** Which channels are listed. */
    private enum Show {
        ALL,
        ATTENTION,
        LIVE;

        private boolean wants(Item item) {
            return switch (this) {
                case ALL -> true;
                case ATTENTION -> !item.card().kind().equals("good");
                case LIVE -> item.stream().isPresent();
            };
        }
    }
}
