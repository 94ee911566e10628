package bot.herald.web;

import bot.herald.auth.Completion;
import bot.herald.auth.Completion.Reason;
import bot.herald.auth.Completion.Refused;
import bot.herald.auth.PendingAuthorizations.TooManyPendingException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Limits how much one visitor can ask of Herald and Twitch without logging in. Safe for concurrent use.
 *
 * <p>Completed logins no longer count, so that many people behind one address can log in.
 */
final class AuthorizationLimits {
    private final ClientLimit requests;
    private final ClientLimit underWay;
    private final ClientLimit wrongCodes;

    AuthorizationLimits(Clock clock) {
        requests = new ClientLimit(120, 6_000, Duration.ofMinutes(1), clock);
        // The lifetime of a state, so this bounds how many one visitor has at a time.
        underWay = new ClientLimit(30, 1_000, Duration.ofMinutes(10), clock);
        wrongCodes = new ClientLimit(10, 50, Duration.ofMinutes(10), clock);
    }

    Endpoint counted(Endpoint endpoint) {
        return request -> {
            if (!requests.take(request.client())) {
                throw new ProblemException(AccessProblems.TOO_MANY_REQUESTS);
            }
            return endpoint.answer(request);
        };
    }

    /** @throws ProblemException if this visitor, or everybody together, has too many logins under way */
    Answer beginning(WebRequest request, Supplier<Answer> begin) {
        if (!underWay.take(request.client())) {
            throw new ProblemException(AccessProblems.TOO_MANY_LOGINS);
        }
        try {
            return begin.get();
        } catch (TooManyPendingException e) {
            throw new ProblemException(AccessProblems.TOO_MANY_LOGINS);
        }
    }

    /**
     * @param complete asks Twitch only about a state that was issued to this browser
     * @throws ProblemException if too many of this visitor's codes were wrong
     */
    Completion completing(WebRequest request, Supplier<Completion> complete) {
        Client client = request.client();
        if (!wrongCodes.take(client)) {
            throw new ProblemException(AccessProblems.TOO_MANY_LOGINS);
        }
        Completion completion = complete.get();
        Reason reason = completion instanceof Refused refused ? refused.reason() : null;
        if (reason != Reason.INVALID_CODE) {
            wrongCodes.giveBack(client);
        }
        if (reason != Reason.INVALID_STATE && reason != Reason.REDIRECT_MISMATCH) {
            underWay.giveBack(client);
        }
        return completion;
    }
}
