package bot.herald.web.pages;

import java.util.List;

/**
 * How the texts of a form look in chat.
 *
 * @param scenes one for each text
 */
public record PreviewView(List<Scene> scenes) {
    public static final PreviewView NONE = new PreviewView(List.of());

    public PreviewView {
        scenes = List.copyOf(scenes);
    }

    /**
     * A piece of chat.
     *
     * @param title which text it is; empty where there is one only
     * @param lines the oldest first
     * @param silence why Herald would say nothing, a sentence each; none if it would speak
     * @param notes what else there is to know
     */
    public record Scene(String title, List<FeedRow> lines, List<String> silence, List<String> notes) {
        public Scene {
            lines = List.copyOf(lines);
            silence = List.copyOf(silence);
            notes = List.copyOf(notes);
        }

        /** Whether the answer would not be posted. */
        public boolean held() {
            return !silence.isEmpty();
        }
    }

    public boolean isEmpty() {
        return scenes.isEmpty();
    }

    /**
     * What somebody would write, and who.
     *
     * @param label of the line
     * @param before what stands before it, always the same; empty for nothing
     * @param roles to choose from
     */
    public record Attempt(String label, String before, String line, List<Choice> roles) {
        public static final Attempt NONE = new Attempt("", "", "", List.of());

        public boolean isEmpty() {
            return roles.isEmpty();
        }
    }

    /** Something to choose. */
    public record Choice(String value, String label, boolean chosen) {}
}
