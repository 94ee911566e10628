package bot.herald.web;

import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditTrail;
import bot.herald.settings.Documents.Extent;
import java.util.List;
import java.util.Optional;

/** Changes what a channel's people set up, for the API and pages alike. */
record Editors(ChannelBooks books, List<DocumentEditor> editors, AuditTrail trail) {
    Editors {
        editors = List.copyOf(editors);
    }

    static Editors of(People people) {
        return new Editors(
                people.books(),
                people.books().documents().stream()
                        .map(documents -> new DocumentEditor(documents, people))
                        .toList(),
                people.trail());
    }

    /** @param kind as {@link bot.herald.settings.Documents#kind} */
    DocumentEditor of(String kind) {
        return editors.stream()
                .filter(editor -> editor.documents().kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    Optional<DocumentEditor> of(Action action) {
        return editors.stream().filter(editor -> editor.makes(action)).findFirst();
    }

    /** Those for kinds of which a channel can have many. */
    List<DocumentEditor> open() {
        return editors.stream()
                .filter(editor -> editor.documents().extent() == Extent.OPEN)
                .toList();
    }

    /** Undoes edits through the same editors. */
    UndoService undoing() {
        return new UndoService(this, trail);
    }
}
