package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.language.Sentences;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Extent;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.Problem;
import bot.herald.web.Previews.Draft;
import bot.herald.web.pages.FormPage;
import bot.herald.web.pages.FormView;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.PreviewPart;
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

    /** The form for a new one; for an existing one if the address names it, since its name may be {@code new}. */
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

    /** Filled with what is saved, or with what was typed before a login or a fault. */
    private Answer filled(WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, Shown there) {
        Optional<Parameters> typed = needs.forms().typed(request);
        FormShape shape = FormShape.of(there);
        return page(
                200,
                request,
                visitor,
                draft(
                        channel,
                        document,
                        shape,
                        typed.map(shape::typed).orElseGet(() -> shape.typed(there)),
                        typed.orElse(Parameters.NONE)),
                typed.flatMap(kept -> kept.find("version"))
                        .orElse(document.map(IfMatch::tag).orElse("")),
                typed.isPresent() ? List.of(FormShape.NOT_SAVED_YET) : List.of());
    }

    private Draft draft(
            Channel channel, Optional<Shown> document, FormShape shape, Map<String, String> typed, Parameters form) {
        return new Draft(channel, documents, document, shape, typed, form);
    }

    /** How it would look in chat, with what is wrong in it. Scripts get that part of the page alone. */
    private Answer preview(WebRequest request, Visitor visitor, Draft draft) {
        String version = draft.form().find("version").orElse("");
        List<Problem> problems = documents.problems(draft.channel().id(), draft.name(), draft.json()).stream()
                .filter(problem -> draft.shape().isTyped(problem, draft.typed()))
                .toList();
        FormView form = form(request, visitor, draft, version, problems, false);
        return Answer.html(
                200,
                Switches.isForRow(request)
                        ? needs.pages(request, visitor, draft.channel()).preview(new PreviewPart(form.preview(), form))
                        : look.page(request, draft.channel(), visitor, draft.document(), form));
    }

    private Answer create(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Shown fresh = documents.fresh();
        FormShape shape = FormShape.of(fresh);
        Parameters form = FormGuard.form(request, visitor);
        Map<String, String> typed = shape.typed(form, fresh);
        Draft draft = draft(channel, Optional.empty(), shape, typed, form);
        if (Previews.isWanted(form)) {
            return preview(request, visitor, draft);
        }
        Change<Shown> change = editor.create(visitor.person(), channel.id(), shape.json(typed));
        if (change instanceof Change.Done<Shown>) {
            return needs.done(channel, visitor, section);
        }
        if (change instanceof Change.Taken<Shown> && isSaved(draft)) {
            return needs.done(channel, visitor, section);
        }
        HttpProblem problem = Changes.problem(change, new IfMatch(Optional.of("form")));
        return page(problem.status(), request, visitor, draft, "", Changes.faults(problem));
    }

    /** Whether exactly this is saved already, by a double click or from another tab. */
    private boolean isSaved(Draft draft) {
        Optional<Shown> named = draft.typed().containsKey("name")
                ? documents.find(draft.channel().id(), draft.typed().getOrDefault("name", ""))
                : draft.document();
        return named.filter(saved -> draft.name().orElse(saved.name()).equals(saved.name()))
                .filter(draft::isAs)
                .isPresent();
    }

    /** The form of a document that was deleted meanwhile, to add it again. */
    private Answer deleted(WebRequest request, Visitor visitor, Channel channel, Parameters form) {
        if (documents.extent() != Extent.OPEN || !documents.canDelete(name(request))) {
            throw new ProblemException(HttpProblem.of(404));
        }
        Shown fresh = documents.fresh();
        FormShape shape = FormShape.of(fresh);
        Draft draft = draft(channel, Optional.empty(), shape, shape.typed(form, fresh), form);
        if (Previews.isWanted(form)) {
            return preview(request, visitor, draft);
        }
        return isSaved(draft)
                ? needs.done(channel, visitor, section)
                : page(404, request, visitor, draft, "", List.of(FormShape.DELETED));
    }

    private Answer replace(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        Optional<Shown> found = find(channel, request);
        if (found.isEmpty()) {
            return deleted(request, visitor, channel, form);
        }
        Shown there = found.get();
        FormShape shape = FormShape.of(there);
        Map<String, String> typed = shape.typed(form, there);
        if (Previews.isWanted(form)) {
            return preview(request, visitor, draft(channel, Optional.of(there), shape, typed, form));
        }
        HttpProblem problem;
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
            faults = List.of(new Problem("", Changes.message(problem)));
        }
        Optional<Shown> current = find(channel, request);
        if (current.isEmpty()) {
            return deleted(request, visitor, channel, form);
        }
        Shown now = current.get();
        Draft draft = draft(channel, current, shape, typed, form);
        boolean isStale = problem.code().equals(AccessProblems.STALE_VERSION.code());
        if (isStale && isSaved(draft)) {
            return needs.done(channel, visitor, section);
        }
        return page(
                problem.status(),
                request,
                visitor,
                draft,
                IfMatch.tag(now),
                isStale ? both(faults, typed, shape.typed(now)) : faults);
    }

    /** Adds to each field that differs what somebody else saved there meanwhile. */
    private static List<Problem> both(List<Problem> faults, Map<String, String> typed, Map<String, String> theirs) {
        List<Problem> both = new ArrayList<>(faults);
        theirs.forEach((field, value) -> {
            if (!value.equals(typed.get(field))) {
                both.add(new Problem(
                        field,
                        value.isBlank()
                                ? Frame.TEXTS.saying("form.emptied")
                                : Frame.TEXTS.saying("form.theirs", "value", value)));
            }
        });
        return both;
    }

    private Answer delete(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        FormGuard.form(request, visitor);
        Shown document = found(channel, request);
        Changes.done(
                editor.delete(visitor.person(), channel.id(), document.name(), IfMatch.ANYTHING), IfMatch.ANYTHING);
        return needs.done(channel, visitor, section);
    }

    private Optional<Shown> find(Channel channel, WebRequest request) {
        return documents
                .find(channel.id(), name(request))
                .filter(document -> !document.fields().isEmpty());
    }

    private Shown found(Channel channel, WebRequest request) {
        return find(channel, request).orElseThrow(() -> new ProblemException(HttpProblem.of(404)));
    }

    private String name(WebRequest request) {
        return request.pathValues().getOrDefault("name", documents.kind());
    }

    private Answer page(
            int status, WebRequest request, Visitor visitor, Draft draft, String version, List<Problem> problems) {
        return Answer.html(
                status,
                look.page(
                        request,
                        draft.channel(),
                        visitor,
                        draft.document(),
                        form(request, visitor, draft, version, problems, !problems.isEmpty())));
    }

    private FormView form(
            WebRequest request, Visitor visitor, Draft draft, String version, List<Problem> problems, boolean refused) {
        Sentences say = needs.say(request);
        return new FormView(
                here(draft.channel(), draft.document()),
                visitor.session().formToken().reveal(),
                version,
                say.say(
                        switch (documents.extent()) {
                            case OPEN ->
                                draft.document().isEmpty() ? "form.add." + documents.kind() : "form.save.changes";
                            case ONE -> "form.save." + documents.kind();
                            case FIXED -> "form.save";
                        }),
                draft.shape().fields(draft.typed(), problems, say),
                draft.shape().errors(problems, say.language()),
                refused,
                needs.previews().in(say).of(draft),
                needs.previews().in(say).attempt(draft));
    }

    private String here(Channel channel, Optional<Shown> document) {
        String part = DocumentEndpoints.part(documents);
        return document.isEmpty() || documents.extent() == Extent.ONE
                ? needs.links().page(channel, part)
                : needs.links().item(channel, part, document.get().name());
    }

    /** A page with the form and the way back to the list. */
    private final class Plain implements Look {
        private String called(Channel channel, Shown known) {
            return documents.kind().equals("command") ? needs.prefixes().of(channel.id()) + known.name() : known.name();
        }

        @Override
        public String page(
                WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, FormView form) {
            Sentences say = needs.say(request);
            return needs.pages(request, visitor, channel)
                    .form(new FormPage(
                            document.map(known ->
                                            say.say("form.edit." + documents.kind(), "name", called(channel, known)))
                                    .orElseGet(() -> say.say(section.path() + ".new")),
                            "",
                            form,
                            needs.links().page(channel, section.path()),
                            Frame.TEXTS.like(section.label(), say.language()),
                            document.filter(known -> documents.canDelete(known.name()))
                                    .map(known -> here(channel, document) + "/delete")
                                    .orElse("")));
        }
    }
}
