package bot.herald.check;

import bot.herald.account.NamedAccounts;
import bot.herald.auth.Credential;
import bot.herald.config.WebConfig;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the configured lists of people use user ids, since logins can change hands.
 *
 * @param pinned the accounts that logins were first used for
 */
record NamesProbe(WebConfig config, Map<TwitchLogin, TwitchUserId> pinned, Collection<Credential> credentials) {
    List<Finding> look() {
        return Stream.concat(
                        config.admins().stream().map(entry -> look("web.admins", entry)),
                        config.allowlist().stream().map(entry -> look("web.allowlist", entry)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Finding> look(String setting, String entry) {
        if (!NamedAccounts.isLogin(entry)) {
            return Optional.empty();
        }
        TwitchLogin login = new TwitchLogin(entry);
        Optional<TwitchUserId> holder = Optional.ofNullable(pinned.get(login));
        Optional<TwitchUserId> now = credentials.stream()
                .filter(credential -> credential.name().equals(login))
                .map(credential -> credential.key().userId())
                .findFirst();
        if (holder.isPresent() && now.filter(id -> !id.equals(holder.get())).isPresent()) {
            return Optional.of(Finding.warning(
                    setting,
                    login + " is called by user id " + now.get() + " now and meant user id " + holder.get()
                            + " when it was first used; the new account is refused",
                    "Write the user id of whom you mean in its place."));
        }
        String id = holder.or(() -> now)
                .map(known -> "Write the user id in its place: \"" + known + "\".")
                .orElse("Write the user id in its place; GET /api/me tells you yours once you are logged in.");
        return Optional.of(Finding.warning(setting, login + " is a login, and logins change hands", id));
    }
}
