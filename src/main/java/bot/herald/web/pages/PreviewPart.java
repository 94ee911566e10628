package bot.herald.web.pages;

/** What a form is told while somebody types. */
public record PreviewPart(PreviewView preview, FormView form) {}
