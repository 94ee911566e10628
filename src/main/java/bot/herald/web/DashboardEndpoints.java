package bot.herald.web;

import bot.herald.account.ManagedChannels;
import bot.herald.account.Person;
import bot.herald.web.pages.DashboardPage;
import bot.herald.web.pages.LoginPage;
import bot.herald.web.pages.Pages;
import java.util.List;

/** The dashboard, as far as it works without any script. */
final class DashboardEndpoints {
    private final WebSettings settings;
    private final Pages pages;
    private final ManagedChannels managed;
    private final Views views;
    private final ChannelCards cards;
    private final Gate gate;
    private final TokenRows tokens;

    DashboardEndpoints(WebSettings settings, Pages pages, People people, ChannelCards cards, Gate gate) {
        this.settings = settings;
        this.pages = pages;
        this.managed = people.managed();
        this.views = people.views();
        this.cards = cards;
        this.gate = gate;
        this.tokens = new TokenRows(people.clock());
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/dashboard",
                gate.page(
                        (request, visitor) -> Answer.html(200, pages.dashboard(page(visitor))),
                        () -> Answer.html(401, pages.login(new LoginPage(settings.link("/auth/login")))))));
    }

    private DashboardPage page(Visitor visitor) {
        Person person = visitor.person();
        List<ChannelView> channels = managed.of(person).stream().map(views::of).toList();
        boolean ownIsConnected = channels.stream().anyMatch(channel -> isOwn(channel, person));
        boolean admin = managed.isAdmin(person);
        String avatar = person.profile().avatarUrl();
        return new DashboardPage(
                person.profile().displayName(),
                person.profile().login().value(),
                avatar.startsWith("https://") ? avatar : "",
                channels.stream().map(channel -> cards.of(channel, person)).toList(),
                ownIsConnected ? "" : settings.link("/auth/channel"),
                settings.link("/auth/logout"),
                visitor.session().formToken().reveal(),
                admin,
                admin ? settings.link("/auth/bot") : "",
                admin ? settings.link("/dashboard/admin") : "",
                admin ? views.tokens().stream().map(tokens::of).toList() : List.of());
    }

    private static boolean isOwn(ChannelView channel, Person person) {
        return channel.twitchUserId().equals(person.id().value());
    }
}
