package bot.herald.web;

import bot.herald.web.pages.Pages;
import bot.herald.web.pages.ProblemPage;
import java.util.List;

/** Tells people by a page, and programs by JSON, why a request was not done. */
final class Problems {
    /** What is counted is counted by the minute. */
    private static final String RETRY_AFTER_SECONDS = "60";

    private final Pages pages;

    Problems(Pages pages) {
        this.pages = pages;
    }

    Answer answer(Problem problem, WebRequest request) {
        Answer answer = Accept.prefersJson(request) ? json(problem) : page(problem);
        Answer varying = answer.with("Vary", "Accept");
        if (problem.status() == 429) {
            return varying.with("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (problem.status() == 426) {
            return varying.with("Upgrade", "websocket").with("Connection", "Upgrade");
        }
        return problem.status() == 401 ? varying.with("WWW-Authenticate", "Bearer realm=\"herald\"") : varying;
    }

    private Answer page(Problem problem) {
        return Answer.html(
                problem.status(), pages.problem(new ProblemPage(problem.status(), problem.title(), problem.message())));
    }

    private static Answer json(Problem problem) {
        return Answer.json(
                problem.status(),
                Json.write(
                        problem.fields().isEmpty()
                                ? new ErrorBody(new ErrorDetail(problem.code(), problem.message()))
                                : new ErrorBody(
                                        new ContentError(problem.code(), problem.message(), problem.fields()))));
    }

    private record ErrorBody(Record error) {}

    private record ContentError(String code, String message, List<bot.herald.settings.Problem> problems) {}

    private record ErrorDetail(String code, String message) {}
}
