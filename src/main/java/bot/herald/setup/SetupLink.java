package bot.herald.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.auth.BotAccount;
import bot.herald.web.SetupCode;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The link that lets whoever can read this process's output connect the bot account, and nobody else. Its code is made anew at
 * each start; it is good while no bot is connected, and as long as the one that it connected serves nobody yet: the wrong
 * account is easily chosen. Safe for concurrent use.
 */
public final class SetupLink implements SetupCode {
    private static final int BYTES = 16;

    private final String code;
    private final URI publicUrl;
    private final BotAccount bot;
    private final BooleanSupplier serves;
    private final Consumer<String> announce;
    private volatile boolean shown;

    /**
     * @param serves whether any channel is connected
     * @param announce takes lines that the operator has to see
     */
    public SetupLink(URI publicUrl, BotAccount bot, BooleanSupplier serves, Consumer<String> announce) {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        this.code = HexFormat.of().formatHex(bytes);
        this.publicUrl = publicUrl;
        this.bot = bot;
        this.serves = serves;
        this.announce = announce;
    }

    public URI get() {
        return URI.create(publicUrl + "/auth/bot?setup=" + code);
    }

    /** Tells the operator, unless a bot account is connected. */
    public void show() {
        if (!bot.isConnected()) {
            shown = true;
            announce.accept("No bot account is connected. Open " + get()
                    + " in a browser that is logged in to Twitch as the bot.");
        }
    }

    /** Compares in constant time. */
    @Override
    public boolean accepts(String given) {
        boolean isOver = bot.isConnected() && (!shown || serves());
        return MessageDigest.isEqual(given.getBytes(UTF_8), code.getBytes(UTF_8)) && !isOver;
    }

    @Override
    public boolean serves() {
        return serves.getAsBoolean();
    }
}
