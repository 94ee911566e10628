package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feature.SettingField;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.web.FeatureItem.Awaited;
import bot.herald.web.FormShape.Input;
import bot.herald.web.FormShape.Kind;
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
final class FeaturePages {
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
        return List.of(
                needs.page(PATH, this::list),
                needs.page(PATH + "/{feature}", this::show),
                needs.form(PATH + "/{feature}", this::replace));
    }

    private Answer list(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Map<String, List<FeatureRow>> groups = new LinkedHashMap<>();
        FeatureLooks.GROUPS.forEach(title -> groups.put(title, new ArrayList<>()));
        editing.books().features().list(channel.id()).forEach(item -> {
            FeatureLooks looks = FeatureLooks.of(item);
            groups.computeIfAbsent(looks.group(), title -> new ArrayList<>())
                    .add(new FeatureRow(
                            looks.icon(),
                            looks.colour(),
                            item.title(),
                            item.summary(),
                            item.enabled(),
                            item.shape().isEmpty() ? "" : link(channel, item),
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

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        FeatureItem item = found(channel, request);
        Optional<Parameters> typed = needs.forms().typed(request);
        return page(
                200,
                request,
                channel,
                visitor,
                item,
                typed.flatMap(kept -> kept.find("version")).orElse(IfMatch.tag(item)),
                typed.map(shape(item)::typed).orElseGet(() -> shape(item).typed(item)),
                typed.isPresent() ? List.of(FormShape.NOT_SAVED_YET) : List.of());
    }

    private Answer replace(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        FeatureItem before = found(channel, request);
        FormShape shape = shape(before);
        Map<String, String> typed = shape.typed(form);
        Change<FeatureItem> change;
        try {
            change = editing.features()
                    .replace(
                            visitor.person(),
                            channel.id(),
                            before.id(),
                            new Fields(shape.json(typed)),
                            new IfMatch(form.find("version")));
        } catch (ProblemException e) {
            List<Problem> why = List.of(new Problem("", e.problem().message()));
            return page(e.problem().status(), request, channel, visitor, before, IfMatch.tag(before), typed, why);
        }
        if (change instanceof Change.Done<FeatureItem>) {
            return needs.done(channel, visitor, Section.FEATURES);
        }
        bot.herald.web.Problem problem = Changes.problem(change, new IfMatch(Optional.of("form")));
        FeatureItem now = found(channel, request);
        return page(problem.status(), request, channel, visitor, now, IfMatch.tag(now), typed, Changes.faults(problem));
    }

    private FeatureItem found(Channel channel, WebRequest request) {
        return editing.books()
                .features()
                .find(channel.id(), request.pathValues().getOrDefault("feature", ""))
                .filter(item -> !item.shape().isEmpty())
                .orElseThrow(() -> new ProblemException(bot.herald.web.Problem.of(404)));
    }

    private Answer page(
            int status,
            WebRequest request,
            Channel channel,
            Visitor visitor,
            FeatureItem item,
            String version,
            Map<String, String> typed,
            List<Problem> problems) {
        FormShape shape = shape(item);
        FormView form = new FormView(
                link(channel, item),
                visitor.session().formToken().reveal(),
                version,
                "Save",
                shape.fields(typed, problems),
                shape.errors(problems));
        return Answer.html(
                status,
                needs.pages(request, visitor, channel)
                        .feature(new FeaturePage(
                                item.title(),
                                item.summary(),
                                channel.profile().displayName(),
                                needs.links().page(channel, "features"),
                                waiting(channel, visitor, item),
                                form)));
    }

    private List<WaitingView> waiting(Channel channel, Visitor visitor, FeatureItem item) {
        boolean own = channel.id().equals(visitor.person().id());
        boolean admin = people.managed().isAdmin(visitor.person());
        List<WaitingView> waiting = new ArrayList<>();
        addWaiting(
                waiting,
                item,
                FeatureItem.BROADCASTER,
                own ? "You have to allow it at Twitch." : "The broadcaster has to allow it at Twitch.",
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

    private static FormShape shape(FeatureItem item) {
        return new FormShape(item.shape().stream().map(FeaturePages::input).toList());
    }

    private static Input input(SettingField field) {
        Kind kind = switch (field.kind()) {
            case FLAG -> Kind.CHECK;
            case NUMBER -> Kind.NUMBER;
            case TEXT -> Kind.TEXT;
            case LINES -> Kind.LINES;
            case CHOICE -> Kind.SELECT;
        };
        return new Input("settings." + field.name(), field.label(), field.help(), kind, field.choices());
    }
}
