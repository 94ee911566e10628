package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * Importing commands from another bot.
 *
 * @param link where the form goes that looks
 * @param back to the commands
 * @param token has to come back with the forms
 * @param login whose commands are looked for
 * @param text what was pasted and could not be read
 * @param found what was found, if somebody has looked
 */
public record ImportPage(
        Notice notice,
        String link,
        String back,
        String token,
        List<Choice> sources,
        String login,
        String text,
        Optional<Found> found) {
    /** @param online whether it can be asked by name */
    public record Choice(String id, String title, boolean online, boolean chosen) {}

    /** @param link where the form goes that takes over */
    public record Found(
            String source,
            String link,
            int all,
            long ready,
            long changed,
            long clashes,
            long skipped,
            List<Row> rows) {}

    /**
     * @param field its name in the form
     * @param possible whether it can be taken
     * @param look of its state
     */
    public record Row(
            String field,
            String name,
            String kind,
            String theirs,
            String ours,
            boolean possible,
            String look,
            String what) {}
}
