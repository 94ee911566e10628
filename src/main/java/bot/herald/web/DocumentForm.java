package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.language.Sentences;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Extent;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.Problem;
import bot.herald.web.pages.FormPage;
import bot.herald.web.pages.FormView;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.PreviewPart;
import java.util.List;
import java.util.Optional;

/** Shows the form of a document, what is wrong with it, and how it would look in chat. */
final class DocumentForm {
    private final PageNeeds needs;
    private final Look look;

    /** What a page shows around the form. */
    interface Look {
        /** @param document empty for a new one */
        String page(WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, FormView form);
    }

    DocumentForm(PageNeeds needs, Look look) {
        this.needs = needs;
        this.look = look;
    }

    /** On a page of its own, with the way back to the list. */
    static DocumentForm alone(Documents documents, PageNeeds needs) {
        return new DocumentForm(needs, new Alone(documents, needs));
    }

    Answer page(int status, WebRequest request, Visitor visitor, Draft draft, String version, List<Problem> problems) {
        return Answer.html(
                status,
                around(request, visitor, draft, view(request, visitor, draft, version, problems, !problems.isEmpty())));
    }

    /** Answers scripts with the part of the page that shows the preview, browsers without scripts with the whole page. */
    Answer preview(WebRequest request, Visitor visitor, Draft draft) {
        String version = draft.form().find("version").orElse("");
        List<Problem> problems = draft.documents().problems(draft.channel().id(), draft.name(), draft.json()).stream()
                .filter(problem -> draft.shape().isTyped(problem, draft.typed()))
                .toList();
        FormView form = view(request, visitor, draft, version, problems, false);
        return Answer.html(
                200,
                Switches.isForRow(request)
                        ? needs.pages(request, visitor, draft.channel()).preview(new PreviewPart(form.preview(), form))
                        : around(request, visitor, draft, form));
    }

    private String around(WebRequest request, Visitor visitor, Draft draft, FormView form) {
        return look.page(request, draft.channel(), visitor, draft.document(), form);
    }

    private FormView view(
            WebRequest request, Visitor visitor, Draft draft, String version, List<Problem> problems, boolean refused) {
        Sentences say = needs.say(request);
        return new FormView(
                address(draft),
                visitor.session().formToken().reveal(),
                version,
                say.say(button(draft)),
                draft.shape().fields(draft.typed(), problems, say),
                draft.shape().errors(problems, say.language()),
                refused,
                needs.previews().in(say).of(draft),
                needs.previews().in(say).attempt(draft));
    }

    private static String button(Draft draft) {
        String kind = draft.documents().kind();
        return switch (draft.documents().extent()) {
            case OPEN -> draft.document().isEmpty() ? "form.add." + kind : "form.save.changes";
            case ONE -> "form.save." + kind;
            case FIXED -> "form.save";
        };
    }

    private String address(Draft draft) {
        String part = DocumentEndpoints.part(draft.documents());
        return draft.documents().extent() == Extent.ONE
                ? needs.links().page(draft.channel(), part)
                : draft.document()
                        .map(saved -> needs.links().item(draft.channel(), part, saved.name()))
                        .orElseGet(() -> needs.links().page(draft.channel(), part));
    }

    private record Alone(Documents documents, PageNeeds needs) implements Look {
        @Override
        public String page(
                WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, FormView form) {
            Sentences say = needs.say(request);
            Section section = Section.of(DocumentEndpoints.part(documents));
            return needs.pages(request, visitor, channel)
                    .form(new FormPage(
                            document.map(known ->
                                            say.say("form.edit." + documents.kind(), "name", called(channel, known)))
                                    .orElseGet(() -> say.say(section.path() + ".new")),
                            form,
                            needs.links().page(channel, section.path()),
                            Frame.TEXTS.like(section.label(), say.language()),
                            document.filter(known -> documents.canDelete(known.name()))
                                    .map(known -> form.action() + "/delete")
                                    .orElse("")));
        }

        private String called(Channel channel, Shown known) {
            return documents.kind().equals("command") ? needs.prefixes().of(channel.id()) + known.name() : known.name();
        }
    }
}
