package bot.herald.web;

import bot.herald.account.ManagedChannels;
import bot.herald.account.Person;
import bot.herald.web.pages.DashboardPage;
import java.util.List;

/** The dashboard, as far as it works without any script. */
final class DashboardEndpoints {
    private final PageNeeds needs;
    private final WebSettings settings;
    private final ManagedChannels managed;
    private final Views views;
    private final ChannelCards cards;
    private final TokenRows tokens;

    DashboardEndpoints(People people, ChannelCards cards, PageNeeds needs) {
        this.needs = needs;
        this.settings = needs.settings();
        this.managed = people.managed();
        this.views = people.views();
        this.cards = cards;
        this.tokens = new TokenRows(people.clock());
    }

    List<Route> routes() {
        return List.of(needs.page(
                "/dashboard",
                (request, visitor) -> Answer.html(200, needs.pages().dashboard(page(visitor)))));
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
                ownIsConnected ? "" : settings.link("/auth/channel?channel=" + person.id()),
                settings.link("/auth/logout"),
                settings.link("/dashboard/sessions"),
                visitor.session().formToken().reveal(),
                admin,
                admin ? settings.link("/auth/bot?replace=true") : "",
                admin ? settings.link("/dashboard/admin") : "",
                admin ? views.tokens().stream().map(tokens::of).toList() : List.of());
    }

    private static boolean isOwn(ChannelView channel, Person person) {
        return channel.twitchUserId().equals(person.id().value());
    }
}
