package bot.herald.web;

import bot.herald.identity.Secret;
import java.util.Locale;

/** Takes only forms that a page of ours was made with, for the login that sends them. */
final class FormGuard {
    /** The name under which a form of ours carries its token. */
    static final String TOKEN = "form";

    private FormGuard() {}

    /**
     * What the form says.
     *
     * @throws ProblemException 403 if it is not a form, or not one of this login's pages
     */
    static Parameters form(WebRequest request, Visitor visitor) {
        String type = request.header("content-type")
                .orElse("")
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
        if (!type.equals("application/x-www-form-urlencoded")) {
            throw new ProblemException(AccessProblems.STALE_FORM);
        }
        Parameters form = Parameters.ofForm(request.body());
        if (form.find(TOKEN)
                .filter(given -> new Secret(given).equals(visitor.session().formToken()))
                .isEmpty()) {
            throw new ProblemException(AccessProblems.STALE_FORM);
        }
        return form;
    }
}
