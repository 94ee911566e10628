package bot.herald.web;

import bot.herald.lifecycle.StorageFailure;
import bot.herald.web.Router.Found;
import bot.herald.web.Router.Match;
import bot.herald.web.Router.WrongMethod;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request, even if an endpoint fails; knows nothing of the server underneath. */
final class Site {
    private static final Logger log = LoggerFactory.getLogger(Site.class);

    private final Map<Door, Router> routers = new EnumMap<>(Door.class);
    private final KnownHosts hosts;
    private final Problems problems;
    private final List<Answer.Header> headers;
    private final boolean behindProxy;
    private final String prefix;

    Site(List<Route> routes, WebSettings settings, Problems problems) {
        for (Door door : Door.values()) {
            routers.put(door, new Router(routes.stream().filter(door::leadsTo).toList()));
        }
        this.hosts = new KnownHosts(settings);
        this.problems = problems;
        this.headers = SecurityHeaders.of(settings);
        // Herald itself speaks no TLS.
        this.behindProxy = settings.secure();
        this.prefix = Optional.ofNullable(settings.publicUrl().getRawPath())
                .orElse("")
                .replaceAll("/+$", "");
    }

    /** The path prefix of the public address; empty if there is none. */
    String prefix() {
        return prefix;
    }

    /** Of every answer. */
    List<Answer.Header> headers() {
        return headers;
    }

    /** Whether browsers reach Herald through a web server in front. */
    boolean behindProxy() {
        return behindProxy;
    }

    Problems problems() {
        return problems;
    }

    /** @param answer may block if its lane has threads of its own; never throws */
    record Work(Lane lane, Supplier<Answer> answer) {}

    Work work(WebRequest request, Door door) {
        Router router = Objects.requireNonNull(routers.get(door), "every door has one");
        Match match = router.find(request.method(), request.path());
        if (match instanceof Found found) {
            return found.route().anyHost() || hosts.knows(request)
                    ? new Work(found.route().lane().apply(request), () -> answer(found, request))
                    : refusal(AccessProblems.UNKNOWN_HOST, request);
        }
        if (!hosts.knows(request)) {
            return refusal(AccessProblems.UNKNOWN_HOST, request);
        }
        if (match instanceof WrongMethod wrong) {
            Answer answer = problems.answer(HttpProblem.of(405), request).with("Allow", wrong.allow());
            return new Work(Lane.AT_ONCE, () -> answer);
        }
        return refusal(HttpProblem.of(404), request);
    }

    private Work refusal(HttpProblem problem, WebRequest request) {
        return new Work(Lane.AT_ONCE, () -> problems.answer(problem, request));
    }

    private Answer answer(Found found, WebRequest request) {
        try {
            return found.route().endpoint().answer(request.withPathValues(found.pathValues()));
        } catch (ProblemException e) {
            return problems.answer(e.problem(), request);
        } catch (RuntimeException | Error e) {
            if (StorageFailure.isReasonOf(e)) {
                log.warn(
                        "route={} method={} failed: the database did not answer ({})",
                        found.route().path(),
                        request.method(),
                        e.getClass().getSimpleName());
                return problems.answer(HttpProblem.CANNOT_SAVE, request);
            }
            // Also catches errors: the server underneath would log the address, which may hold a code.
            // Neither the message nor the query: either may hold a token or a code.
            log.error("route={} method={} failed: {}", found.route().path(), request.method(), describe(e));
            return problems.answer(HttpProblem.of(500), request);
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
