package bot.herald.web;

/**
 * An answer that is not what was asked for, in plain words.
 *
 * @param code one fixed word for programs
 * @param title what happened
 * @param message what to do next; no secret, no stack trace, nothing that the other side sent
 */
record Problem(int status, String code, String title, String message) {
    static Problem notFound() {
        return new Problem(404, "not_found", "There is no such page", "Go back to the start and try from there.");
    }

    static Problem methodNotAllowed() {
        return new Problem(
                405, "method_not_allowed", "That is not possible here", "Go back to the start and try from there.");
    }

    static Problem badRequest(String message) {
        return new Problem(400, "bad_request", "This request makes no sense", message);
    }

    static Problem internalError() {
        return new Problem(
                500,
                "internal_error",
                "Something went wrong here",
                "This is a fault of Herald, not yours. It has been logged; please try again.");
    }
}
