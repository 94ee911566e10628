package bot.herald.security;

import bot.herald.identity.Secret;
import bot.herald.security.SigningKeyStore.SigningKey;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Issues and verifies signed JWTs: HS256 and nothing else, for one audience each.
 *
 * <p>What a token claims about itself never decides how it is verified. Safe for concurrent use.
 */
public final class SignedTokens {
    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
    private static final String ISSUER = "herald";
    private static final int LONGEST = 2048;

    private final SigningKeys keys;
    private final Clock clock;

    public SignedTokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Says when the token ends, too: whole seconds, as JWTs have them. */
    public record Issued(Secret token, Instant expiresAt) {}

    public Issued issue(String audience, String subject, String session, Duration lifetime) {
        SigningKey key = keys.newest();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(lifetime);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(ALGORITHM)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.id())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(audience)
                        .subject(subject)
                        .jwtID(session)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(end))
                        .build());
        try {
            token.sign(new MACSigner(material(key)));
        } catch (JOSEException e) {
            throw new IllegalStateException("a session cannot be signed", e);
        }
        return new Issued(new Secret(token.serialize()), end);
    }

    /** The token's claims, if we issued it for this audience and it has not expired; otherwise empty. */
    public Optional<Claims> verify(Secret token, String audience) {
        if (token.reveal().length() > LONGEST) {
            return Optional.empty();
        }
        return parse(token.reveal())
                .filter(jwt -> ALGORITHM.equals(jwt.getHeader().getAlgorithm()))
                .filter(this::isSignedByUs)
                .flatMap(jwt -> claims(jwt, audience));
    }

    private static Optional<SignedJWT> parse(String token) {
        try {
            return Optional.of(SignedJWT.parse(token));
        } catch (ParseException | RuntimeException e) {
            // Not logged, because strangers can send anything. The library throws more than it declares, for example
            // for
            // a header that is JSON's null.
            return Optional.empty();
        }
    }

    private boolean isSignedByUs(SignedJWT jwt) {
        return Optional.ofNullable(jwt.getHeader().getKeyID())
                .flatMap(keys::find)
                .filter(key -> isSignedBy(key, jwt))
                .isPresent();
    }

    private static boolean isSignedBy(SigningKey key, SignedJWT jwt) {
        try {
            return jwt.verify(new MACVerifier(material(key)));
        } catch (JOSEException e) {
            return false;
        }
    }

    private Optional<Claims> claims(SignedJWT jwt, String audience) {
        try {
            return claims(jwt.getJWTClaimsSet(), audience);
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private Optional<Claims> claims(JWTClaimsSet claims, String audience) {
        Date issued = claims.getIssueTime();
        Date end = claims.getExpirationTime();
        String subject = claims.getSubject();
        String session = claims.getJWTID();
        if (issued == null || end == null || subject == null || session == null) {
            return Optional.empty();
        }
        boolean ours = ISSUER.equals(claims.getIssuer()) && List.of(audience).equals(claims.getAudience());
        return ours && clock.instant().isBefore(end.toInstant())
                ? Optional.of(new Claims(subject, session, issued.toInstant(), end.toInstant()))
                : Optional.empty();
    }

    private static byte[] material(SigningKey key) {
        return Base64.getDecoder().decode(key.material().reveal());
    }

    /**
     * The claims of a verified token.
     *
     * @param subject the account that it was issued for
     * @param session the session it belongs to
     * @param expiresAt the first instant at which it is no longer accepted
     */
    public record Claims(String subject, String session, Instant issuedAt, Instant expiresAt) {}
}
