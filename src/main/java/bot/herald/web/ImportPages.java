package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.language.Sentences;
import bot.herald.movein.ChannelMoves;
import bot.herald.movein.MoveIn.Applied;
import bot.herald.movein.Preview;
import bot.herald.movein.Preview.OnClash;
import bot.herald.movein.Preview.State;
import bot.herald.movein.Source;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.ImportPage;
import bot.herald.web.pages.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Importing commands from another bot: choose a source, preview, take over. */
final class ImportPages {
    private static final String LINE = "line-";

    private final ChannelMoves moves;
    private final MoveInEndpoints endpoints;
    private final PageNeeds needs;

    ImportPages(ChannelMoves moves, MoveInEndpoints endpoints, PageNeeds needs) {
        this.moves = moves;
        this.endpoints = endpoints;
        this.needs = needs;
    }

    List<Route> routes() {
        return List.of(
                needs.page("/dashboard/{id}/import", this::choose),
                needs.form("/dashboard/{id}/import", this::look).waitingForTwitch(),
                needs.form("/dashboard/{id}/import/{preview}", this::takeOver));
    }

    /** What was entered into the form. */
    private record Typed(String source, String login, String text) {}

    private Answer choose(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        return page(
                200,
                request,
                channel,
                visitor,
                Notice.NONE,
                Optional.empty(),
                new Typed("", channel.profile().login().value(), ""));
    }

    private Answer look(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.withFile(request, visitor);
        Typed typed = new Typed(
                form.find("source").orElse(""),
                form.find("login").orElse(channel.profile().login().value()),
                form.find("text").orElse(""));
        try {
            Preview preview = endpoints.preview(
                    channel,
                    MoveInEndpoints.source(typed.source()),
                    typed.login(),
                    form.find("file").orElse(typed.text()));
            return page(200, request, channel, visitor, Notice.NONE, Optional.of(preview), typed);
        } catch (ProblemException e) {
            Notice why = Notice.notDone(
                    Frame.TEXTS.like(e.problem().message(), needs.say(request).language()));
            return page(e.problem().status(), request, channel, visitor, why, Optional.empty(), typed);
        }
    }

    private Answer takeOver(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor, Parameters::ofLargeForm);
        Preview preview = endpoints.find(channel, request);
        List<String> ids = new ArrayList<>();
        form.all().keySet().stream()
                .filter(name -> name.startsWith(LINE))
                .forEach(name -> ids.add(name.substring(LINE.length())));
        OnClash onClash = form.find("onClash").flatMap(OnClash::of).orElse(OnClash.KEEP);
        Applied applied = endpoints.apply(channel, visitor, preview, ids, onClash);
        if (applied.refused().isEmpty()) {
            return needs.done(channel, visitor, Section.COMMANDS);
        }
        Sentences say = needs.say(request);
        Notice some =
                Notice.notDone(say.say("import.some", "n", applied.count(), "why", liked(applied.refused(), say)));
        return page(
                200,
                request,
                channel,
                visitor,
                some,
                Optional.empty(),
                new Typed(preview.source().id(), "", ""));
    }

    private Answer page(
            int status,
            WebRequest request,
            Channel channel,
            Visitor visitor,
            Notice notice,
            Optional<Preview> preview,
            Typed typed) {
        String here = needs.links().page(channel, "import");
        List<ImportPage.Choice> sources = new ArrayList<>();
        for (Source source : Source.values()) {
            if (source != Source.PHANTOMBOT) {
                sources.add(new ImportPage.Choice(
                        source.id(),
                        source.title(),
                        source.isOnline() && moves.online().isOn(),
                        source.id().equals(typed.source())));
            }
        }
        return Answer.html(
                status,
                needs.pages(request, visitor, channel)
                        .importing(new ImportPage(
                                notice,
                                here,
                                needs.links().page(channel, Section.COMMANDS.path()),
                                visitor.session().formToken().reveal(),
                                sources,
                                typed.login(),
                                typed.text(),
                                preview.map(found -> found(found, here, needs.say(request))))));
    }

    private static ImportPage.Found found(Preview preview, String here, Sentences say) {
        return new ImportPage.Found(
                preview.source().title(),
                here + "/" + preview.id(),
                preview.lines().size(),
                preview.count(State.NEW),
                preview.count(State.CHANGED),
                preview.count(State.CLASH),
                preview.count(State.SKIPPED),
                preview.lines().stream()
                        .map(line -> new ImportPage.Row(
                                LINE + line.id(),
                                line.name(),
                                say.say("import.kind." + line.kindText()),
                                line.theirs(),
                                line.ours(),
                                line.state() != State.SKIPPED && line.state() != State.SAME,
                                look(line.state()),
                                what(line, say)))
                        .toList());
    }

    private static String liked(List<String> reasons, Sentences say) {
        return reasons.stream()
                .map(reason -> Frame.TEXTS.like(reason, say.language()))
                .collect(Collectors.joining(" "));
    }

    private static String look(State state) {
        return switch (state) {
            case NEW, SAME -> "good";
            case CHANGED, CLASH -> "warn";
            case SKIPPED -> "bad";
        };
    }

    private static String what(Preview.Line line, Sentences say) {
        String reasons = liked(line.reasons(), say);
        return switch (line.state()) {
            case NEW -> say.say("import.as-is");
            case SAME -> say.say("import.same");
            case CHANGED -> reasons;
            case CLASH -> (say.say("import.in-use") + " " + reasons).strip();
            case SKIPPED -> say.say("import.left-out") + " " + reasons;
        };
    }
}
