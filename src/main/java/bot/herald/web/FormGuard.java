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

    /**
     * What a form says that may hold a file, or much text.
     *
     * @throws ProblemException 403 if it is not a form, or not one of this login's pages; 400 if it is garbled
     */
    static Parameters withFile(WebRequest request, Visitor visitor) {
        if (!MultipartForm.isOne(request)) {
            return form(request, visitor, Parameters::ofLargeForm);
        }
        Parameters form = MultipartForm.read(request);
        return form.find(TOKEN)
                .filter(given -> new Secret(given).equals(visitor.session().formToken()))
                .map(given -> form)
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
