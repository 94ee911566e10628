package bot.herald.simulator.discord;

import bot.herald.simulator.JsonNodes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Discord's objects in JSON. */
final class DiscordJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private DiscordJson() {}

    static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    static ObjectNode user(Person person) {
        return JsonNodes.object()
                .put("id", person.id)
                .put("username", person.username)
                .put("discriminator", "0")
                .put("global_name", person.globalName)
                .put("avatar", person.avatar)
                .put("bot", person.isBot)
                .put("flags", 0)
                .put("public_flags", 0)
                .putNull("banner")
                .putNull("accent_color")
                .putNull("avatar_decoration_data");
    }

    static ObjectNode role(Server.Role role) {
        ObjectNode node = JsonNodes.object()
                .put("id", role.id)
                .put("name", role.name)
                .put("permissions", Long.toUnsignedString(role.permissions))
                .put("position", 0)
                .put("color", 0)
                .put("hoist", false)
                .put("managed", role.isManaged)
                .put("mentionable", role.isMentionable)
                .put("flags", 0)
                .putNull("icon")
                .putNull("unicode_emoji");
        node.putObject("colors")
                .put("primary_color", 0)
                .putNull("secondary_color")
                .putNull("tertiary_color");
        return node;
    }

    static ObjectNode channel(Server.Channel channel) {
        ObjectNode node = JsonNodes.object()
                .put("id", channel.id)
                .put("guild_id", channel.serverId)
                .put("type", channel.type)
                .put("name", channel.name)
                .put("position", 0)
                .put("nsfw", false)
                .put("rate_limit_per_user", 0)
                .put("flags", 0)
                .putNull("parent_id")
                .putNull("topic")
                .putNull("last_message_id");
        ArrayNode overwrites = node.putArray("permission_overwrites");
        for (Server.Overwrite overwrite : channel.overwrites) {
            overwrites
                    .addObject()
                    .put("id", overwrite.id())
                    .put("type", overwrite.isMember() ? 1 : 0)
                    .put("allow", Long.toUnsignedString(overwrite.allow()))
                    .put("deny", Long.toUnsignedString(overwrite.deny()));
        }
        return node;
    }

    static ObjectNode member(Server.Member member) {
        ObjectNode node = JsonNodes.object()
                .put("joined_at", time(member.joinedAt))
                .put("deaf", false)
                .put("mute", false)
                .put("pending", false)
                .put("flags", 0)
                .putNull("nick")
                .putNull("avatar")
                .putNull("premium_since")
                .put("communication_disabled_until", member.timedOutUntil == null ? null : time(member.timedOutUntil));
        node.set("user", user(member.person));
        node.set("roles", JsonNodes.strings(member.roles));
        return node;
    }

    static ObjectNode server(Server server) {
        ObjectNode node = JsonNodes.object()
                .put("id", server.id)
                .put("name", server.name)
                .put("icon", server.icon)
                .put("owner_id", server.ownerId)
                .put("afk_timeout", 300)
                .put("verification_level", 0)
                .put("default_message_notifications", 1)
                .put("explicit_content_filter", 0)
                .put("mfa_level", 0)
                .put("nsfw_level", 0)
                .put("nsfw", false)
                .put("premium_tier", 0)
                .put("premium_progress_bar_enabled", false)
                .put("preferred_locale", "en-US")
                .put("system_channel_flags", 0)
                .put("max_members", 500_000)
                .put("max_presences", 5_000)
                .put("max_video_channel_users", 25)
                .putNull("splash")
                .putNull("banner")
                .putNull("description")
                .putNull("vanity_url_code")
                .putNull("afk_channel_id")
                .putNull("system_channel_id")
                .putNull("rules_channel_id")
                .putNull("public_updates_channel_id")
                .putNull("safety_alerts_channel_id");
        node.putArray("features");
        node.putArray("emojis");
        node.putArray("stickers");
        node.set("roles", roles(server));
        return node;
    }

    /** For GUILD_CREATE: with the channels, but of the members only the bot. */
    static ObjectNode createdServer(Server server, Server.Member bot) {
        ObjectNode node = server(server)
                .put("joined_at", time(bot.joinedAt))
                .put("large", false)
                .put("unavailable", false)
                .put("member_count", server.members.size());
        node.set("channels", channels(server));
        node.putArray("members").add(member(bot));
        for (String empty : new String[] {
            "threads", "presences", "voice_states", "stage_instances", "guild_scheduled_events", "soundboard_sounds"
        }) {
            node.putArray(empty);
        }
        return node;
    }

    /** A server in an outage, as in READY and GUILD_DELETE. */
    static ObjectNode unavailableServer(Server server) {
        return JsonNodes.object().put("id", server.id).put("unavailable", true);
    }

    /** The READY event; a GUILD_CREATE for each server follows. */
    static ObjectNode ready(Person bot, String sessionId, String resumeUrl, List<Server> servers) {
        ObjectNode node =
                JsonNodes.object().put("v", 10).put("session_id", sessionId).put("resume_gateway_url", resumeUrl);
        node.set("user", user(bot));
        node.set("application", JsonNodes.object().put("id", bot.id).put("flags", 0));
        node.set("shard", onlyShard());
        ArrayNode guilds = node.putArray("guilds");
        servers.forEach(server -> guilds.add(unavailableServer(server)));
        node.putArray("private_channels");
        node.putArray("relationships");
        return node;
    }

    /** Shard 0 of 1. */
    static ArrayNode onlyShard() {
        return JsonNodes.array().add(0).add(1);
    }

    static ArrayNode roles(Server server) {
        ArrayNode roles = JsonNodes.array();
        server.roles.values().forEach(role -> roles.add(role(role)));
        return roles;
    }

    static ArrayNode channels(Server server) {
        ArrayNode channels = JsonNodes.array();
        server.channels.values().forEach(channel -> channels.add(channel(channel)));
        return channels;
    }

    /** An entry in a person's own list of servers. */
    static ObjectNode listed(Server server, String personId) {
        ObjectNode node = JsonNodes.object()
                .put("id", server.id)
                .put("name", server.name)
                .put("icon", server.icon)
                .put("owner", server.ownerId.equals(personId))
                .put("permissions", Long.toUnsignedString(Permissions.inServer(server, personId)))
                .putNull("banner");
        node.putArray("features");
        return node;
    }

    static ObjectNode application(DiscordWorld world) {
        return JsonNodes.object()
                .put("id", world.bot.id)
                .put("name", "Herald")
                .put("description", "")
                .put("bot_public", true)
                .put("bot_require_code_grant", false)
                .put("verify_key", "00")
                .put("flags", world.options.membersIntent() ? 1 << 15 : 0)
                .putNull("icon");
    }
}
