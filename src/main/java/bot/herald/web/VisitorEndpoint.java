package bot.herald.web;

/** Answers requests of logged-in people. */
@FunctionalInterface
interface VisitorEndpoint {
    /** @throws ProblemException if the request cannot be done */
    Answer answer(WebRequest request, Visitor visitor);
}
