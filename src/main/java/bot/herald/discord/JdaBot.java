package bot.herald.discord;

import bot.herald.config.DiscordConfig;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.SpareThreads;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.SessionController;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bot on top of JDA, which keeps the connection alive, resumes it, and obeys Discord's rate limits; what is asked
 * through the connection is in {@link JdaRequests}.
 */
public final class JdaBot implements DiscordBot {
    private static final Logger log = LoggerFactory.getLogger(JdaBot.class);

    private final DiscordConfig config;
    private final JdaRequests requests;
    private final SessionController sessions;
    private final ExecutorService events = SpareThreads.of("discord-events", 1);
    private volatile Standing standing = Standing.CLOSED;
    private volatile @Nullable JDA jda;
    /** The connection in use: callbacks of earlier ones are ignored. */
    private @Nullable Attempt current;

    /** One connection; compared by identity. */
    private static final class Attempt {
        final Consumer<BotEvent> heard;
        /** Whether Discord is asked to tell when members change. */
        final boolean withMembers;

        Attempt(Consumer<BotEvent> heard, boolean withMembers) {
            this.heard = heard;
            this.withMembers = withMembers;
        }

        Set<GatewayIntent> intents() {
            return withMembers ? EnumSet.of(GatewayIntent.GUILD_MEMBERS) : EnumSet.noneOf(GatewayIntent.class);
        }
    }

    /** @throws IllegalArgumentException without a bot's token */
    public JdaBot(DiscordConfig config, Clock clock) {
        if (config.botToken().isEmpty()) {
            throw new IllegalArgumentException("a bot needs a token");
        }
        this.config = config;
        this.requests = new JdaRequests(clock);
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
        open(new Attempt(heard, true));
    }

    private synchronized void open(Attempt attempt) {
        standing = Standing.CONNECTING;
        current = attempt;
        JdaEvents listener = new JdaEvents(attempt.heard, () -> connected(attempt), code -> ended(attempt, code));
        String token = config.botToken().map(Secret::reveal).orElseThrow();
        try {
            jda = JDABuilder.createLight(token, attempt.intents())
                    .setRestConfig(
                            new RestConfig().setBaseUrl(config.endpoints().api() + "/"))
                    .setSessionController(sessions)
                    .setCompression(Compression.NONE)
                    .setMemberCachePolicy(MemberCachePolicy.NONE)
                    .setChunkingFilter(ChunkingFilter.NONE)
                    .setRawEventsEnabled(true)
                    .setEnableShutdownHook(false)
                    .setRequestTimeoutRetry(false)
                    .setHttpClientBuilder(JdaHttp.within(JdaRequests.PATIENCE))
                    .setEventManager(new JdaEvents.Manager(event -> events.execute(() -> listener.heard(event))))
                    .build();
        } catch (InvalidTokenException e) {
            refused();
        } catch (RuntimeException e) {
            standing = Standing.CLOSED;
            throw new IllegalStateException("Discord cannot be reached", e);
        }
    }

    private synchronized void connected(Attempt attempt) {
        if (attempt == current) {
            standing = attempt.withMembers ? Standing.CONNECTED : Standing.WITHOUT_MEMBERS;
        }
    }

    /** The connection has ended for good: Discord closed it, unless it is an earlier one that we closed. */
    private synchronized void ended(Attempt attempt, int closeCode) {
        if (attempt != current) {
            return;
        }
        jda = null;
        if (closeCode == JdaEvents.INTENT_NOT_ALLOWED && attempt.withMembers) {
            log.warn("discord: {}", Standing.WITHOUT_MEMBERS.words());
            try {
                open(new Attempt(attempt.heard, false));
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
        return requests.member(jda, serverId, person);
    }

    @Override
    public Outcome post(String serverId, String channelId, String nonce, Post post) {
        return requests.post(jda, serverId, channelId, nonce, post);
    }

    @Override
    public Outcome edit(String serverId, String channelId, String messageId, Post post) {
        return requests.edit(jda, serverId, channelId, messageId, post);
    }
}
