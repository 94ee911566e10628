package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.language.Sentences;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.SettingField;
import bot.herald.web.pages.FeaturePage;
import bot.herald.web.pages.FeatureRow;
import bot.herald.web.pages.FeaturesPage;
import bot.herald.web.pages.FormView;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Notice;
import bot.herald.web.pages.WaitingView;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of a channel's features with their switches, and the form for each feature's settings. */
final class FeaturePages implements DocumentForm.Look {
    private static final String PATH = "/dashboard/{id}/features";

    private final People people;
    private final Editors editing;
    private final PageNeeds needs;

    FeaturePages(People people, Editors editing, PageNeeds needs) {
        this.people = people;
        this.editing = editing;
        this.needs = needs;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(needs.page(PATH, this::list)));
        routes.add(needs.form(PATH + "/{name}/switch", this::turn));
        routes.addAll(new DocumentPages(editing.of("feature"), needs, this).routes());
        return routes;
    }

    private Answer list(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        return page(200, request, channel, visitor, needs.confirmations().of(request, channel, visitor));
    }

    private Answer page(int status, WebRequest request, Channel channel, Visitor visitor, Notice notice) {
        Sentences say = needs.say(request);
        Map<String, List<FeatureRow>> groups = new LinkedHashMap<>();
        FeatureLooks.GROUPS.forEach(title -> groups.put(title, new ArrayList<>()));
        for (Shown document : editing.books().features().list(channel.id())) {
            FeatureView item = editing.books().features().item(channel.id(), document.name());
            List<SettingField> switches = switches(document);
            if (switches.isEmpty()) {
                FeatureLooks looks = FeatureLooks.of(item);
                groups.computeIfAbsent(looks.group(), title -> new ArrayList<>())
                        .add(row(
                                channel,
                                item,
                                looks,
                                Optional.empty(),
                                item.enabled(),
                                waiting(channel, visitor, item, say),
                                say));
            }
            for (SettingField field : switches) {
                FeatureLooks looks = FeatureLooks.of(item, field.name());
                boolean on = item.settings().path(field.name()).asBoolean();
                groups.computeIfAbsent(looks.group(), title -> new ArrayList<>())
                        .add(row(
                                channel,
                                item,
                                looks,
                                Optional.of(field),
                                on,
                                waiting(channel, visitor, item, field, switches, say),
                                say));
            }
        }
        return Answer.html(
                status,
                needs.pages(request, visitor, channel)
                        .features(new FeaturesPage(
                                notice,
                                visitor.session().formToken().reveal(),
                                groups.entrySet().stream()
                                        .filter(group -> !group.getValue().isEmpty())
                                        .map(group -> new FeaturesPage.Group(
                                                say.say(group.getKey()), List.copyOf(group.getValue())))
                                        .toList())));
    }

    /** The first field of each part of the form, if it switches the part on and off. */
    static List<SettingField> switches(Shown document) {
        Map<String, SettingField> first = new LinkedHashMap<>();
        document.fields().forEach(field -> first.putIfAbsent(field.look().group(), field));
        return first.values().stream()
                .filter(field -> field.kind() == SettingField.Kind.FLAG)
                .toList();
    }

    /** @param field switches it; empty if it has no switch */
    private FeatureRow row(
            Channel channel,
            FeatureView item,
            FeatureLooks looks,
            Optional<SettingField> field,
            boolean on,
            List<WaitingView> waiting,
            Sentences say) {
        String part = field.map(one -> one.look().group()).orElse("");
        return new FeatureRow(
                item.id() + field.map(one -> "-" + one.name()).orElse(""),
                looks.icon(),
                looks.colour(),
                like(part.isEmpty() ? item.title() : part, say),
                like(
                        part.isEmpty()
                                ? item.summary()
                                : field.map(SettingField::help).orElse(""),
                        say),
                on,
                item.fields().isEmpty()
                        ? ""
                        : link(channel, item)
                                + field.filter(one -> !part.isEmpty())
                                        .map(one -> "#of-settings." + one.name())
                                        .orElse(""),
                link(channel, item) + "/switch",
                field.map(SettingField::name).orElse(""),
                waiting);
    }

    private Answer turn(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        String name = request.pathValues().getOrDefault("name", "");
        String field = form.find("field").orElse("");
        Shown feature = editing.books()
                .features()
                .find(channel.id(), name)
                .filter(one ->
                        switches(one).stream().anyMatch(known -> known.name().equals(field)))
                .orElseThrow(() -> new ProblemException(HttpProblem.of(404)));
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        wanted.putObject("settings").put(field, Switches.isOn(form));
        Notice notice;
        try {
            Changes.done(
                    editing.of("feature")
                            .replace(visitor.person(), channel.id(), feature.name(), wanted, IfMatch.ANYTHING),
                    IfMatch.ANYTHING);
            if (!Switches.isForRow(request)) {
                return needs.done(channel, visitor, Section.FEATURES);
            }
            notice = needs.confirmations().last(request, channel, visitor, Notice.NONE);
        } catch (ProblemException e) {
            notice = Notice.notDone(
                    Changes.message(e.problem()).in(needs.say(request).language()));
            if (!Switches.isForRow(request)) {
                return page(e.problem().status(), request, channel, visitor, notice);
            }
        }
        return page(200, request, channel, visitor, notice);
    }

    @Override
    public String page(WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, FormView form) {
        FeatureView item = editing.books()
                .features()
                .item(channel.id(), document.orElseThrow().name());
        Sentences say = needs.say(request);
        return needs.pages(request, visitor, channel)
                .feature(new FeaturePage(
                        like(item.title(), say),
                        like(item.summary(), say),
                        needs.links().page(channel, "features"),
                        waiting(channel, visitor, item, say),
                        form));
    }

    /** What the part waits for if it is on; with no part on, the first shows what the feature waits for. */
    private List<WaitingView> waiting(
            Channel channel,
            Visitor visitor,
            FeatureView item,
            SettingField part,
            List<SettingField> switches,
            Sentences say) {
        if (item.settings().path(part.name()).asBoolean()) {
            FeatureDocuments features = editing.books().features();
            return waiting(channel, visitor, features.part(channel.id(), item, part, switches), say);
        }
        boolean anyOn = switches.stream()
                .anyMatch(field -> item.settings().path(field.name()).asBoolean());
        return !anyOn && part.equals(switches.get(0)) ? waiting(channel, visitor, item, say) : List.of();
    }

    private List<WaitingView> waiting(Channel channel, Visitor visitor, FeatureView item, Sentences say) {
        boolean own = channel.id().equals(visitor.person().id());
        boolean admin = people.managed().isAdmin(visitor.person());
        List<WaitingView> waiting = new ArrayList<>();
        addWaiting(
                waiting,
                item,
                say,
                FeatureView.BROADCASTER,
                say.say(own ? "waiting.own" : "waiting.broadcaster"),
                own ? needs.settings().link("/auth/channel?channel=" + channel.id()) : "");
        addWaiting(
                waiting,
                item,
                say,
                FeatureView.BOT,
                say.say(admin ? "waiting.admin" : "waiting.operator"),
                admin ? needs.settings().link("/auth/bot") : "");
        return waiting;
    }

    private static void addWaiting(
            List<WaitingView> waiting, FeatureView item, Sentences say, String account, String who, String grantLink) {
        List<String> cannot = item.waitingFor().stream()
                .filter(awaited -> awaited.account().equals(account))
                .map(awaited -> like(awaited.words(), say))
                .toList();
        if (!cannot.isEmpty()) {
            waiting.add(new WaitingView(cannot, who, grantLink));
        }
    }

    /** A feature's description of itself, in English. */
    private static String like(String english, Sentences say) {
        return Frame.TEXTS.like(english, say.language());
    }

    private String link(Channel channel, FeatureView item) {
        return needs.links().item(channel, "features", item.id());
    }
}
