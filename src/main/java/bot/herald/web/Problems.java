package bot.herald.web;

import bot.herald.settings.Problem;
import bot.herald.web.KeptForms.Place;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Frame.Taste;
import bot.herald.web.pages.Pages;
import bot.herald.web.pages.ProblemPage;
import bot.herald.web.pages.TypedField;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says why a request failed: a page for people, JSON for programs. */
final class Problems {
    /** Requests are counted per minute. */
    private static final String RETRY_AFTER_SECONDS = "60";

    private static final HttpProblem GONE = new HttpProblem(
            404,
            "not_found",
            "There is nothing here",
            "Nothing was saved. It may have been deleted, or you no longer manage this channel.");

    private static final HttpProblem LOGGED_OUT = new HttpProblem(
            401,
            "not_logged_in",
            "You are not logged in",
            "Your session has ended, so nothing was saved. Log in, and go on where you were.");

    private final Pages pages;
    private final KeptForms forms;
    private final SameOrigin sameOrigin;
    private final Preferences preferences;

    Problems(WebSettings settings, Pages pages, KeptForms forms) {
        this.pages = pages;
        this.forms = forms;
        this.sameOrigin = new SameOrigin(settings);
        this.preferences = new Preferences(settings);
    }

    Answer answer(HttpProblem problem, WebRequest request) {
        return answer(problem, request, () -> page(problem, request));
    }

    /** With a button to the dashboard if the request was for a page there, else to the start page. */
    private Answer plain(HttpProblem problem, WebRequest request, List<TypedField> typed) {
        return request.path().startsWith("/dashboard/")
                ? html(request, problem, forms.link("/dashboard"), "Go to the dashboard", false, typed)
                : html(request, problem, "", "", false, typed);
    }

    /** With a button that leads to {@code link}. */
    Answer answer(HttpProblem problem, WebRequest request, String link, String button) {
        return answer(problem, request, () -> html(request, problem, link, button, false, List.of()));
    }

    private static Answer answer(HttpProblem problem, WebRequest request, Supplier<Answer> page) {
        Answer answer = Accept.prefersJson(request) ? json(problem) : page.get();
        Answer varying = answer.with("Vary", "Accept");
        if (problem.status() == 429) {
            return varying.with("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (problem.status() == 426) {
            return varying.with("Upgrade", "websocket").with("Connection", "Upgrade");
        }
        return problem.status() == 401 ? varying.with("WWW-Authenticate", "Bearer realm=\"herald\"") : varying;
    }

    /** Shows what was typed, and keeps it if the person can still get back to the form. */
    private Answer page(HttpProblem problem, WebRequest request) {
        Optional<TypedForm> form = Optional.of(request).filter(sameOrigin::made).flatMap(TypedForm::of);
        if (form.isEmpty()) {
            return plain(problem, request, again(request));
        }
        TypedForm typed = form.get();
        List<TypedField> shown = TypedForm.shown(
                typed.page(), typed.fields(), preferences.of(request).language());
        if (problem.status() == 404) {
            return plain(GONE, request, shown);
        }
        if (problem.status() == 403 && !problem.equals(AccessProblems.STALE_FORM)) {
            return plain(problem, request, shown);
        }
        Optional<Place> place =
                typed.isEmpty() || !typed.isRefilled() ? Optional.empty() : forms.keep(typed, request.client());
        String path = place.map(Place::path).orElse(typed.page());
        Answer answer = problem.status() == 401
                ? html(
                        request,
                        LOGGED_OUT,
                        forms.loginLink(path),
                        "Log in with Twitch and go on",
                        place.isPresent(),
                        shown)
                : html(request, problem, forms.link(path), "Back to the form", place.isPresent(), shown);
        // A script that asked for part of a page has no place for a whole one.
        Answer forScript =
                request.header("hx-request").isPresent() ? answer.with("HX-Redirect", forms.link(path)) : answer;
        return place.map(kept -> forScript.with("Set-Cookie", kept.cookie())).orElse(forScript);
    }

    /** What was typed before a login, if the person turns out to have no access to the form. */
    private List<TypedField> again(WebRequest request) {
        try {
            return forms.typed(request)
                    .map(typed -> TypedForm.shown(
                            request.path(), typed.all(), preferences.of(request).language()))
                    .orElse(List.of());
        } catch (ProblemException e) {
            // An unreadable address names no kept form.
            return List.of();
        }
    }

    private Answer html(
            WebRequest request, HttpProblem problem, String link, String button, boolean kept, List<TypedField> typed) {
        Taste taste = preferences.of(request);
        return Answer.html(
                problem.status(),
                pages.themed(taste)
                        .problem(new ProblemPage(
                                Frame.TEXTS.like(problem.title(), taste.language()),
                                Frame.TEXTS.like(problem.message(), taste.language()),
                                link,
                                Frame.TEXTS.like(button, taste.language()),
                                kept,
                                typed)));
    }

    private static Answer json(HttpProblem problem) {
        return Answer.json(
                problem.status(),
                Json.write(
                        problem.fields().isEmpty()
                                ? new ErrorBody(new ErrorDetail(problem.code(), problem.message()))
                                : new ErrorBody(
                                        new ContentError(problem.code(), problem.message(), problem.fields()))));
    }

    private record ErrorBody(Record error) {}

    private record ContentError(String code, String message, List<Problem> problems) {}

    private record ErrorDetail(String code, String message) {}
}
