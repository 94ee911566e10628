package bot.herald.simulator.discord;

import bot.herald.simulator.Exchange;
import bot.herald.simulator.JsonNodes;
import bot.herald.simulator.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

/** {@code /guilds}, for servers that the bot is in, and leaving one. */
final class ServersEndpoint {
    private static final int MOST_MEMBERS = 1_000;

    private final DiscordWorld world;

    ServersEndpoint(DiscordWorld world) {
        this.world = world;
    }

    /** Null for an unknown path. */
    @Nullable
    Reply handle(Exchange exchange, String[] parts) {
        boolean isLeaving = parts.length == 4 && parts[0].equals("users") && parts[2].equals("guilds");
        if (isLeaving && exchange.method().equals("DELETE")) {
            Server server = world.servers.get(parts[3]);
            if (server == null || !world.hasBot(server)) {
                return Errors.unknown(10004, "Guild");
            }
            world.events.removeBot(server);
            return Reply.empty(204);
        }
        if (!parts[0].equals("guilds") || parts.length < 2 || !exchange.method().equals("GET")) {
            return null;
        }
        Server server = world.servers.get(parts[1]);
        if (server == null || !world.hasBot(server)) {
            return parts.length == 2 ? Errors.unknown(10004, "Guild") : Errors.missingAccess();
        }
        if (server.isDown) {
            return Errors.api(503, 0, "503: Service Unavailable");
        }
        if (parts.length == 2) {
            return Reply.json(200, DiscordJson.server(server));
        }
        return switch (parts[2]) {
            case "roles" -> Errors.array(DiscordJson.roles(server));
            case "channels" -> Errors.array(DiscordJson.channels(server));
            case "members" -> parts.length == 4 ? member(server, parts[3]) : members(exchange, server);
            default -> null;
        };
    }

    private static Reply member(Server server, String id) {
        Server.Member member = server.members.get(id);
        return member == null ? Errors.unknown(10007, "Member") : Reply.json(200, DiscordJson.member(member));
    }

    private Reply members(Exchange exchange, Server server) {
        if (!world.options.membersIntent()) {
            return Errors.missingAccess();
        }
        Integer limit = limit(exchange, 1, MOST_MEMBERS);
        if (limit == null) {
            return Errors.outOfRange("limit", MOST_MEMBERS);
        }
        ArrayNode list = JsonNodes.array();
        server.members.values().stream().limit(limit).forEach(member -> list.add(DiscordJson.member(member)));
        return Errors.array(list);
    }

    /** The parameter {@code limit}; null if it is no number from 1 to {@code most}. */
    static @Nullable Integer limit(Exchange exchange, int otherwise, int most) {
        String limit = exchange.query().first("limit");
        if (limit == null) {
            return otherwise;
        }
        boolean isValid = limit.matches("\\d{1,6}") && Integer.parseInt(limit) >= 1 && Integer.parseInt(limit) <= most;
        return isValid ? Integer.valueOf(limit) : null;
    }
}
