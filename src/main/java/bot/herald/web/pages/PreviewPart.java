package bot.herald.web.pages;

/** The parts of a form that change while somebody types. */
public record PreviewPart(PreviewView preview, FormView form) {}
