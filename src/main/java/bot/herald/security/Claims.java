package bot.herald.security;

import java.time.Instant;

/**
 * What a verified token says.
 *
 * @param subject whom it is about
 * @param session the session it belongs to
 * @param expiresAt the first instant at which it is no longer good
 */
public record Claims(String subject, String session, Instant issuedAt, Instant expiresAt) {}
