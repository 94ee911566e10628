package bot.herald.account;

import bot.herald.account.AuditEntry.Action;
import bot.herald.identity.TwitchUserId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the {@link AuditLog} recorded. */
public interface AuditTrail {
    /** The channel's latest entries, latest first. */
    List<AuditEntry> latest(TwitchUserId broadcaster, int most);

    /**
     * The channel's latest matching entries, latest first.
     *
     * @param before the {@link AuditEntry#id()} of the entry that they must be older than; if that is erased, the time
     * in it counts
     */
    List<AuditEntry> latest(TwitchUserId broadcaster, Wanted wanted, Optional<String> before, int most);

    /**
     * Which entries match.
     *
     * @param actions kinds of actions
     * @param by kinds of actors
     * @param only the only feature whose actions match; empty for all
     * @param without the feature whose actions do not match; empty for none
     */
    record Wanted(Set<Action> actions, Set<Actor.Kind> by, String only, String without) {
        public static final Wanted ALL = of(EnumSet.allOf(Action.class));

        public Wanted {
            actions = Set.copyOf(actions);
            by = Set.copyOf(by);
        }

        public static Wanted of(Set<Action> actions) {
            return new Wanted(actions, EnumSet.allOf(Actor.Kind.class), "", "");
        }

        public Wanted by(Actor.Kind kind) {
            return new Wanted(actions, Set.of(kind), only, without);
        }

        public Wanted onlyOf(String feature) {
            return new Wanted(actions, by, feature, without);
        }

        public Wanted without(String feature) {
            return new Wanted(actions, by, only, feature);
        }
    }

    /** The entries that undid those with these ids, by their ids; those that nobody undid are left out. */
    Map<String, AuditEntry> undone(TwitchUserId broadcaster, Collection<String> ids);

    /** The channel's entry with this {@link AuditEntry#id()}. */
    Optional<AuditEntry> find(TwitchUserId broadcaster, String id);

    /** The latest entry of that kind. */
    Optional<AuditEntry> last(TwitchUserId broadcaster, Action action);
}
