package bot.herald.simulator.discord;

import bot.herald.simulator.BadInput;
import bot.herald.simulator.Guarded;
import bot.herald.simulator.Timers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of the simulated Discord. */
final class DiscordWorld extends Guarded {
    private static final long EPOCH = 1_420_070_400_000L;

    final DiscordOptions options;
    final Timers timers = new Timers(this, "simulated-discord-timers");
    final Grants grants;
    final Buckets buckets;
    final Messages messages;
    final Gateway gateway;
    final DiscordOddities oddities = new DiscordOddities(this);
    final DiscordEvents events = new DiscordEvents(this);
    final Map<String, Person> people = new LinkedHashMap<>();
    final Map<String, Server> servers = new LinkedHashMap<>();
    final List<String> redirectUris;
    final Person bot;
    String botToken;
    private long counter;

    DiscordWorld(DiscordOptions options) {
        this.options = options;
        this.redirectUris = new ArrayList<>(options.redirectUris());
        this.botToken = options.botToken();
        this.bot = new Person(options.clientId(), "herald", true);
        people.put(bot.id, bot);
        this.grants = new Grants(options);
        this.buckets = new Buckets(options);
        this.messages = new Messages(this);
        this.gateway = new Gateway(this);
    }

    @Override
    protected Instant now() {
        return options.clock().instant();
    }

    String newId() {
        return Long.toUnsignedString(((now().toEpochMilli() - EPOCH) << 22) | (++counter & 0x3f_ffff));
    }

    /** Gets the account, or creates it. */
    Person person(String username) {
        for (Person person : people.values()) {
            if (person.username.equals(username)) {
                return person;
            }
        }
        Person created = new Person(newId(), username, false);
        people.put(created.id, created);
        return created;
    }

    Person personById(String id) {
        return known(people.get(id), "person", id);
    }

    Server server(String id) {
        return known(servers.get(id), "server", id);
    }

    Server.@Nullable Channel findChannel(String id) {
        for (Server server : servers.values()) {
            Server.Channel channel = server.channels.get(id);
            if (channel != null) {
                return channel;
            }
        }
        return null;
    }

    Server.Channel channel(String id) {
        return known(findChannel(id), "channel", id);
    }

    private static <T> T known(@Nullable T found, String kind, String id) {
        if (found == null) {
            throw new BadInput("there is no " + kind + " " + id);
        }
        return found;
    }

    boolean hasBot(Server server) {
        return server.members.containsKey(bot.id);
    }
}
