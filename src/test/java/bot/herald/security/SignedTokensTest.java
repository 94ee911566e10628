package bot.herald.security;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.Secret;
import bot.herald.security.SignedTokens.Claims;
import bot.herald.security.SigningKeyStore.SigningKey;
import bot.herald.testing.MemorySigningKeys;
import bot.herald.testing.TestClock;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holders of no key try with tokens. */
class SignedTokensTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestClock clock = new TestClock();
    private final MemorySigningKeys store = new MemorySigningKeys();
    private final SignedTokens tokens = instance();

    private SignedTokens instance() {
        return new SignedTokens(new SigningKeys(store, Duration.ofDays(30), clock), clock);
    }

    @Test
    void whatWasIssuedIsVerified() {
        SignedTokens.Issued issued = tokens.issue("api", "100", "s1", HOUR);

        assertThat(tokens.verify(issued.token(), "api"))
                .contains(
                        new Claims("100", "s1", clock.instant(), clock.instant().plus(HOUR)));
        assertThat(issued.expiresAt()).isEqualTo(clock.instant().plus(HOUR));
    }

    @Test
    void aTokenIsGoodForItsAudienceAlone() {
        assertThat(tokens.verify(tokens.issue("api", "100", "s1", HOUR).token(), "dashboard"))
                .isEmpty();
    }

    @Test
    void aTokenIsGoodUntilExactlyItsEnd() {
        Secret token = tokens.issue("api", "100", "s1", HOUR).token();

        clock.advance(HOUR.minusMillis(1));
        assertThat(tokens.verify(token, "api")).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.verify(token, "api")).isEmpty();
    }

    @Test
    void aChangedTokenIsWorthNothing() {
        String token = tokens.issue("api", "100", "s1", HOUR).token().reveal();
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String forged = base64(claims.replace("\"100\"", "\"900\""));

        assertThat(forged).isNotEqualTo(parts[1]);
        assertThat(verifies(parts[0] + "." + forged + "." + parts[2])).isFalse();
        assertThat(verifies(parts[0] + "." + parts[1] + ".")).isFalse();
        assertThat(verifies(parts[0] + "." + parts[1] + "." + flipped(parts[2])))
                .isFalse();
        assertThat(verifies(token)).isTrue();
    }

    @Test
    void algorithmNoneIsRefused() {
        String plain = new PlainJWT(new PlainHeader.Builder().build(), claims()).serialize();
        String kid = kid();
        String header = base64("{\"alg\":\"none\",\"kid\":\"" + kid + "\"}");
        String body = plain.split("\\.", -1)[1];

        assertThat(verifies(plain)).isFalse();
        assertThat(verifies(header + "." + body + ".")).isFalse();
        assertThat(verifies(header + "." + body + ".x")).isFalse();
        assertThat(verifies(base64("{\"alg\":\"None\",\"kid\":\"" + kid + "\"}") + "." + body + "."))
                .isFalse();
    }

    @Test
    void anotherAlgorithmIsRefusedEvenUnderOurKey() throws Exception {
        SignedTokens.Issued ours = tokens.issue("api", "100", "s1", HOUR);
        SigningKey key = store.all().get(0);
        // HS384 wants 48 bytes; twice our key is as near as it gets.
        byte[] material = Base64.getDecoder().decode(key.material().reveal());
        byte[] twice = java.util.Arrays.copyOf(material, 64);
        System.arraycopy(material, 0, twice, 32, 32);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS384).keyID(key.id()).build(), claims());
        token.sign(new MACSigner(twice));

        assertThat(verifies(token.serialize())).isFalse();
        assertThat(verifies(ours.token().reveal())).isTrue();
    }

    @Test
    void anotherKeyIsRefusedWhateverItIsCalled() throws Exception {
        for (String kid : new String[] {kid(), "other", ""}) {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), claims());
            token.sign(new MACSigner("0123456789abcdef0123456789abcdef"));
            assertThat(verifies(token.serialize())).as(kid).isFalse();
        }
    }

    @Test
    void aTokenThatDoesNotSayEnoughIsRefused() throws Exception {
        byte[] material = Base64.getDecoder().decode(newest().material().reveal());
        for (JWTClaimsSet claims : new JWTClaimsSet[] {
            new JWTClaimsSet.Builder(claims()).expirationTime(null).build(),
            new JWTClaimsSet.Builder(claims()).issueTime(null).build(),
            new JWTClaimsSet.Builder(claims()).issuer(null).build(),
            new JWTClaimsSet.Builder(claims()).issuer("other").build(),
            new JWTClaimsSet.Builder(claims()).subject(null).build(),
            new JWTClaimsSet.Builder(claims()).jwtID(null).build(),
            new JWTClaimsSet.Builder(claims()).audience((String) null).build(),
            new JWTClaimsSet.Builder(claims())
                    .audience(java.util.List.of("api", "x"))
                    .build()
        }) {
            assertThat(verifies(signed(claims, material))).as(claims.toString()).isFalse();
        }
        assertThat(verifies(signed(claims(), material))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "x.y.z", "e30.e30.", "\u0000", "bnVsbA.bnVsbA.bnVsbA"})
    void nonsenseIsRefused(String token) {
        assertThat(verifies(token)).isFalse();
    }

    @Test
    void anEndlessTokenIsNotEvenRead() {
        assertThat(verifies("a".repeat(2049))).isFalse();
    }

    @Test
    void aNewKeyTakesOverAndOldTokensStayGood() {
        Secret old = tokens.issue("api", "100", "s1", Duration.ofDays(30)).token();

        clock.advance(SigningKeys.IN_USE.minusSeconds(1));
        tokens.issue("api", "100", "s1", HOUR);
        assertThat(store.all()).hasSize(1);
        assertThat(tokens.verify(old, "api")).isPresent();
        Secret late = tokens.issue("api", "100", "s2", Duration.ofDays(30)).token();
        clock.advance(Duration.ofSeconds(1));
        Secret fresh = tokens.issue("api", "100", "s3", HOUR).token();

        assertThat(store.all()).hasSize(2);
        assertThat(tokens.verify(late, "api")).isPresent();
        assertThat(tokens.verify(fresh, "api")).isPresent();
        clock.advance(Duration.ofDays(30).minusSeconds(2));
        assertThat(tokens.verify(late, "api")).isPresent();
    }

    @Test
    void keysThatSignedNothingValidAnyMoreAreForgotten() {
        tokens.issue("api", "100", "s1", HOUR);
        String first = newest().id();

        clock.advance(SigningKeys.IN_USE.plusDays(30).plusSeconds(1));
        tokens.issue("api", "100", "s1", HOUR);

        assertThat(store.all())
                .singleElement()
                .satisfies(key -> assertThat(key.id()).isNotEqualTo(first));
    }

    @Test
    void aKeyOfAnotherInstanceIsLookedForAlsoAfterTheClockWasSetBack() {
        assertThat(tokens.verify(tokens.issue("api", "100", "s1", HOUR).token(), "api"))
                .isPresent();
        clock.set(Duration.ofHours(-1));
        MemorySigningKeys elsewhere = new MemorySigningKeys();
        Secret token = new SignedTokens(new SigningKeys(elsewhere, Duration.ofDays(30), clock), clock)
                .issue("api", "100", "s2", HOUR)
                .token();
        assertThat(tokens.verify(token, "api")).isEmpty();
        store.add(elsewhere.all().get(0));
        clock.advance(Duration.ofMinutes(1));

        assertThat(tokens.verify(token, "api")).isPresent();
    }

    @Test
    void anInstanceVerifiesWhatAnotherSignedWithAKeyOfItsOwn() {
        SignedTokens other = instance();
        assertThat(other.verify(tokens.issue("api", "100", "s1", HOUR).token(), "api"))
                .isPresent();
        clock.advance(SigningKeys.IN_USE);
        Secret token = tokens.issue("api", "100", "s1", HOUR).token();

        assertThat(other.verify(token, "api")).isPresent();
    }

    private boolean verifies(String token) {
        return tokens.verify(new Secret(token), "api").isPresent();
    }

    private SigningKey newest() {
        if (store.all().isEmpty()) {
            tokens.issue("api", "100", "s1", HOUR);
        }
        return store.all().get(0);
    }

    private String kid() {
        return newest().id();
    }

    private JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer("herald")
                .audience("api")
                .subject("100")
                .jwtID("s1")
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plus(HOUR)))
                .build();
    }

    private String signed(JWTClaimsSet claims, byte[] material) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid()).build(), claims);
        token.sign(new MACSigner(material));
        return token.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String flipped(String signature) {
        return (signature.charAt(0) == 'A' ? 'B' : 'A') + signature.substring(1);
    }
}
