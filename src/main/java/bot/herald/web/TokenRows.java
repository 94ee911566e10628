package bot.herald.web;

import bot.herald.web.pages.TokenRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Tokens in words, for admins. */
final class TokenRows {
    private final Clock clock;

    TokenRows(Clock clock) {
        this.clock = clock;
    }

    TokenRow of(TokenView token) {
        String discord = token.discordUserId();
        return new TokenRow(
                discord == null ? Objects.requireNonNullElse(token.twitchUserId(), "") : discord,
                token.login(),
                token.kind() + (discord == null ? "" : " of Discord"),
                token.state(),
                token.state().equals("needs-reauthorization") ? "" : expiresIn(token),
                String.join(", ", token.scopes()),
                String.join(", ", token.missingScopes()));
    }

    private String expiresIn(TokenView token) {
        return Optional.ofNullable(token.expiresAt())
                .map(end -> HealthWords.expiresIn(Duration.between(clock.instant(), Instant.parse(end))))
                .orElse("expires nobody knows when");
    }
}
