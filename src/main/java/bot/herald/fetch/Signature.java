package bot.herald.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The value of {@code Herald-Signature}: this channel's bot requested this address for this viewer at this time. It is valid for no
 * other address, so that the target of a redirect cannot use it anywhere else.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /**
     * {@code t=<seconds>,v1=<hex>}.
     *
     * @param key its characters are the HMAC's key
     * @param address as it is sent
     */
    static String of(Secret key, Instant now, TwitchUserId channel, TwitchUserId user, String address) {
        String time = Long.toString(now.getEpochSecond());
        String signed = String.join("\n", time, channel.value(), user.value(), address);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal().getBytes(UTF_8), ALGORITHM));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
