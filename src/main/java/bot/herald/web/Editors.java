package bot.herald.web;

import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditTrail;
import bot.herald.settings.Documents.Extent;
import java.util.List;
import java.util.Optional;

/** How the people of a channel change what is set there, from programs and pages alike. */
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

    /** Those of which people make as many as they like. */
    List<DocumentEditor> open() {
        return editors.stream()
                .filter(editor -> editor.documents().extent() == Extent.OPEN)
                .toList();
    }

    /** Takes edits back, by the same way. */
    UndoService undoing() {
        return new UndoService(this, trail);
    }
}
