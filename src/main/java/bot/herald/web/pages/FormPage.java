package bot.herald.web.pages;

/**
 * A form on a page of its own.
 *
 * @param deleteAction where a form that deletes the thing goes; empty when there is nothing to delete
 */
public record FormPage(String title, FormView form, String backLink, String backTo, String deleteAction) {}
