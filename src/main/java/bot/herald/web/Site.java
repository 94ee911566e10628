package bot.herald.web;

import bot.herald.web.Router.Found;
import bot.herald.web.Router.Match;
import bot.herald.web.Router.WrongMethod;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request, whatever an endpoint does; knows nothing of the server underneath. */
final class Site {
    private static final Logger log = LoggerFactory.getLogger(Site.class);

    private final Router router;
    private final Problems problems;

    Site(List<Route> routes, Problems problems) {
        this.router = new Router(routes);
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    Answer answer(WebRequest request) {
        Match match = router.find(request.method(), request.path());
        if (match instanceof Found found) {
            return answer(found, request);
        }
        if (match instanceof WrongMethod wrong) {
            return problems.answer(Problem.of(405), request).with("Allow", wrong.allow());
        }
        return problems.answer(Problem.of(404), request);
    }

    private Answer answer(Found found, WebRequest request) {
        try {
            return found.route().endpoint().answer(request.withPathValues(found.pathValues()));
        } catch (ProblemException e) {
            return problems.answer(e.problem(), request);
        } catch (RuntimeException | Error e) {
            // Errors too: the server underneath would log the address, and with it the code.
            // Neither the message nor the query: either may hold a token or a code.
            log.error("route={} method={} failed: {}", found.route().path(), request.method(), describe(e));
            return problems.answer(Problem.of(500), request);
        }
    }

    private static String describe(Throwable failure) {
        String frames = Stream.of(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("bot.herald."))
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
        Throwable cause = failure.getCause();
        String own = failure.getClass().getName() + " at " + frames;
        return cause == null ? own : own + "; caused by " + describe(cause);
    }
}
