package bot.herald.feature;

import bot.herald.auth.Purpose;
import bot.herald.auth.RequestedScopes;
import bot.herald.auth.ScopesInUse;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.EventScopes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The scopes needed for what channels have switched on, whether or not they are granted. Safe for concurrent use. */
public final class WantedScopes implements ScopesInUse {
    private final FeatureBook book;
    private final Supplier<List<TwitchUserId>> channels;

    /** @param channels the connected ones */
    public WantedScopes(FeatureBook book, Supplier<List<TwitchUserId>> channels) {
        this.book = book;
        this.channels = channels;
    }

    @Override
    public Set<Scope> asked(Purpose purpose, Optional<TwitchUserId> account) {
        Set<Scope> asked = new TreeSet<>(RequestedScopes.of(purpose));
        switch (purpose) {
            case BOT -> asked.addAll(missingOfBot(everywhere(), Set.of()));
            case CHANNEL -> account.ifPresent(id -> asked.addAll(missingOfBroadcaster(wanted(id), Set.of())));
            case LOGIN -> {
                // Features do nothing with dashboard logins.
            }
        }
        return asked;
    }

    @Override
    public Set<Scope> missing(Purpose purpose, TwitchUserId account, Set<Scope> granted) {
        Set<Scope> missing = new TreeSet<>(Scope.missing(RequestedScopes.of(purpose), granted));
        switch (purpose) {
            case BOT -> missing.addAll(missingOfBot(everywhere(), granted));
            case CHANNEL -> missing.addAll(missingOfBroadcaster(wanted(account), granted));
            case LOGIN -> {
                // As above.
            }
        }
        return missing;
    }

    public static Set<Scope> missingOfBot(Collection<Wants> all, Set<Scope> granted) {
        Set<Scope> missing = new TreeSet<>();
        for (Wants wants : all) {
            missing.addAll(EventScopes.missingOfBot(wants.heard(), with(granted, wants.botScopes())));
            missing.addAll(Scope.missing(wants.botScopes(), granted));
        }
        return missing;
    }

    public static Set<Scope> missingOfBroadcaster(Collection<Wants> all, Set<Scope> granted) {
        Set<Scope> missing = new TreeSet<>();
        for (Wants wants : all) {
            missing.addAll(EventScopes.missingOfBroadcaster(wants.heard(), with(granted, wants.channelScopes())));
            missing.addAll(Scope.missing(wants.channelScopes(), granted));
        }
        return missing;
    }

    /** A scope to manage something includes the one to read it. */
    private static Set<Scope> with(Set<Scope> granted, Set<Scope> asked) {
        Set<Scope> all = new HashSet<>(granted);
        all.addAll(asked);
        return all;
    }

    public List<Wants> wanted(TwitchUserId broadcaster) {
        return book.list(broadcaster).stream().map(FeatureState::wants).toList();
    }

    private List<Wants> everywhere() {
        return channels.get().stream()
                .flatMap(id -> wanted(id).stream())
                .distinct()
                .toList();
    }
}
