package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Extent;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.Problem;
import bot.herald.web.pages.FormPage;
import bot.herald.web.pages.FormView;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages on which one document is added, changed and deleted; the form is made of what its kind says of its fields. */
final class DocumentPages {
    private final Documents documents;
    private final DocumentEditor editor;
    private final Section section;
    private final PageNeeds needs;
    private final Look look;

    /** What a page shows around the form. */
    interface Look {
        /** @param document empty for a new one */
        String page(WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, FormView form);
    }

    DocumentPages(DocumentEditor editor, PageNeeds needs) {
        this.documents = editor.documents();
        this.editor = editor;
        this.section = Section.of(DocumentEndpoints.part(documents));
        this.needs = needs;
        this.look = new Plain();
    }

    DocumentPages(DocumentEditor editor, PageNeeds needs, Look look) {
        this.documents = editor.documents();
        this.editor = editor;
        this.section = Section.of(DocumentEndpoints.part(documents));
        this.needs = needs;
        this.look = look;
    }

    List<Route> routes() {
        String all = "/dashboard/{id}/" + DocumentEndpoints.part(documents);
        String one = documents.extent() == Extent.ONE ? all : all + "/{name}";
        List<Route> routes = new ArrayList<>();
        if (documents.extent() == Extent.OPEN) {
            routes.add(needs.page("/dashboard/{id}/new-" + documents.kind(), this::moved));
            routes.add(needs.page(all + "/new", this::blank));
            routes.add(needs.form(all, this::create));
            routes.add(needs.form(one + "/delete", this::delete));
        }
        routes.add(needs.page(one, this::show));
        routes.add(needs.form(one, this::replace));
        return routes;
    }

    private Answer moved(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        return Answer.redirect(URI.create(needs.links().page(channel, section.path()) + "/new"));
    }

    /** Unless the channel has one of that name, and the address says that it is the one. */
    private Answer blank(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Optional<Shown> named = request.parameters().find("named").flatMap(name -> documents.find(channel.id(), name));
        return filled(request, channel, visitor, named, named.orElseGet(documents::fresh));
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Shown document = found(channel, request);
        return filled(request, channel, visitor, Optional.of(document), document);
    }

    /** With what is there, or with what was typed before a login or a fault. */
    private Answer filled(WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, Shown there) {
        Optional<Parameters> typed = needs.forms().typed(request);
        FormShape shape = FormShape.of(there);
        return page(
                200,
                request,
                channel,
                visitor,
                document,
                typed.flatMap(kept -> kept.find("version"))
                        .orElse(document.map(IfMatch::tag).orElse("")),
                shape,
                typed.map(shape::typed).orElseGet(() -> shape.typed(there)),
                typed.isPresent() ? List.of(FormShape.NOT_SAVED_YET) : List.of());
    }

    private Answer create(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Shown fresh = documents.fresh();
        FormShape shape = FormShape.of(fresh);
        Map<String, String> typed = shape.typed(FormGuard.form(request, visitor), fresh);
        Change<Shown> change = editor.create(visitor.person(), channel.id(), shape.json(typed));
        if (change instanceof Change.Done<Shown>) {
            return needs.done(channel, visitor, section);
        }
        bot.herald.web.Problem problem = Changes.problem(change, new IfMatch(Optional.of("form")));
        return page(
                problem.status(),
                request,
                channel,
                visitor,
                Optional.empty(),
                "",
                shape,
                typed,
                Changes.faults(problem));
    }

    private Answer replace(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        Shown there = found(channel, request);
        FormShape shape = FormShape.of(there);
        Map<String, String> typed = shape.typed(form, there);
        bot.herald.web.Problem problem;
        List<Problem> faults;
        try {
            Change<Shown> change = editor.replace(
                    visitor.person(),
                    channel.id(),
                    name(request),
                    shape.json(typed),
                    new IfMatch(form.find("version")));
            if (change instanceof Change.Done<Shown>) {
                return needs.done(channel, visitor, section);
            }
            problem = Changes.problem(change, new IfMatch(Optional.of("form")));
            faults = Changes.faults(problem);
        } catch (ProblemException e) {
            problem = e.problem();
            faults = List.of(new Problem("", problem.message()));
        }
        if (problem.status() == 404) {
            throw new ProblemException(problem);
        }
        Shown now = found(channel, request);
        return page(
                problem.status(), request, channel, visitor, Optional.of(now), IfMatch.tag(now), shape, typed, faults);
    }

    private Answer delete(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters unused = FormGuard.form(request, visitor);
        Shown document = found(channel, request);
        Changes.done(
                editor.delete(visitor.person(), channel.id(), document.name(), IfMatch.ANYTHING), IfMatch.ANYTHING);
        return needs.done(channel, visitor, section);
    }

    private Shown found(Channel channel, WebRequest request) {
        return documents
                .find(channel.id(), name(request))
                .filter(document -> !document.fields().isEmpty())
                .orElseThrow(() -> new ProblemException(bot.herald.web.Problem.of(404)));
    }

    private String name(WebRequest request) {
        return request.pathValues().getOrDefault("name", documents.kind());
    }

    private Answer page(
            int status,
            WebRequest request,
            Channel channel,
            Visitor visitor,
            Optional<Shown> document,
            String version,
            FormShape shape,
            Map<String, String> typed,
            List<Problem> problems) {
        return Answer.html(
                status,
                look.page(
                        request,
                        channel,
                        visitor,
                        document,
                        form(channel, visitor, document, version, shape, typed, problems)));
    }

    private FormView form(
            Channel channel,
            Visitor visitor,
            Optional<Shown> document,
            String version,
            FormShape shape,
            Map<String, String> typed,
            List<Problem> problems) {
        return new FormView(
                here(channel, document),
                visitor.session().formToken().reveal(),
                version,
                switch (documents.extent()) {
                    case OPEN -> document.isEmpty() ? "Add " + documents.kind() : "Save changes";
                    case ONE -> "Save " + documents.kind();
                    case FIXED -> "Save";
                },
                shape.fields(typed, problems),
                shape.errors(problems));
    }

    private String here(Channel channel, Optional<Shown> document) {
        String part = DocumentEndpoints.part(documents);
        return document.isEmpty() || documents.extent() == Extent.ONE
                ? needs.links().page(channel, part)
                : needs.links().item(channel, part, document.get().name());
    }

    /** A page with the form and the way back to the list. */
    private final class Plain implements Look {
        @Override
        public String page(
                WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, FormView form) {
            return needs.pages(request, visitor, channel)
                    .form(new FormPage(
                            document.map(known -> "Edit the " + documents.kind() + " " + known.name())
                                    .orElse("New " + documents.kind()),
                            "",
                            form,
                            needs.links().page(channel, section.path()),
                            section.label(),
                            document.isPresent() ? here(channel, document) + "/delete" : ""));
        }
    }
}
