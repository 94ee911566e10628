package bot.herald.web;

import bot.herald.account.Person;
import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Purpose;
import bot.herald.auth.RequestedScopes;
import bot.herald.web.pages.LandingPage;
import bot.herald.web.pages.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** All of Herald's routes. */
final class Routes {
    private Routes() {}

    static List<Route> of(WebSettings settings, WebServices services, FeedSockets feeds) {
        return of(
                settings,
                services,
                feeds,
                new KeptForms(settings, services.people().clock()),
                (request, connected) -> false,
                request -> false);
    }

    /**
     * @param settingUp is told what was connected; whether that was done by the browser that sets Herald up
     * @param setsUp whether a request comes from the browser that sets Herald up
     */
    static List<Route> of(
            WebSettings settings,
            WebServices services,
            FeedSockets feeds,
            KeptForms forms,
            BiPredicate<WebRequest, Connected> settingUp,
            Predicate<WebRequest> setsUp) {
        Pages pages = new Pages(Assets.frame(settings));
        CompletionAnswers answers = new CompletionAnswers(
                settings,
                pages,
                new Problems(settings, pages, forms),
                services.botConnected(),
                services.people().managed(),
                settingUp);
        People people = services.people();
        SessionCookie cookie = new SessionCookie(settings);
        Gate gate = new Gate(
                people.sessions(), services.discord().map(DiscordWeb::guests), cookie, new SameOrigin(settings));
        Editors editing = Editors.of(people);
        OperatorDesk desk = new OperatorDesk(services.operatorRequests(), people.clock());
        ChannelCards cards = new ChannelCards(
                settings,
                services.botConnected(),
                people.managed()::isAdmin,
                people.managed()::isBotAndChannel,
                desk::askedAt);
        PageNeeds needs = PageNeeds.of(settings, gate, people, services.feed(), editing, forms);
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get(
                "/",
                request -> Answer.html(
                        200, needs.shells().open(request).landing(landing(settings, services, gate, request)))));
        routes.addAll(new Preferences(settings).routes());
        routes.addAll(new AuthorizationEndpoints(settings, services, answers, cookie, gate, setsUp).routes());
        routes.addAll(new SessionEndpoints(settings, people.sessions(), services.discord(), cookie, gate).routes());
        services.discord()
                .ifPresent(discord -> routes.addAll(new DiscordEndpoints(discord, people, cookie, needs).routes()));
        // Before the channels' pages, as below.
        routes.addAll(new SessionPages(people.sessions(), services.discord(), needs).routes());
        routes.addAll(new DashboardEndpoints(services, editing, cards, needs).routes());
        // Before the channels' pages, because an address under /dashboard names a channel otherwise.
        routes.addAll(new AdminEndpoints(services, desk, needs).routes());
        GuardCards guards = new GuardCards(services.guard(), needs.links());
        routes.addAll(new ChannelPages(services, editing, cards, desk, needs).routes());
        routes.addAll(new CommandPages(editing, needs).routes());
        MoveInEndpoints moving = new MoveInEndpoints(
                editing.books().moves(), people.managed(), new ManagedChannel(people.managed()), gate);
        routes.addAll(moving.routes());
        routes.addAll(new ImportPages(editing.books().moves(), moving, needs).routes());
        routes.addAll(new TimerPages(editing, needs).routes());
        routes.addAll(new TriggerPages(editing, needs).routes());
        routes.addAll(new QuotePages(editing, needs).routes());
        routes.addAll(new CounterPages(people, editing, needs).routes());
        editing.open().forEach(editor -> routes.addAll(new DocumentPages(editor, needs).routes()));
        routes.addAll(new RaidPages(people, editing, services.activity(), guards, needs).routes());
        services.discordLinks().ifPresent(discord -> {
            ManagedChannel channels = new ManagedChannel(people.managed());
            routes.addAll(new DiscordLinkPages(discord, needs).routes());
            routes.addAll(new DiscordLinkEndpoints(discord, channels, gate).routes());
            routes.add(new ServersFeed(discord, feeds, gate).route());
        });
        routes.addAll(new FeaturePages(people, editing, needs).routes());
        routes.addAll(new LogPages(people, editing, guards, needs).routes());
        routes.addAll(new SettingsPages(people, editing, needs).routes());
        routes.addAll(new ApiEndpoints(people, services.discord(), gate).routes());
        routes.addAll(editing(settings, people, gate, editing));
        routes.addAll(new FeedEndpoint(
                        services.feed(),
                        feeds,
                        new ManagedChannel(people.managed()),
                        gate,
                        needs.shells().preferences())
                .routes());
        routes.addAll(new StatusEndpoints(services.readiness(), services.metrics()).routes());
        routes.addAll(new PublicPages(services.publicChannels(), settings, pages, people.clock()).routes());
        routes.add(Assets.description(
                people.books().documents(), services.discordLinks().isPresent()));
        routes.addAll(Assets.routes());
        return List.copyOf(routes);
    }

    private static List<Route> editing(WebSettings settings, People people, Gate gate, Editors editing) {
        ManagedChannel channels = new ManagedChannel(people.managed());
        List<Route> routes = new ArrayList<>();
        for (DocumentEditor editor : editing.editors()) {
            routes.addAll(new DocumentEndpoints(editor, channels, gate, settings).routes());
        }
        routes.addAll(new AuditEndpoints(people, editing.undoing(), channels, gate).routes());
        return routes;
    }

    private static LandingPage landing(WebSettings settings, WebServices services, Gate gate, WebRequest request) {
        Optional<Person> here = gate.browser(request).map(Visitor::person);
        return new LandingPage(
                services.botConnected().getAsBoolean(),
                settings.link("/auth/channel"
                        + here.map(person -> "?channel=" + person.id()).orElse("")),
                here.map(person -> person.profile().displayName()).orElse(""),
                settings.link("/auth/channel?another=true"),
                settings.commandPrefix(),
                RequestedScopes.of(Purpose.CHANNEL).stream()
                        .sorted()
                        .map(ScopeWords::cannot)
                        .toList(),
                settings.link("/auth/login"),
                here.isPresent() ? settings.link("/dashboard") : "");
    }
}
