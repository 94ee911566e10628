package bot.herald.web;

import bot.herald.language.Sentences;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.TokenRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens in words, for admins. */
final class TokenRows {
    private static final String OF_DISCORD = " of Discord";

    private final Clock clock;

    TokenRows(Clock clock) {
        this.clock = clock;
    }

    TokenRow of(TokenView token, Sentences say) {
        String discord = token.discordUserId();
        return new TokenRow(
                discord == null ? Objects.requireNonNullElse(token.twitchUserId(), "") : discord,
                token.login(),
                kind(token.kind() + (discord == null ? "" : OF_DISCORD), say),
                token.state(),
                token.state().equals("needs-reauthorization") ? "" : expiresIn(token, say),
                String.join(", ", token.scopes()),
                String.join(", ", token.missingScopes()));
    }

    /** As {@link LiveOperations} and {@link TokenView} have it. */
    static String kind(@Nullable String kind, Sentences say) {
        String plain = Objects.requireNonNullElse(kind, "").replace(OF_DISCORD, "");
        String said = Frame.TEXTS.has("admin.kind." + plain) ? say.say("admin.kind." + plain) : plain;
        return plain.equals(kind) ? said : say.say("admin.of-discord", "kind", said);
    }

    private String expiresIn(TokenView token, Sentences say) {
        return Optional.ofNullable(token.expiresAt())
                .map(end -> expiresIn(Duration.between(clock.instant(), Instant.parse(end)), say))
                .orElse(say.say("admin.expires.unknown"));
    }

    private static String expiresIn(Duration left, Sentences say) {
        return left.isNegative() || left.isZero()
                ? say.say("admin.expired")
                : say.say("admin.expires", "time", span(left, say));
    }

    private static String span(Duration left, Sentences say) {
        if (left.toHours() >= 48) {
            return say.say("span.days", "n", left.toDays());
        }
        if (left.toMinutes() >= 120) {
            return say.say("span.hours", "n", left.toHours());
        }
        return left.toMinutes() >= 2
                ? say.say("span.minutes", "n", left.toMinutes())
                : say.counted("span.seconds", left.toSeconds());
    }
}
