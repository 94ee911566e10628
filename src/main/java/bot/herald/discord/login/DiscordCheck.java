package bot.herald.discord.login;

import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.config.DiscordConfig;
import bot.herald.config.WebConfig;
import bot.herald.discord.login.DiscordHttp.Answer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Checks whether Discord accepts the application's id, secret and bot token, without a person and without leaving anything behind.
 *
 * <p>Safe for concurrent use; its results never hold a secret.
 */
public final class DiscordCheck {
    private static final int MEMBERS_INTENT = 1 << 14 | 1 << 15;

    private final DiscordHttp http;
    private final DiscordIdentity identity;
    private final DiscordConfig config;
    private final URI redirectUri;

    /** The result of a check. */
    public sealed interface Verdict {
        /** @param name the bot's name; empty for the application */
        record Accepted(String name) implements Verdict {}

        record Refused(String reason) implements Verdict {}

        /** Discord gave no usable answer. */
        record Unknown(String reason) implements Verdict {}
    }

    /**
     * The application that the bot token belongs to.
     *
     * @param isOurs whether it is the one that {@code discord.client-id} names
     * @param mayHearOfMembers whether the privileged intent is switched on
     * @param knowsRedirect whether our redirect address is registered; empty if Discord does not say
     */
    public record Bot(boolean isOurs, boolean mayHearOfMembers, Optional<Boolean> knowsRedirect) {}

    private DiscordCheck(DiscordHttp http, DiscordIdentity identity, DiscordConfig config, URI redirectUri) {
        this.http = http;
        this.identity = identity;
        this.config = config;
        this.redirectUri = redirectUri;
    }

    public static DiscordCheck of(DiscordConfig config, WebConfig web, Clock clock) {
        DiscordHttp http = new DiscordHttp(web.publicUrl());
        URI redirectUri = web.discordRedirectUri();
        return new DiscordCheck(http, new DiscordIdentity(http, config, redirectUri, clock), config, redirectUri);
    }

    /**
     * Whether the client id and secret belong together. Sends a made-up refresh token along, because Discord checks id and secret
     * first: so no token is issued that would have to be revoked, which would log out the application's owner.
     */
    public Verdict client() {
        TokenAnswer answer = identity.refresh(new Secret("herald-check"));
        if (answer instanceof TokenAnswer.Granted) {
            return new Verdict.Unknown("it gave a token for none");
        }
        ProviderFailure failure = ((TokenAnswer.Failed) answer).failure();
        if (failure instanceof ProviderFailure.Reauthorize) {
            return new Verdict.Accepted("");
        }
        return failure instanceof ProviderFailure.Misconfigured
                ? new Verdict.Refused(failure.reason())
                : new Verdict.Unknown(failure.reason());
    }

    /** Whether Discord accepts the bot's token. */
    public Verdict bot(Secret token) {
        Answer answer = asBot("/users/@me", token);
        if (!(answer instanceof Answer.Response response)) {
            return new Verdict.Unknown(DiscordAnswers.passing(answer).reason());
        }
        if (response.status() == 401) {
            return new Verdict.Refused("Discord answered 401");
        }
        String name = response.body().path("username").asText("");
        return response.isSuccess() && !name.isEmpty()
                ? new Verdict.Accepted(name)
                : new Verdict.Unknown(DiscordAnswers.passing(response).reason());
    }

    /** Empty if Discord gave no usable answer. */
    public Optional<Bot> application(Secret token) {
        if (!(asBot("/applications/@me", token) instanceof Answer.Response response)
                || !response.isSuccess()
                || !response.body().isObject()) {
            return Optional.empty();
        }
        JsonNode application = response.body();
        JsonNode addresses = application.path("redirect_uris");
        return Optional.of(new Bot(
                application.path("id").asText("").equals(config.clientId()),
                (application.path("flags").asInt(0) & MEMBERS_INTENT) != 0,
                addresses.isArray()
                        ? Optional.of(StreamSupport.stream(addresses.spliterator(), false)
                                .anyMatch(address -> address.asText("").equals(redirectUri.toString())))
                        : Optional.empty()));
    }

    private Answer asBot(String path, Secret token) {
        return http.get(URI.create(config.endpoints().api() + path), "Bot", token);
    }
}
