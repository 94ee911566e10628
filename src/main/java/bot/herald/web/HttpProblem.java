package bot.herald.web;

import bot.herald.settings.Problem;
import java.util.List;

/**
 * Why a request failed, for the person or program that made it.
 *
 * @param code for programs: lower case, words joined by _
 * @param title for people, a few words
 * @param message says what to do next; holds neither a secret nor what somebody else wrote
 * @param fields what is wrong with each field of the content that was sent
 */
record HttpProblem(int status, String code, String title, String message, List<Problem> fields) {
    HttpProblem(int status, String code, String title, String message) {
        this(status, code, title, message, List.of());
    }

    static final HttpProblem CANNOT_SAVE = new HttpProblem(
            503,
            "cannot_save",
            "Herald cannot save right now",
            "Nothing was changed. Please try again in a few minutes. Herald's log and /readyz tell its operator why.");

    static HttpProblem badRequest(String message) {
        return new HttpProblem(
                400,
                "invalid_request",
                "This address does not work",
                message + " Please start again at the start page.");
    }

    /** @param message what is wrong with a parameter, and what it can be */
    static HttpProblem badParameter(String message) {
        return new HttpProblem(400, "invalid_request", "This address does not work", message);
    }

    /** The problem that a bare HTTP status stands for. */
    static HttpProblem of(int status) {
        return switch (status) {
            case 404 ->
                new HttpProblem(
                        404, "not_found", "There is nothing here", "This address leads nowhere. Please check it.");
            case 405 ->
                new HttpProblem(
                        405,
                        "method_not_allowed",
                        "This page can't be opened directly",
                        "This address cannot be used that way.");
            case 408 ->
                new HttpProblem(
                        408, "timeout", "That took too long", "The request did not arrive in time. Please try again.");
            case 413 ->
                new HttpProblem(
                        413,
                        "too_large",
                        "That is too much",
                        "What was sent is too large. Please send at most 64 KiB.");
            case 414 ->
                new HttpProblem(
                        414, "uri_too_long", "This address is too long", "Please start again at the start page.");
            case 431 ->
                new HttpProblem(
                        431,
                        "headers_too_large",
                        "Your browser sent too much",
                        "Its headers are too large. Please delete this site's cookies and try again.");
            case 503 ->
                new HttpProblem(
                        503, "unavailable", "Herald is stopping", "It should be back shortly. Please try again.");
            default ->
                status >= 400 && status < 500
                        ? new HttpProblem(
                                status,
                                "invalid_request",
                                "This request does not work",
                                "Herald cannot read it. Please start again at the start page.")
                        : new HttpProblem(
                                500,
                                "internal_error",
                                "Something went wrong in Herald",
                                "It is not your fault. Please try again; if it happens again, tell the bot's operator.");
        };
    }
}
