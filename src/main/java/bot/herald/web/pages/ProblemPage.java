package bot.herald.web.pages;

import java.util.List;

/**
 * Something was not done.
 *
 * @param message in plain words, saying what to do next
 * @param link where one goes on; empty for the start page
 * @param button what leads there
 * @param kept whether the form that leads there is filled with what was typed
 * @param typed what was typed and is not saved
 */
public record ProblemPage(
        String title, String message, String link, String button, boolean kept, List<TypedField> typed) {}
