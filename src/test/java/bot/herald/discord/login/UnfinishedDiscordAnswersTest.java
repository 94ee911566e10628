package bot.herald.discord.login;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.DiscordConfig;
import bot.herald.config.WebConfig;
import bot.herald.discord.BotEvent;
import bot.herald.discord.DiscordBot;
import bot.herald.discord.DiscordBot.Post;
import bot.herald.discord.HttpWebhooks;
import bot.herald.discord.JdaBot;
import bot.herald.discord.WebhookAddress;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.simulator.Fault;
import bot.herald.simulator.Fault.Way;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.testing.DiscordSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of call to Discord, with an answer that does not end: it is given up in time, and nobody takes it for an answer. */
@Tag("full")
class UnfinishedDiscordAnswersTest {
    /** Longer than anybody should wait. */
    private static final Duration UNENDING = Duration.ofSeconds(90);
    /** What JDA is asked may wait for limits, too. */
    private static final Duration MOST = Duration.ofSeconds(25);
    /** A machine under load may be late in waking a thread. */
    private static final Duration LATE = Duration.ofSeconds(15);

    private static final Post POST = new Post("text", "title", "https://twitch.tv/alice", "", "", "");

    private final DiscordAtSimulator here = new DiscordAtSimulator();
    private final DiscordSimulator discord = here.discord;
    private final DiscordConfig config = DiscordSettings.of(discord);
    private final DiscordBot bot = new JdaBot(config, Clock.systemUTC());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Callable<Object>> calls = new LinkedHashMap<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        bot.close();
        here.close();
    }

    @ParameterizedTest
    @EnumSource
    void noAnswerHoldsAnybodyForLongerThanItMay(Way way) throws Exception {
        plan(way);

        Map<String, Future<Object>> asked = new LinkedHashMap<>();
        calls.forEach((name, call) -> asked.put(name, threads.submit(call)));

        // What is longer than any answer should be needs no waiting for its end.
        Duration most = way == Way.ENDLESS ? MOST.dividedBy(2) : MOST.plus(LATE);
        long until = System.nanoTime() + most.toNanos();
        for (Map.Entry<String, Future<Object>> one : asked.entrySet()) {
            Object answer = one.getValue().get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            assertThat(answer.toString())
                    .as(one.getKey())
                    .doesNotContain("Granted[", "Valid[", "Is[", "Optional[[", "Accepted[", "Bot[", "Found[", "Done[");
        }
        assertThat(discord.faults().left()).as("every call met it").isZero();
    }

    /** A path that begins as another one does is planned before it. */
    private void plan(Way way) throws InterruptedException {
        String server = discord.newServer("Nelly's", discord.person("nelly").id());
        String channel = discord.firstChannel(server);
        discord.addBot(server, DiscordSimulator.INVITED);
        CountDownLatch isThere = new CountDownLatch(1);
        bot.open(event -> {
            if (event instanceof BotEvent.ServerIs) {
                isThere.countDown();
            }
        });
        assertThat(isThere.await(1, TimeUnit.MINUTES)).isTrue();
        String message = ((DiscordBot.Outcome.Done) bot.post(server, channel, "1", POST)).messageId();

        DiscordIdentity identity = here.identity;
        Secret token = here.grant("nelly").accessToken();
        Secret refreshToken = here.grant("max").refreshToken().orElseThrow();
        on(way, "POST", "/api/oauth2/token/revoke", "", () -> identity.revoke(token));
        on(way, "POST", "/api/oauth2/token", "max", () -> identity.refresh(refreshToken));
        on(
                way,
                "POST",
                "/api/oauth2/token",
                "",
                () -> identity.exchangeCode(new Secret("code"), DiscordAtSimulator.VERIFIER));
        on(way, "GET", "/api/v10/oauth2/@me", "", () -> identity.validate(token));
        on(way, "GET", "/api/v10/users/@me/guilds", "", () -> identity.servers(token));
        on(way, "GET", "/api/v10/users/@me", "nelly", () -> identity.who(token));

        URI address = URI.create("http://localhost:8080");
        DiscordHttp http = new DiscordHttp(address);
        DiscordCheck check = DiscordCheck.of(
                config,
                new WebConfig("127.0.0.1", 8080, address, List.of(), WebConfig.Registration.OPEN, List.of()),
                here.clock);
        Secret botToken = config.botToken().orElseThrow();

        on(way, "GET", "/api/v10/users/@me", "", () -> check.bot(botToken));
        on(way, "GET", "/api/v10/applications/@me", "", () -> check.application(botToken));
        DiscordUserId nelly = new DiscordUserId(discord.person("nelly").id());
        on(way, "GET", "/api/v10/guilds/", "", () -> bot.member(server, nelly));
        on(way, "POST", "/api/v10/channels/", "", () -> bot.post(server, channel, "2", POST));
        on(way, "PATCH", "/api/v10/channels/", "", () -> bot.edit(server, channel, message, POST));

        HttpWebhooks webhooks = new HttpWebhooks(http, URI.create(discord.apiUrl()), Clock.systemUTC());
        WebhookAddress webhook = WebhookAddress.stored(
                        discord.newWebhook(channel).replaceFirst(".*/webhooks/", ""))
                .orElseThrow();
        on(way, "GET", "/api/v10/webhooks/", "", () -> webhooks.look(webhook));
        on(way, "POST", "/api/v10/webhooks/", "", () -> webhooks.post(webhook, POST));
        on(way, "PATCH", "/api/v10/webhooks/", "", () -> webhooks.edit(webhook, message, POST));
    }

    private void on(Way way, String method, String path, String person, Callable<Object> call) {
        String id = person.isEmpty() ? "" : discord.person(person).id();
        discord.faults().next(method, path, id, 1, Fault.unfinished(way, UNENDING));
        calls.put(method + " " + path + " " + person, call);
    }
}
