package bot.herald.web;

import bot.herald.identity.Secret;
import java.util.Optional;
import java.util.function.Function;

/** Accepts only forms with the token of the session that sends them, against cross-site request forgery. */
final class FormGuard {
    /** The hidden field that carries the token. */
    static final String TOKEN = "form";

    private FormGuard() {}

    /**
     * The form's fields.
     *
     * @throws ProblemException 403 if it is not a form of this session
     */
    static Parameters form(WebRequest request, Visitor visitor) {
        return form(request, visitor, Parameters::ofForm);
    }

    /** @param read parses the body */
    static Parameters form(WebRequest request, Visitor visitor, Function<String, Parameters> read) {
        return form(request, visitor.session().formToken(), read)
                .orElseThrow(() -> new ProblemException(AccessProblems.STALE_FORM));
    }

    /**
     * The fields of a form that may hold a file, or a long text.
     *
     * @throws ProblemException 403 if it is not a form of this session; 400 if it is malformed
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

    /** The form's fields; empty if it is no form, or lacks {@code token}. */
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
