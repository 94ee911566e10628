package bot.herald.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/**
 * Lets whoever can read this process's output connect the bot account, and nobody else.
 *
 * <p>A new one is made at each start; it is good until the set-up is over. Safe for concurrent use.
 */
public final class SetupCode {
    private static final int BYTES = 16;

    private final String code;
    private final BooleanSupplier isOver;

    public SetupCode(BooleanSupplier isOver) {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        this.code = HexFormat.of().formatHex(bytes);
        this.isOver = isOver;
    }

    /** For the link that is printed to the operator. */
    public String reveal() {
        return code;
    }

    /** Compares in constant time. */
    public boolean accepts(String given) {
        return MessageDigest.isEqual(given.getBytes(UTF_8), code.getBytes(UTF_8)) && !isOver.getAsBoolean();
    }
}
