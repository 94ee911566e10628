package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.event.Role;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed into the form of a document, not saved yet.
 *
 * @param document what is edited; empty for a new one
 * @param form everything that was sent, with the line to try and who writes it; {@link Parameters#NONE} for nothing
 */
record Draft(
        Channel channel,
        Documents documents,
        Optional<Shown> document,
        FormShape shape,
        Map<String, String> typed,
        Parameters form) {
    Optional<String> name() {
        return document.map(Shown::name);
    }

    JsonNode json() {
        return shape.json(typed);
    }

    /** Whether saving it would change nothing. */
    boolean isAs(Shown saved) {
        return shape.isSame(typed, shape.typed(saved));
    }

    /** As whom the line is tried. */
    Role role() {
        return Previews.role(form);
    }
}
