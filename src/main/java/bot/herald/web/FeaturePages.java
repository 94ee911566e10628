package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.settings.Documents.Shown;
import bot.herald.web.FeatureItem.Awaited;
import bot.herald.web.pages.FeaturePage;
import bot.herald.web.pages.FeatureRow;
import bot.herald.web.pages.FeaturesPage;
import bot.herald.web.pages.FormView;
import bot.herald.web.pages.WaitingView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages on which a channel's features are switched on and set; a form is made of what the feature says of its settings. */
final class FeaturePages implements DocumentPages.Look {
    private static final String PATH = "/dashboard/{id}/features";

    private final People people;
    private final Editing editing;
    private final PageNeeds needs;

    FeaturePages(People people, Editing editing, PageNeeds needs) {
        this.people = people;
        this.editing = editing;
        this.needs = needs;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(needs.page(PATH, this::list)));
        routes.addAll(new DocumentPages(editing.of("feature"), needs, this).routes());
        return routes;
    }

    private Answer list(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Map<String, List<FeatureRow>> groups = new LinkedHashMap<>();
        FeatureLooks.GROUPS.forEach(title -> groups.put(title, new ArrayList<>()));
        editing.books().features().items(channel.id()).forEach(item -> {
            FeatureLooks looks = FeatureLooks.of(item);
            groups.computeIfAbsent(looks.group(), title -> new ArrayList<>())
                    .add(new FeatureRow(
                            looks.icon(),
                            looks.colour(),
                            item.title(),
                            item.summary(),
                            item.enabled(),
                            item.fields().isEmpty() ? "" : link(channel, item),
                            waiting(channel, visitor, item)));
        });
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .features(new FeaturesPage(
                                needs.confirmations().of(request, channel, visitor),
                                groups.entrySet().stream()
                                        .filter(group -> !group.getValue().isEmpty())
                                        .map(group ->
                                                new FeaturesPage.Group(group.getKey(), List.copyOf(group.getValue())))
                                        .toList())));
    }

    @Override
    public String page(WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, FormView form) {
        FeatureItem item = editing.books()
                .features()
                .item(channel.id(), document.orElseThrow().name());
        return needs.pages(request, visitor, channel)
                .feature(new FeaturePage(
                        item.title(),
                        item.summary(),
                        channel.profile().displayName(),
                        needs.links().page(channel, "features"),
                        waiting(channel, visitor, item),
                        form));
    }

    private List<WaitingView> waiting(Channel channel, Visitor visitor, FeatureItem item) {
        boolean own = channel.id().equals(visitor.person().id());
        boolean admin = people.managed().isAdmin(visitor.person());
        List<WaitingView> waiting = new ArrayList<>();
        addWaiting(
                waiting,
                item,
                FeatureItem.BROADCASTER,
                own ? "You have to allow it on Twitch." : "The broadcaster has to allow it on Twitch.",
                own ? needs.settings().link("/auth/channel?channel=" + channel.id()) : "");
        addWaiting(
                waiting,
                item,
                FeatureItem.BOT,
                admin
                        ? "Connect the bot account again and allow it."
                        : "The operator has to connect the bot account again and allow it.",
                admin ? needs.settings().link("/auth/bot") : "");
        return waiting;
    }

    private static void addWaiting(
            List<WaitingView> waiting, FeatureItem item, String account, String who, String grantLink) {
        List<String> cannot = item.waitingFor().stream()
                .filter(awaited -> awaited.account().equals(account))
                .map(Awaited::words)
                .toList();
        if (!cannot.isEmpty()) {
            waiting.add(new WaitingView(cannot, who, grantLink));
        }
    }

    private String link(Channel channel, FeatureItem item) {
        return needs.links().item(channel, "features", item.id());
    }
}
