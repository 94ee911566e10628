package bot.herald.simulator.discord;

import org.jspecify.annotations.Nullable;

/** An account. Guarded by {@link DiscordWorld}. */
final class Person {
    final String id;
    final boolean isBot;
    String username;

    @Nullable
    String globalName;

    @Nullable
    String avatar;

    Person(String id, String username, boolean isBot) {
        this.id = id;
        this.username = username;
        this.isBot = isBot;
    }

    SimulatedPerson snapshot() {
        return new SimulatedPerson(id, username, globalName == null ? username : globalName);
    }
}
