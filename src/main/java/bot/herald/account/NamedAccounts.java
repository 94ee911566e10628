package bot.herald.account;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that a list in the configuration names, by Twitch user id or by login.
 *
 * <p>An entry of digits is an id and nothing else, even if some account's login looks like it. A login stands for the
 * first account that is proven to have it; an account that takes it over later is refused. Safe for concurrent use.
 */
public final class NamedAccounts {
    private static final Logger log = LoggerFactory.getLogger(NamedAccounts.class);

    private final String setting;
    private final Set<TwitchUserId> ids = ConcurrentHashMap.newKeySet();
    private final Set<TwitchLogin> logins;
    private final LoginPins pins;
    private final Map<TwitchLogin, TwitchUserId> holders = new ConcurrentHashMap<>();
    private final Set<TwitchUserId> refused = ConcurrentHashMap.newKeySet();

    /**
     * @param setting the key of the list, for the log
     * @param entries user ids and logins
     */
    public NamedAccounts(String setting, Collection<String> entries, LoginPins pins) {
        this.setting = setting;
        entries.stream().filter(TwitchUserId::isValid).map(TwitchUserId::new).forEach(ids::add);
        this.logins = entries.stream()
                .filter(NamedAccounts::isLogin)
                .map(TwitchLogin::new)
                .collect(Collectors.toUnmodifiableSet());
        this.pins = pins;
    }

    /** Whether an entry of such a list is a login, which may change hands, and not an id. */
    public static boolean isLogin(String entry) {
        return TwitchLogin.isValid(entry) && !entry.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Adds an account, until this process ends. */
    void add(TwitchUserId id) {
        ids.add(id);
    }

    /**
     * Whether the list names the account.
     *
     * @param calledBy the logins that Twitch has named for it; a login counts only while all of them agree
     */
    public boolean include(TwitchUserId id, Collection<TwitchLogin> calledBy) {
        return ids.contains(id)
                || (!calledBy.isEmpty()
                        && logins.containsAll(calledBy)
                        && calledBy.stream().allMatch(login -> holds(id, login)));
    }

    private boolean holds(TwitchUserId id, TwitchLogin login) {
        TwitchUserId holder = holders.computeIfAbsent(login, wanted -> pins.holder(wanted, id));
        if (holder.equals(id)) {
            return true;
        }
        if (refused.add(id)) {
            log.error(
                    "user={} login={} is refused: when {} was first used here, {} meant user={}, and logins change hands."
                            + " If the new account is meant, write its user id into {}",
                    id,
                    login,
                    setting,
                    login,
                    holder,
                    setting);
        }
        return false;
    }

    /** Remembers, for good, which account a login in the configuration stands for. */
    @FunctionalInterface
    public interface LoginPins {
        /**
         * The account that the login stands for: from now on {@code claimant}, if nobody proved the login before.
         *
         * @param claimant the account that has the login now, according to Twitch
         */
        TwitchUserId holder(TwitchLogin login, TwitchUserId claimant);
    }
}
