package bot.herald.discord;

import bot.herald.discord.DiscordBot.Outcome;
import bot.herald.discord.DiscordBot.Post;
import bot.herald.discord.login.DiscordHttp;
import bot.herald.discord.login.DiscordHttp.Answer;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.RetryPolicy;
import bot.herald.template.Characters;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Webhooks through Discord's API at the configured address. Each call is one request, or none while Discord wants a pause. */
public final class HttpWebhooks implements Webhooks {
    static final String GONE =
            "Discord doesn't know this webhook any more, so it was deleted there. Make a new one in the channel's"
                    + " settings on Discord, and put its address in here.";

    private static final String FORUM =
            "Herald can't post in a forum. Make a webhook in a text channel, and put its address in here.";
    private static final String EVERYTHING = "";
    private static final String UNREADABLE = "Discord's answer can't be read";
    private static final int CONTENT = 2000;
    private static final int TITLE = 256;
    private static final int DESCRIPTION = 4096;
    private static final int FOOTER = 2048;

    private final DiscordHttp http;
    private final URI api;
    private final ForwardClock clock;
    private final Map<String, Instant> closedUntil = new ConcurrentHashMap<>();

    public HttpWebhooks(DiscordHttp http, URI api, Clock clock) {
        this.http = http;
        this.api = api;
        this.clock = new ForwardClock(clock);
    }

    @Override
    public Looked look(WebhookAddress address) {
        if (closed(address).isPresent()) {
            return new Looked.Failed("Discord wants a pause");
        }
        if (!(http.get(address(address, "")) instanceof Answer.Response response)) {
            return new Looked.Failed("Discord does not answer");
        }
        if (isGone(response)) {
            return new Looked.Unknown();
        }
        JsonNode body = response.body();
        String server = body.path("guild_id").asText("");
        String channel = body.path("channel_id").asText("");
        // Types other than "incoming" belong to Discord itself or to applications, and take no messages.
        boolean isUsable = body.path("type").asInt(0) == 1
                && isId(server)
                && isId(channel)
                && isId(body.path("id").asText(""));
        if (response.isSuccess()) {
            String name = body.path("name").asText("").strip();
            return isUsable
                    ? new Looked.Found(
                            server, channel, name.isEmpty() ? "webhook" : Characters.shortenedToChars(80, name))
                    : new Looked.Unknown();
        }
        Outcome.Later why = later(address, response);
        return new Looked.Failed(why.reason());
    }

    @Override
    public Outcome post(WebhookAddress address, Post post) {
        // Without "wait" Discord does not say whether it posted the message.
        return sent("POST", address, "?wait=true", message(post, true));
    }

    @Override
    public Outcome edit(WebhookAddress address, String messageId, Post post) {
        return sent("PATCH", address, "/messages/" + messageId, message(post, false));
    }

    private Outcome sent(String method, WebhookAddress webhook, String rest, JsonNode message) {
        Optional<Duration> wait = closed(webhook);
        if (wait.isPresent()) {
            return new Outcome.Later("Discord wants a pause", false, RetryPolicy.PASSING, wait);
        }
        Answer answer = http.send(method, address(webhook, rest), message);
        if (answer instanceof Answer.None none) {
            return new Outcome.Later(none.reason(), !none.neverSent());
        }
        Answer.Response response = (Answer.Response) answer;
        if (response.isSuccess()) {
            String id = response.body().path("id").asText("");
            return isId(id) ? new Outcome.Done(id) : new Outcome.Later(UNREADABLE, true);
        }
        if (isGone(response)) {
            return new Outcome.Unusable(GONE);
        }
        return switch (code(response)) {
            case 10_008 -> new Outcome.MessageGone();
            case 220_001, 220_003 -> new Outcome.Unusable(FORUM);
            default -> later(webhook, response);
        };
    }

    /** Goes by Discord's own codes: a proxy on the way may answer 404, too. */
    private static boolean isGone(Answer.Response response) {
        return switch (code(response)) {
            case 10_003, 10_004, 10_015, 50_027 -> true;
            default -> false;
        };
    }

    private static int code(Answer.Response response) {
        return response.isSuccess() ? 0 : response.body().path("code").asInt(0);
    }

    private Outcome.Later later(WebhookAddress webhook, Answer.Response response) {
        String reason = "Discord answered " + response.status();
        if (response.status() == 429) {
            // Cloudflare's answer is not JSON, and it blocks the whole machine.
            boolean isCloudflare = !response.body().isObject();
            Duration pause = response.retryAfter()
                    .orElse(isCloudflare ? RetryPolicy.REJECTED.longest() : RetryPolicy.PASSING.longest());
            boolean isForAll = isCloudflare || response.body().path("global").asBoolean();
            Instant now = clock.instant();
            closedUntil.values().removeIf(until -> !until.isAfter(now));
            closedUntil.put(isForAll ? EVERYTHING : webhook.id(), now.plus(pause));
            return new Outcome.Later(reason, false, RetryPolicy.PASSING, Optional.of(pause));
        }
        return response.status() >= 500
                ? new Outcome.Later(reason, true)
                : new Outcome.Later(reason, false, RetryPolicy.FORBIDDEN, response.retryAfter());
    }

    private Optional<Duration> closed(WebhookAddress webhook) {
        Instant now = clock.instant();
        Instant one = closedUntil.getOrDefault(webhook.id(), now);
        Instant all = closedUntil.getOrDefault(EVERYTHING, now);
        Duration wait = Duration.between(now, one.isAfter(all) ? one : all);
        return wait.isNegative() || wait.isZero() ? Optional.empty() : Optional.of(wait);
    }

    private URI address(WebhookAddress webhook, String rest) {
        return URI.create(api + "/webhooks/" + webhook.reveal() + rest);
    }

    private static JsonNode message(Post post, boolean pings) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        String mention = post.roleId().isEmpty() ? "" : "<@&" + post.roleId() + "> ";
        message.put("content", Characters.shortenedToChars(CONTENT, mention + post.text()));
        ObjectNode embed = message.putArray("embeds").addObject();
        embed.put("title", Characters.shortenedToChars(TITLE, post.title())).put("url", post.url());
        if (!post.description().isEmpty()) {
            embed.put("description", Characters.shortenedToChars(DESCRIPTION, post.description()));
        }
        if (!post.footer().isEmpty()) {
            embed.putObject("footer").put("text", Characters.shortenedToChars(FOOTER, post.footer()));
        }
        ObjectNode mentions = message.putObject("allowed_mentions");
        mentions.putArray("parse");
        if (pings && !post.roleId().isEmpty()) {
            mentions.putArray("roles").add(post.roleId());
        }
        return message;
    }

    private static boolean isId(String text) {
        return text.matches("[0-9]{1,20}");
    }
}
