package bot.herald.web;

import bot.herald.account.ManagedChannels;
import bot.herald.account.Person;
import bot.herald.channel.Channel;
import bot.herald.web.pages.ChannelCard;
import bot.herald.web.pages.DashboardPage;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The channels that a person manages, those that need somebody first. */
final class DashboardEndpoints {
    private static final int ON_A_PAGE = 50;
    /** Parameters of the list, whatever its length. */
    private static final Set<String> LIST = Set.of("all", "q", "page");

    private final PageNeeds needs;
    private final WebSettings settings;
    private final ManagedChannels managed;
    private final Views views;
    private final ChannelCards cards;

    DashboardEndpoints(People people, ChannelCards cards, PageNeeds needs) {
        this.needs = needs;
        this.settings = needs.settings();
        this.managed = people.managed();
        this.views = people.views();
        this.cards = cards;
    }

    List<Route> routes() {
        return List.of(needs.page("/dashboard", this::list));
    }

    /** Whoever has one channel only is there at once, unless the address asks for the list. */
    private Answer list(WebRequest request, Visitor visitor) {
        List<Channel> channels = managed.of(visitor.person());
        boolean plain =
                LIST.stream().allMatch(name -> request.parameters().find(name).isEmpty());
        return plain && channels.size() == 1
                ? Answer.redirect(
                        URI.create(settings.link("/dashboard/" + channels.get(0).id())))
                : Answer.html(200, needs.pages(request, visitor).dashboard(page(request, visitor)));
    }

    private DashboardPage page(WebRequest request, Visitor visitor) {
        Person person = visitor.person();
        List<ChannelCard> all = managed.of(person).stream()
                .map(views::of)
                .map(channel -> cards.of(channel, person))
                .sorted(Comparator.comparing((ChannelCard card) -> !card.kind().equals("bad"))
                        .thenComparing(card -> !card.kind().equals("warn")))
                .toList();
        boolean ownIsConnected = managed.find(person, person.id()).isPresent();
        String query = request.parameters().find("q").map(String::strip).orElse("");
        String wanted = query.toLowerCase(Locale.ROOT);
        List<ChannelCard> found = all.stream()
                .filter(card -> card.login().contains(wanted)
                        || card.displayName().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        int pages = Math.max(1, (found.size() + ON_A_PAGE - 1) / ON_A_PAGE);
        int page = request.parameters()
                .find("page")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .filter(number -> number >= 1 && number <= pages)
                .orElse(1);
        int from = (page - 1) * ON_A_PAGE;
        List<ChannelCard> shown = found.subList(from, Math.min(found.size(), from + ON_A_PAGE));
        return new DashboardPage(
                person.profile().login().value(),
                shown,
                all.size(),
                ownIsConnected ? "" : settings.link("/auth/channel?channel=" + person.id()),
                settings.link("/dashboard"),
                query,
                shown.size() == found.size()
                        ? Numbers.counted(found.size(), "channel")
                        : Numbers.of(from + 1L) + " to " + Numbers.of(from + (long) shown.size()) + " of "
                                + Numbers.of(found.size()),
                page > 1 ? link(query, page - 1) : "",
                page < pages ? link(query, page + 1) : "");
    }

    private String link(String query, int page) {
        return settings.link("/dashboard") + "?page=" + page
                + (query.isEmpty() ? "" : "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }
}
