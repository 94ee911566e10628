package bot.herald.web;

import bot.herald.language.Saying;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.web.pages.Frame;
import java.util.List;
import java.util.stream.Collectors;

/** Why a change was not made, as a problem for pages and programs. */
final class Changes {
    private Changes() {}

    /** The item, or why there is none. */
    static <T> T done(Change<T> change, IfMatch onlyIf) {
        if (change instanceof Change.Done<T> done) {
            return done.item();
        }
        throw new ProblemException(problem(change, onlyIf));
    }

    static HttpProblem problem(Change<?> change, IfMatch onlyIf) {
        if (change instanceof Change.Invalid<?> invalid) {
            return refused(400, "invalid_content", invalid.problems());
        }
        if (change instanceof Change.Taken<?> taken) {
            return refused(409, "name_taken", List.of(taken.problem()));
        }
        if (change instanceof Change.Missing<?>) {
            return HttpProblem.of(404);
        }
        return onlyIf.header().isPresent() ? AccessProblems.STALE_VERSION : AccessProblems.BUSY;
    }

    /** What to say is wrong in a form, by field where possible. */
    static List<Problem> faults(HttpProblem problem) {
        return problem.fields().isEmpty()
                ? List.of(new Problem("", Frame.TEXTS.saying("problem.save-again", "what", like(problem.title()))))
                : problem.fields();
    }

    /** A problem's message, if pages have a text for it or it says what is wrong with fields. */
    static Saying message(HttpProblem problem) {
        return problem.fields().isEmpty()
                ? like(problem.message())
                : language -> problem.fields().stream()
                        .map(field -> field.saying().in(language))
                        .distinct()
                        .collect(Collectors.joining(" "));
    }

    private static Saying like(String english) {
        return language -> Frame.TEXTS.like(english, language);
    }

    private static HttpProblem refused(int status, String code, List<Problem> problems) {
        String message = problems.stream().map(Problem::message).distinct().collect(Collectors.joining(" "));
        return new HttpProblem(status, code, "This cannot be saved", message, problems);
    }
}
