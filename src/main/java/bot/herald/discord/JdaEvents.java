package bot.herald.discord;

import bot.herald.discord.BotEvent.Began;
import bot.herald.discord.BotEvent.MemberIs;
import bot.herald.discord.BotEvent.MemberLeft;
import bot.herald.discord.BotEvent.ServerDown;
import bot.herald.discord.BotEvent.ServerIs;
import bot.herald.discord.BotEvent.ServerLeft;
import bot.herald.identity.DiscordUserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.middleman.StandardGuildMessageChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.channel.GenericChannelEvent;
import net.dv8tion.jda.api.events.guild.GenericGuildEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.guild.GuildUnavailableEvent;
import net.dv8tion.jda.api.events.guild.member.GenericGuildMemberEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRemoveEvent;
import net.dv8tion.jda.api.events.role.GenericRoleEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates JDA's events into Herald's. Members come from the raw gateway events, because JDA caches none; servers come from JDA's
 * cache. Called on one thread.
 */
final class JdaEvents {
    static final int TOKEN_REFUSED = 4004;
    static final int INTENT_NOT_ALLOWED = 4014;

    private static final Logger log = LoggerFactory.getLogger(JdaEvents.class);
    private static final List<Permission> NEEDED =
            List.of(Permission.VIEW_CHANNEL, Permission.MESSAGE_SEND, Permission.MESSAGE_EMBED_LINKS);

    private final Consumer<BotEvent> heard;
    private final Runnable connected;
    private final IntConsumer ended;

    JdaEvents(Consumer<BotEvent> heard, Runnable connected, IntConsumer ended) {
        this.heard = heard;
        this.connected = connected;
        this.ended = ended;
    }

    /** Passes all events to one consumer. */
    record Manager(Consumer<GenericEvent> next) implements IEventManager {
        @Override
        public void register(Object listener) {
            throw new UnsupportedOperationException("there can only be one listener");
        }

        @Override
        public void unregister(Object listener) {
            throw new UnsupportedOperationException("there can only be one listener");
        }

        @Override
        public void handle(GenericEvent event) {
            next.accept(event);
        }

        @Override
        public List<Object> getRegisteredListeners() {
            return List.of();
        }
    }

    void heard(GenericEvent event) {
        try {
            translate(event);
        } catch (RuntimeException e) {
            log.error(
                    "discord: an event could not be taken in: {}",
                    event.getClass().getSimpleName(),
                    e);
        }
    }

    private void translate(GenericEvent event) {
        if (event instanceof RawGatewayEvent raw) {
            raw(raw.getType(), raw.getPayload());
        } else if (event instanceof ShutdownEvent shutdown) {
            ended.accept(shutdown.getCode());
        } else if (event instanceof SessionDisconnectEvent lost) {
            log.info("discord: the connection was lost, reconnecting: {}", reason(lost));
        } else if (event instanceof SessionResumeEvent) {
            log.info("discord: connected again, and nothing was missed");
            connected.run();
        } else if (event instanceof ReadyEvent || event instanceof SessionRecreateEvent) {
            connected.run();
        } else if (event instanceof GenericGuildMemberEvent member) {
            if (member.getMember().equals(member.getGuild().getSelfMember())) {
                told(member.getGuild());
            }
        } else if (event instanceof GenericGuildEvent guild) {
            boolean isNoNews = guild instanceof GuildLeaveEvent
                    || guild instanceof GuildUnavailableEvent
                    || guild instanceof GuildMemberRemoveEvent;
            if (!isNoNews) {
                told(guild.getGuild());
            }
        } else if (event instanceof GenericRoleEvent role) {
            told(role.getGuild());
        } else if (event instanceof GenericChannelEvent channel && channel.isFromGuild()) {
            told(channel.getGuild());
        }
    }

    private static String reason(SessionDisconnectEvent lost) {
        CloseCode code = lost.getCloseCode();
        return code == null ? "no close code" : code.getCode() + ": " + code.getMeaning();
    }

    private void raw(String type, DataObject data) {
        switch (type) {
            case "READY" -> {
                DataArray guilds = data.getArray("guilds");
                Set<String> ids = new HashSet<>();
                for (int i = 0; i < guilds.length(); i++) {
                    ids.add(guilds.getObject(i).getString("id"));
                }
                heard.accept(new Began(ids));
            }
            case "GUILD_DELETE" ->
                heard.accept(
                        data.getBoolean("unavailable")
                                ? new ServerDown(data.getString("id"))
                                : new ServerLeft(data.getString("id")));
            case "GUILD_MEMBER_ADD" -> heard.accept(new MemberIs(data.getString("guild_id"), member(data), true));
            case "GUILD_MEMBER_UPDATE" -> heard.accept(new MemberIs(data.getString("guild_id"), member(data), false));
            case "GUILD_MEMBER_REMOVE" ->
                heard.accept(new MemberLeft(
                        data.getString("guild_id"),
                        new DiscordUserId(data.getObject("user").getString("id"))));
            default -> {}
        }
    }

    private static BotEvent.Member member(DataObject data) {
        DataObject user = data.getObject("user");
        DataArray roles = data.getArray("roles");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < roles.length(); i++) {
            ids.add(roles.getString(i));
        }
        String username = user.getString("username");
        return new BotEvent.Member(
                new DiscordUserId(user.getString("id")),
                username,
                user.getString("global_name", username),
                user.getString("avatar", ""),
                ids);
    }

    static BotEvent.Member member(net.dv8tion.jda.api.entities.Member member) {
        String avatar = member.getUser().getAvatarId();
        return new BotEvent.Member(
                new DiscordUserId(member.getId()),
                member.getUser().getName(),
                member.getUser().getEffectiveName(),
                avatar == null ? "" : avatar,
                member.getUnsortedRoles().stream().map(role -> role.getId()).collect(Collectors.toUnmodifiableSet()));
    }

    private void told(Guild guild) {
        heard.accept(new ServerIs(server(guild)));
    }

    private static Server server(Guild guild) {
        List<Server.Role> roles = guild.getRoles().stream()
                .map(role ->
                        new Server.Role(role.getId(), role.getName(), role.getPermissionsRaw(), role.isMentionable()))
                .toList();
        // A time-out suspends most permissions and ends without an event, so it is checked before each message instead.
        boolean isTimedOut = guild.getSelfMember().isTimedOut();
        List<Server.TextChannel> channels = new ArrayList<>();
        guild.getChannels().forEach(channel -> {
            if (channel instanceof StandardGuildMessageChannel text) {
                String lacks = NEEDED.stream()
                        .filter(needed -> !isTimedOut && !guild.getSelfMember().hasPermission(text, needed))
                        .map(Permission::getName)
                        .findFirst()
                        .orElse("");
                channels.add(new Server.TextChannel(text.getId(), text.getName(), lacks));
            }
        });
        String icon = guild.getIconId();
        return new Server(
                guild.getId(),
                guild.getName(),
                icon == null ? "" : icon,
                new DiscordUserId(guild.getOwnerId()),
                roles,
                channels);
    }
}
