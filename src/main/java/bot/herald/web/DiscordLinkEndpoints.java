package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.discord.DiscordLinks;
import bot.herald.discord.DiscordLinks.Result;
import bot.herald.discord.DiscordLinks.Wish;
import bot.herald.discord.Link;
import bot.herald.discord.Link.Kind;
import bot.herald.discord.ServerStore.Managed;
import bot.herald.identity.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The API for the Discord servers that a person manages, and for links to their channels. */
final class DiscordLinkEndpoints {
    private static final String LINKS = "/api/channels/{id}/discord-links";

    private final DiscordLinks discord;
    private final ManagedChannel channels;
    private final Gate gate;

    DiscordLinkEndpoints(DiscordLinks discord, ManagedChannel channels, Gate gate) {
        this.discord = discord;
        this.channels = channels;
        this.gate = gate;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/me/discord/servers",
                        gate.reading(
                                (request, visitor) ->
                                        ok(discord.account(visitor.person().id())
                                                .map(account -> rows(discord.serversOf(account)))
                                                .orElse(List.of())),
                                (request, guest) -> ok(
                                        rows(discord.serversOf(guest.account().id()))))),
                Route.get(
                        LINKS,
                        gate.reading((request, visitor) ->
                                ok(discord.of(channels.of(request, visitor).id()).stream()
                                        .map(DiscordLinkEndpoints::row)
                                        .toList()))),
                Route.on("POST", LINKS, gate.changing(this::link)),
                Route.on("PUT", LINKS + "/{name}", gate.changing(this::change)),
                Route.on("DELETE", LINKS + "/{name}", gate.changing(this::unlink)));
    }

    /** A server that the person may manage. */
    record ServerRow(String id, String name, @Nullable String iconUrl, boolean owner, String source, String asOf) {}

    /** A link. */
    record Row(
            String id,
            String way,
            String serverId,
            String channelId,
            List<String> post,
            @Nullable String roleId,
            String liveText,
            String raidText,
            String state,
            String reason) {}

    static List<ServerRow> rows(List<Managed> servers) {
        return servers.stream().map(DiscordLinkEndpoints::row).toList();
    }

    private static ServerRow row(Managed server) {
        String icon = server.icon().isEmpty()
                ? null
                : "https://cdn.discordapp.com/icons/" + server.serverId() + "/" + server.icon() + ".png?size=64";
        return new ServerRow(
                server.serverId(),
                server.name(),
                icon,
                server.isOwner(),
                server.fromList() ? "list" : "gateway",
                server.asOf().toString());
    }

    static Row row(Link link) {
        return new Row(
                link.id(),
                link.isByWebhook() ? "webhook" : "bot",
                link.serverId(),
                link.channelId(),
                link.posts().stream().map(Kind::text).sorted().toList(),
                link.roleId().isEmpty() ? null : link.roleId(),
                link.liveText(),
                link.raidText(),
                link.isPaused() ? "paused" : "active",
                link.paused());
    }

    private Answer link(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        Wish wish = wish(JsonBody.object(request));
        return answered(201, discord.link(visitor.person().id(), channel.id(), wish));
    }

    private Answer change(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        String id = request.pathValues().getOrDefault("name", "");
        if (discord.of(channel.id()).stream().noneMatch(link -> link.id().equals(id))) {
            throw new ProblemException(HttpProblem.of(404));
        }
        return answered(200, discord.change(visitor.person().id(), channel.id(), id, wish(JsonBody.object(request))));
    }

    private Answer unlink(WebRequest request, Visitor visitor) {
        Channel channel = channels.of(request, visitor);
        if (!discord.unlink(channel.id(), request.pathValues().getOrDefault("name", ""))) {
            throw new ProblemException(HttpProblem.of(404));
        }
        return Answer.empty(204);
    }

    private static Answer answered(int status, Result result) {
        if (result instanceof Result.Refused refused) {
            throw new ProblemException(new HttpProblem(
                    refused.isTaken() ? 409 : 400,
                    refused.isTaken() ? "taken" : "invalid_content",
                    "Not saved",
                    refused.sentence()));
        }
        return Answer.json(status, Json.write(row(((Result.Done) result).link())));
    }

    private static Wish wish(JsonNode body) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (JsonNode kind : body.path("post")) {
            kinds.add(Kind.of(kind.asText())
                    .orElseThrow(() -> new ProblemException(new HttpProblem(
                            400, "invalid_content", "Not saved", "post is a list of live, raid and raid-sent."))));
        }
        return new Wish(
                body.path("serverId").asText(""),
                body.path("channelId").asText(""),
                body.path("roleId").asText("").replace("null", ""),
                kinds,
                body.path("liveText").asText(Link.DEFAULT_LIVE_TEXT),
                body.path("raidText").asText(Link.DEFAULT_RAID_TEXT),
                body.hasNonNull("webhook")
                        ? Optional.of(new Secret(body.path("webhook").asText()))
                        : Optional.empty());
    }

    private static Answer ok(Object body) {
        return Answer.json(200, Json.write(body));
    }
}
