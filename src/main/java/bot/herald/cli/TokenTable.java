package bot.herald.cli;

import bot.herald.auth.CredentialState;
import bot.herald.auth.TokenReports.TokenReport;
import bot.herald.identity.Provider;
import bot.herald.identity.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tokens as a table for people. */
final class TokenTable {
    private TokenTable() {}

    static Table of(List<TokenReport> tokens, Clock clock) {
        Table table = new Table("USER ID", "LOGIN", "KIND", "STATE", "EXPIRES IN");
        Instant now = clock.instant();
        for (TokenReport token : tokens) {
            table.add(
                    List.of(
                            token.key().account().value(),
                            token.name().value(),
                            kind(token),
                            token.state(),
                            expiresIn(token, now)),
                    List.of(
                            token.scopes().isEmpty() ? "" : "scopes: " + Scope.join(token.scopes()),
                            token.missingScopes().isEmpty()
                                    ? ""
                                    : "missing: " + Scope.join(token.missingScopes()) + " (connect again to grant)",
                            token.detail()));
        }
        return table;
    }

    static String kind(TokenReport token) {
        return token.kind() + (token.key().provider() == Provider.DISCORD ? " of Discord" : "");
    }

    /** The expiry of a token that Twitch already refuses means nothing. */
    private static String expiresIn(TokenReport token, Instant now) {
        if (token.state().equals(CredentialState.NEEDS_REAUTHORIZATION.text())) {
            return "ended";
        }
        return token.expiresAt().map(end -> words(Duration.between(now, end))).orElse("unknown");
    }

    /** For example {@code 3 h 58 min}; {@code ended} if not positive. */
    static String words(Duration left) {
        if (left.isNegative() || left.isZero()) {
            return "ended";
        }
        if (left.toDays() > 0) {
            return left.toDays() + " d " + left.toHoursPart() + " h";
        }
        return left.toHours() > 0
                ? left.toHours() + " h " + left.toMinutesPart() + " min"
                : left.toMinutes() + " min " + left.toSecondsPart() + " s";
    }
}
