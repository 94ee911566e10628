package bot.herald.web;

import bot.herald.identity.Secret;
import java.util.Optional;
import java.util.function.Function;

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
        return form(request, visitor, Parameters::ofForm);
    }

    /** @param read takes the form apart */
    static Parameters form(WebRequest request, Visitor visitor, Function<String, Parameters> read) {
        return form(request, visitor.session().formToken(), read)
                .orElseThrow(() -> new ProblemException(AccessProblems.STALE_FORM));
    }

    /** What the form says; empty if it is not a form, or does not bring {@code token}. */
    static Optional<Parameters> form(WebRequest request, Secret token) {
        return form(request, token, Parameters::ofForm);
    }

    private static Optional<Parameters> form(WebRequest request, Secret token, Function<String, Parameters> read) {
        if (!request.contentType().equals("application/x-www-form-urlencoded")) {
            return Optional.empty();
        }
        Parameters form = read.apply(request.body());
        return form.find(TOKEN).filter(given -> new Secret(given).equals(token)).map(given -> form);
    }
}
