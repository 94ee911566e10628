package bot.herald.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The accounts of the simulated Twitch. Guarded by {@link World}. */
final class Accounts {
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9_]{0,24}");
    private static final long FIRST_ID = 100_001;

    private final Clock clock;
    private final Map<String, SimulatedUser> byId = new LinkedHashMap<>();
    private final Map<String, String> idByLogin = new HashMap<>();
    private final Map<String, Instant> created = new LinkedHashMap<>();
    /** What they wrote stays visible under their names. */
    private final Set<String> deleted = new HashSet<>();

    private long nextId = FIRST_ID;

    Accounts(Clock clock) {
        this.clock = clock;
    }

    static boolean isLogin(String text) {
        return LOGIN.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    SimulatedUser getOrCreate(String login, @Nullable String displayName) {
        String lower = login.toLowerCase(Locale.ROOT);
        SimulatedUser known = byLogin(lower);
        if (known == null) {
            if (!isLogin(lower)) {
                throw new BadInput("'" + login + "' is not a Twitch login: 1 to 25 letters, digits and underscores");
            }
            String id = Long.toString(nextId++);
            known = new SimulatedUser(id, lower, displayName == null ? login : displayName);
            created.put(id, clock.instant());
            byId.put(id, known);
            idByLogin.put(lower, id);
        } else if (displayName != null && !displayName.equals(known.displayName())) {
            known = new SimulatedUser(known.id(), lower, displayName);
            byId.put(known.id(), known);
        }
        return known;
    }

    void rename(String id, String login, String displayName) {
        SimulatedUser before = get(id);
        String lower = login.toLowerCase(Locale.ROOT);
        SimulatedUser holder = byLogin(lower);
        if (!isLogin(lower) || (holder != null && !holder.id().equals(id))) {
            throw new BadInput("'" + login + "' is not a Twitch login, or it is taken");
        }
        idByLogin.remove(before.login());
        idByLogin.put(lower, id);
        byId.put(id, new SimulatedUser(id, lower, displayName));
    }

    /** Hides the account and frees its login for a new one. */
    void delete(String id) {
        idByLogin.remove(get(id).login());
        deleted.add(id);
    }

    @Nullable
    SimulatedUser byLogin(String login) {
        String id = idByLogin.get(login.toLowerCase(Locale.ROOT));
        return id == null ? null : byId.get(id);
    }

    /** Finds an account by login or by display name. */
    @Nullable
    SimulatedUser named(String name) {
        SimulatedUser holder = byLogin(name);
        return holder != null
                ? holder
                : all().stream()
                        .filter(user -> user.displayName().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    @Nullable
    SimulatedUser find(String id) {
        return deleted.contains(id) ? null : byId.get(id);
    }

    /** Also finds deleted accounts. */
    SimulatedUser get(String id) {
        SimulatedUser user = byId.get(id);
        if (user == null) {
            throw new BadInput("no account has the id '" + id + "'");
        }
        return user;
    }

    Instant createdAt(String id) {
        return created.getOrDefault(id, Instant.EPOCH);
    }

    void setCreatedAt(String id, Instant at) {
        created.put(get(id).id(), at);
    }

    Collection<SimulatedUser> all() {
        return byId.values().stream()
                .filter(user -> !deleted.contains(user.id()))
                .toList();
    }
}
