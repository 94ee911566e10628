package bot.herald.web;

/** Why a request may not set Herald up. */
final class SetupProblems {
    static final HttpProblem NOT_SET_UP = new HttpProblem(
            503,
            "not_set_up",
            "Herald is not set up yet",
            "The operator opens the link that Herald printed when it started; it begins with this page's address and"
                    + " /setup?code=");
    static final HttpProblem NO_CODE = new HttpProblem(
            403,
            "setup_code_required",
            "This link does not work",
            "Setting Herald up takes the link that it printed when it started, whole and in the browser that goes on."
                    + " Each start makes a new one.");
    static final HttpProblem TOO_MANY_CODES = new HttpProblem(
            429,
            "too_many_codes",
            "Too many wrong codes",
            "This code is wrong, and so were many before it. Open the link that Herald printed, whole.");
    static final HttpProblem STALE_FORM = new HttpProblem(
            403,
            "stale_form",
            "This page is out of date",
            "Open the link that Herald printed again, and repeat what you did.");
    static final HttpProblem OVER = new HttpProblem(
            403,
            "setup_over",
            "Herald is set up",
            "This page has done its work. Everything else is on the dashboard; log in with Twitch.");

    private SetupProblems() {}
}
