package bot.herald.discord;

import bot.herald.config.DiscordConfig;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.retry.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionController;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bot on top of JDA, which keeps the connection alive, resumes it, and obeys Discord's rate limits. */
public final class JdaBot implements DiscordBot {
    private static final Logger log = LoggerFactory.getLogger(JdaBot.class);
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final String NO_CHANNEL = "The channel doesn't exist on Discord any more. Link another channel.";

    private final DiscordConfig config;
    private final Clock clock;
    private final SessionController sessions;
    private final ExecutorService events = SpareThreads.of("discord-events", 1);
    private volatile Standing standing = Standing.CLOSED;
    private volatile @Nullable JDA jda;
    /** Identifies the connection in use; callbacks of earlier ones are ignored. */
    private @Nullable Object current;

    /** @throws IllegalArgumentException without a bot's token */
    public JdaBot(DiscordConfig config, Clock clock) {
        if (config.botToken().isEmpty()) {
            throw new IllegalArgumentException("a bot needs a token");
        }
        this.config = config;
        this.clock = clock;
        String gateway = config.endpoints().gateway().toString();
        String address = config.endpoints().gateway().getPath().isEmpty() ? gateway + "/" : gateway;
        this.sessions = new SessionControllerAdapter() {
            @Override
            public String getGateway() {
                return address;
            }
        };
    }

    @Override
    public Standing standing() {
        return standing;
    }

    @Override
    public synchronized void open(Consumer<BotEvent> heard) {
        close();
        open(heard, true);
    }

    private synchronized void open(Consumer<BotEvent> heard, boolean withMembers) {
        standing = Standing.CONNECTING;
        Object mine = new Object();
        current = mine;
        JdaEvents listener =
                new JdaEvents(heard, () -> connected(mine, withMembers), code -> ended(mine, heard, withMembers, code));
        String token = config.botToken().map(Secret::reveal).orElseThrow();
        try {
            jda = (withMembers
                            ? JDABuilder.createLight(token, GatewayIntent.GUILD_MEMBERS)
                            : JDABuilder.createLight(token, EnumSet.noneOf(GatewayIntent.class)))
                    .setRestConfig(
                            new RestConfig().setBaseUrl(config.endpoints().api() + "/"))
                    .setSessionController(sessions)
                    .setCompression(Compression.NONE)
                    .setMemberCachePolicy(MemberCachePolicy.NONE)
                    .setChunkingFilter(ChunkingFilter.NONE)
                    .setRawEventsEnabled(true)
                    .setEnableShutdownHook(false)
                    .setRequestTimeoutRetry(false)
                    .setHttpClientBuilder(JdaHttp.within(PATIENCE))
                    .setEventManager(new JdaEvents.Manager(event -> execute(() -> listener.heard(event))))
                    .build();
        } catch (InvalidTokenException e) {
            refused();
        } catch (RuntimeException e) {
            standing = Standing.CLOSED;
            throw new IllegalStateException("Discord cannot be reached", e);
        }
    }

    private void execute(Runnable task) {
        try {
            events.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("discord: closing");
        }
    }

    private synchronized void connected(Object which, boolean withMembers) {
        if (which == current) {
            standing = withMembers ? Standing.CONNECTED : Standing.WITHOUT_MEMBERS;
        }
    }

    /** Discord has ended it for good, unless we closed it. */
    private synchronized void ended(Object which, Consumer<BotEvent> heard, boolean withMembers, int closeCode) {
        if (which != current) {
            return;
        }
        jda = null;
        if (closeCode == JdaEvents.INTENT_NOT_ALLOWED && withMembers) {
            log.warn("discord: {}", Standing.WITHOUT_MEMBERS.words());
            try {
                open(heard, false);
            } catch (IllegalStateException e) {
                log.warn("discord: cannot be reached, trying again");
            }
        } else if (closeCode == JdaEvents.TOKEN_REFUSED) {
            refused();
        } else {
            CloseCode why = CloseCode.from(closeCode);
            log.warn("discord: the connection was ended with {}: {}", closeCode, why == null ? "" : why.getMeaning());
            standing = Standing.CLOSED;
        }
    }

    private void refused() {
        standing = Standing.REFUSED;
        log.error("discord: {}", Standing.REFUSED.words());
    }

    @Override
    public synchronized void close() {
        JDA open = jda;
        jda = null;
        current = null;
        if (standing != Standing.REFUSED) {
            standing = Standing.CLOSED;
        }
        if (open != null) {
            open.shutdownNow();
        }
    }

