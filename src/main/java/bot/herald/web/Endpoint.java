package bot.herald.web;

/** Answers the requests of one route; called on any thread, several at a time, and may block. */
@FunctionalInterface
interface Endpoint {
    /** @throws ProblemException if the request cannot be done */
    Answer answer(WebRequest request);
}
