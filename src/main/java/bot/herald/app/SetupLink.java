package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.security.SetupCode;
import java.net.URI;
import java.util.function.Consumer;

/** The link that connects the bot account; good while none is connected. */
record SetupLink(URI publicUrl, SetupCode code, BotAccount bot, Consumer<String> announce) {
    URI get() {
        return URI.create(publicUrl + "/auth/bot?setup=" + code.reveal());
    }

    /** Tells the operator, unless a bot account is connected. */
    void show() {
        if (!bot.isConnected()) {
            announce.accept("No bot account is connected. Open " + get()
                    + " in a browser that is logged in at Twitch as the bot.");
        }
    }
}
