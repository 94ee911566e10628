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
 * The link that lets people who can read this process's output connect the bot's account. Each start makes a new code. It is
 * valid while no bot is connected, and until the one that it connected serves a channel, since people easily choose the wrong
 * account. Safe for concurrent use.
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
     * @param announce prints lines for the operator
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

    /** Announces the link, unless a bot account is connected. */
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
