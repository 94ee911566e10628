package bot.herald.storage;

import java.util.List;

/**
 * A column of sealed texts, and what each text in it is bound to.
 *
 * @param keys the columns that name a row
 * @param prefix of the context, before the values of {@code keys}
 */
record SealedColumn(String table, String column, List<String> keys, String prefix) {
    static final SealedColumn CREDENTIAL =
            new SealedColumn("credential", "token", List.of("twitch_user_id", "purpose"), "");
    static final SealedColumn APP_TOKEN = new SealedColumn("app_access_token", "token", List.of("client_id"), "app/");
    static final SealedColumn SESSION_KEY = new SealedColumn("session_key", "material", List.of("id"), "session-key/");
    static final SealedColumn BOT_REPLACEMENT =
            new SealedColumn("bot_replacement", "token", List.of("id_hash"), "bot-replacement/");
    static final List<SealedColumn> ALL = List.of(CREDENTIAL, APP_TOKEN, SESSION_KEY, BOT_REPLACEMENT);

    /** @param values of the {@link #keys}, in their order */
    String context(String... values) {
        return prefix + String.join("/", values);
    }
}