    @Override
    public Asked member(String serverId, DiscordUserId person) {
        JDA open = jda;
        Guild guild = open == null ? null : open.getGuildById(serverId);
        if (guild == null) {
            return new Asked.Failed("the server has an outage");
        }
        return asked(
                guild.retrieveMemberById(person.value()).useCache(false),
                member -> new Asked.Is(JdaEvents.member(member)),
                failure -> failure.getErrorResponse() == ErrorResponse.UNKNOWN_MEMBER
                                || failure.getErrorResponse() == ErrorResponse.UNKNOWN_USER
                        ? new Asked.NoMember()
                        : new Asked.Failed(failure.getErrorCode() + " " + failure.getMeaning()),
                Asked.Failed::new);
    }

    @Override
    public Outcome post(String serverId, String channelId, String nonce, Post post) {
        return in(serverId, channelId, channel -> {
            MessageCreateBuilder message = new MessageCreateBuilder()
                    .setContent(mentioned(post))
                    .setEmbeds(List.of(embed(post)))
                    .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class));
            return channel.sendMessage(
                            (post.roleId().isEmpty() ? message : message.mentionRoles(post.roleId())).build())
                    .setNonce(nonce);
        });
    }

    @Override
    public Outcome edit(String serverId, String channelId, String messageId, Post post) {
        return in(
                serverId,
                channelId,
                channel -> channel.editMessageById(
                        messageId,
                        new MessageEditBuilder()
                                .setContent(mentioned(post))
                                .setEmbeds(List.of(embed(post)))
                                .setAllowedMentions(EnumSet.noneOf(Message.MentionType.class))
                                .build()));
    }

    private Outcome in(String serverId, String channelId, Function<GuildMessageChannel, RestAction<Message>> action) {
        JDA open = jda;
        if (open == null) {
            return later("Herald is not connected to Discord");
        }
        Guild guild = open.getGuildById(serverId);
        GuildMessageChannel channel = open.getChannelById(GuildMessageChannel.class, channelId);
        if (guild == null) {
            return later("the server has an outage");
        }
        if (channel == null) {
            return new Outcome.Unusable(NO_CHANNEL);
        }
        OffsetDateTime timedOutUntil = guild.getSelfMember().getTimeOutEnd();
        Duration left = timedOutUntil == null ? Duration.ZERO : Duration.between(clock.instant(), timedOutUntil);
        if (!left.isNegative() && !left.isZero()) {
            // No event tells when that is over.
            return new Outcome.Later(
                    "a moderator has put the bot in a time-out", false, RetryPolicy.BANNED, Optional.of(left));
        }
        try {
            return asked(
                    action.apply(channel),
                    message -> new Outcome.Done(message.getId()),
                    JdaBot::outcome,
                    reason -> new Outcome.Later(reason, true));
        } catch (InsufficientPermissionException e) {
            return lacking(e.getPermission().getName());
        }
    }

    private static Outcome outcome(ErrorResponseException failure) {
        return switch (failure.getErrorResponse()) {
            case UNKNOWN_MESSAGE -> new Outcome.MessageGone();
            case UNKNOWN_CHANNEL -> new Outcome.Unusable(NO_CHANNEL);
            case UNKNOWN_GUILD -> new Outcome.Unusable("Herald isn't in the server any more. Invite it again.");
            case MISSING_ACCESS -> lacking("View Channels");
            case MISSING_PERMISSIONS -> lacking("Send Messages and Embed Links");
            default ->
                new Outcome.Later(
                        failure.getErrorCode() + " " + failure.getMeaning(),
                        failure.getErrorCode() <= 0 || failure.isServerError());
        };
    }

    private static Outcome lacking(String permission) {
        return new Outcome.Unusable("Herald may not write in the channel. Give its role \"" + permission
                + "\" there, in the channel's permissions on Discord.");
    }

    private static Outcome later(String reason) {
        return new Outcome.Later(reason, false);
    }

    /** The deadline covers both JDA's waiting for rate limits and Discord's answer. */
    private static <T, R> R asked(
            RestAction<T> action,
            Function<T, R> answered,
            Function<ErrorResponseException, R> refused,
            Function<String, R> failed) {
        var answer = action.submit();
        try {
            return answered.apply(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return e.getCause() instanceof ErrorResponseException failure
                    ? refused.apply(failure)
                    : failed.apply(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return failed.apply("Discord does not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            return failed.apply("Herald is stopping");
        }
    }

    private static String mentioned(Post post) {
        return post.roleId().isEmpty() ? post.text() : "<@&" + post.roleId() + "> " + post.text();
    }

    private static MessageEmbed embed(Post post) {
        return new EmbedBuilder()
                .setTitle(cut(post.title(), MessageEmbed.TITLE_MAX_LENGTH), post.url())
                .setDescription(cut(post.description(), MessageEmbed.DESCRIPTION_MAX_LENGTH))
                // Discord refuses an empty footer.
                .setFooter(post.footer().isEmpty() ? null : cut(post.footer(), MessageEmbed.TEXT_MAX_LENGTH))
                .build();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
