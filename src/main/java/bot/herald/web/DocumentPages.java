package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Extent;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.Problem;
import bot.herald.web.pages.Frame;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages for adding, changing and deleting one document; the form follows from the fields of its kind. */
final class DocumentPages {
    private final Documents documents;
    private final DocumentEditor editor;
    private final Section section;
    private final PageNeeds needs;
    private final DocumentForm forms;

    /** With the form on a page of its own. */
    DocumentPages(DocumentEditor editor, PageNeeds needs) {
        this(editor, needs, DocumentForm.alone(editor.documents(), needs));
    }

    /** @param look puts the form on a page that shows more */
    DocumentPages(DocumentEditor editor, PageNeeds needs, DocumentForm.Look look) {
        this(editor, needs, new DocumentForm(needs, look));
    }

    private DocumentPages(DocumentEditor editor, PageNeeds needs, DocumentForm forms) {
        this.documents = editor.documents();
        this.editor = editor;
        this.section = Section.of(DocumentEndpoints.part(documents));
        this.needs = needs;
        this.forms = forms;
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

    /** The form for a new document, or for the existing one named {@code new}, if the address asks for that. */
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

    /** Filled with what is saved, or with what was typed before a login or a failure. */
    private Answer filled(WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, Shown there) {
        Optional<Parameters> typed = needs.forms().typed(request);
        FormShape shape = FormShape.of(there);
        return forms.page(
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

    private Answer create(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Shown fresh = documents.fresh();
        FormShape shape = FormShape.of(fresh);
        Parameters form = FormGuard.form(request, visitor);
        Map<String, String> typed = shape.typed(form, fresh);
        Draft draft = draft(channel, Optional.empty(), shape, typed, form);
        if (Previews.isWanted(form)) {
            return forms.preview(request, visitor, draft);
        }
        Change<Shown> change = editor.create(visitor.person(), channel.id(), shape.json(typed));
        if (change instanceof Change.Done<Shown>) {
            return needs.done(channel, visitor, section);
        }
        if (change instanceof Change.Taken<Shown> && isSaved(draft)) {
            return needs.done(channel, visitor, section);
        }
        HttpProblem problem = Changes.problem(change, new IfMatch(Optional.of("form")));
        return forms.page(problem.status(), request, visitor, draft, "", Changes.faults(problem));
    }

    /** Whether exactly this has been saved already, by a double click or in another tab. */
    private boolean isSaved(Draft draft) {
        Optional<Shown> named = draft.typed().containsKey("name")
                ? documents.find(draft.channel().id(), draft.typed().getOrDefault("name", ""))
                : draft.document();
        return named.filter(saved -> draft.name().orElse(saved.name()).equals(saved.name()))
                .filter(draft::isAs)
                .isPresent();
    }

    /** The form of a document that was deleted in the meantime, to add it again. */
    private Answer deleted(WebRequest request, Visitor visitor, Channel channel, Parameters form) {
        if (documents.extent() != Extent.OPEN || !documents.canDelete(name(request))) {
            throw new ProblemException(HttpProblem.of(404));
        }
        Shown fresh = documents.fresh();
        FormShape shape = FormShape.of(fresh);
        Draft draft = draft(channel, Optional.empty(), shape, shape.typed(form, fresh), form);
        if (Previews.isWanted(form)) {
            return forms.preview(request, visitor, draft);
        }
        return isSaved(draft)
                ? needs.done(channel, visitor, section)
                : forms.page(404, request, visitor, draft, "", List.of(FormShape.DELETED));
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
            return forms.preview(request, visitor, draft(channel, Optional.of(there), shape, typed, form));
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
        return forms.page(
                problem.status(),
                request,
                visitor,
                draft,
                IfMatch.tag(now),
                isStale ? both(faults, typed, shape.typed(now)) : faults);
    }

    /** Adds, for each field that differs, what somebody else has saved there. */
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
}
