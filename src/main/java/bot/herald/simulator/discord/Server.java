package bot.herald.simulator.discord;

import bot.herald.simulator.BadInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server ("guild"). Guarded by {@link DiscordWorld}. */
final class Server {
    final String id;
    String name;

    @Nullable
    String icon;

    String ownerId;
    final Map<String, Role> roles = new LinkedHashMap<>();
    final Map<String, Channel> channels = new LinkedHashMap<>();
    final Map<String, Member> members = new LinkedHashMap<>();
    boolean isDown;

    Server(String id, String name, String ownerId) {
        this.id = id;
        this.name = name;
        this.ownerId = ownerId;
    }

    /** @throws BadInput if the person is not a member */
    Member member(Person person) {
        Member member = members.get(person.id);
        if (member == null) {
            throw new BadInput(person.username + " is not a member of " + name);
        }
        return member;
    }

    /** @throws BadInput if there is no such role */
    Role role(String roleId) {
        Role role = roles.get(roleId);
        if (role == null) {
            throw new BadInput("there is no role " + roleId);
        }
        return role;
    }

    /** A role; the one with the server's id is @everyone. */
    static final class Role {
        final String id;
        String name;
        long permissions;
        boolean isMentionable;
        boolean isManaged;

        Role(String id, String name, long permissions) {
            this.id = id;
            this.name = name;
            this.permissions = permissions;
        }
    }

    /** A channel of type 0 (text), 2 (voice) or 5 (announcements). */
    static final class Channel {
        final String id;
        final String serverId;
        final int type;
        String name;
        final List<Overwrite> overwrites = new ArrayList<>();

        Channel(String id, String serverId, int type, String name) {
            this.id = id;
            this.serverId = serverId;
            this.type = type;
            this.name = name;
        }
    }

    /** @param isMember whether the id is a member's rather than a role's */
    record Overwrite(String id, boolean isMember, long allow, long deny) {}

    static final class Member {
        final Person person;
        final Instant joinedAt;
        final Set<String> roles = new LinkedHashSet<>();
        /** When the last time-out ends or ended; null if there was none. */
        @Nullable
        Instant timedOutUntil;

        Member(Person person, Instant joinedAt) {
            this.person = person;
            this.joinedAt = joinedAt;
        }

        boolean isTimedOut(Instant now) {
            return timedOutUntil != null && now.isBefore(timedOutUntil);
        }
    }
}
