package bot.herald.web;

/** Answers the requests of somebody who is logged in. */
@FunctionalInterface
interface VisitorEndpoint {
    /** @throws ProblemException if the request cannot be done */
    Answer answer(WebRequest request, Visitor visitor);
}
