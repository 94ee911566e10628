package bot.herald.storage;

import bot.herald.identity.Provider;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import java.util.List;

/**
 * A column of sealed texts, and what each text in it is bound to.
 *
 * @param keys the columns that identify a row
 * @param prefix of the context, before the values of {@code keys}
 */
record SealedColumn(String table, String column, List<String> keys, String prefix) {
    static final SealedColumn CREDENTIAL =
            new SealedColumn("credential", "token", List.of("provider", "account_id", "purpose"), "");
    /** The context from when Twitch was the only provider; older texts are still opened with it. */
    static final SealedColumn FORMER_CREDENTIAL =
            new SealedColumn("credential", "token", List.of("twitch_user_id", "purpose"), "");

    static final SealedColumn APP_TOKEN = new SealedColumn("app_access_token", "token", List.of("client_id"), "app/");
    static final SealedColumn SESSION_KEY = new SealedColumn("session_key", "material", List.of("id"), "session-key/");
    static final SealedColumn BOT_REPLACEMENT =
            new SealedColumn("bot_replacement", "token", List.of("id_hash"), "bot-replacement/");
    static final SealedColumn FETCH_KEY = new SealedColumn("fetch_key", "secret", List.of("twitch_user_id"), "fetch/");
    static final SealedColumn DISCORD_WEBHOOK =
            new SealedColumn("discord_webhook", "address", List.of("link_id"), "discord-webhook/");
    static final List<SealedColumn> ALL =
            List.of(CREDENTIAL, APP_TOKEN, SESSION_KEY, BOT_REPLACEMENT, FETCH_KEY, DISCORD_WEBHOOK);

    /** @param values of the {@link #keys}, in their order */
    String context(String... values) {
        return prefix + String.join("/", values);
    }

    /**
     * Opens the text of a row, even if it was sealed before contexts named the provider.
     *
     * @param values of the {@link #keys}, in their order
     * @throws WrongKeyException if it does not open
     */
    String open(TokenCipher cipher, String sealed, String... values) {
        try {
            return cipher.open(sealed, context(values));
        } catch (WrongKeyException e) {
            if (!equals(CREDENTIAL) || !values[0].equals(Provider.TWITCH.text())) {
                throw e;
            }
            return cipher.open(sealed, FORMER_CREDENTIAL.context(values[1], values[2]));
        }
    }
}
