package bot.herald.setup;

import bot.herald.auth.BotAccount;
import bot.herald.security.SetupCode;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The link that connects the bot account; good while none is connected, and as long as the one that it connected serves
 * nobody yet: the wrong account is easily chosen.
 */
public record SetupLink(
        URI publicUrl,
        SetupCode code,
        BotAccount bot,
        BooleanSupplier serves,
        AtomicBoolean shown,
        Consumer<String> announce) {
    /** @param serves whether any channel is connected */
    public static SetupLink of(URI publicUrl, BotAccount bot, BooleanSupplier serves, Consumer<String> announce) {
        AtomicBoolean shown = new AtomicBoolean();
        return new SetupLink(
                publicUrl,
                new SetupCode(() -> bot.isConnected() && (!shown.get() || serves.getAsBoolean())),
                bot,
                serves,
                shown,
                announce);
    }

    public URI get() {
        return URI.create(publicUrl + "/auth/bot?setup=" + code.reveal());
    }

    /** Tells the operator, unless a bot account is connected. */
    public void show() {
        if (!bot.isConnected()) {
            shown.set(true);
            announce.accept("No bot account is connected. Open " + get()
                    + " in a browser that is logged in at Twitch as the bot.");
        }
    }
}
