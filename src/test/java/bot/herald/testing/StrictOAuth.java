package bot.herald.testing;

import bot.herald.auth.IdentityProvider.TokenAnswer;
import bot.herald.auth.IdentityProvider.ValidationAnswer;
import bot.herald.auth.OAuthClient;
import bot.herald.auth.TokenGrant;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Twitch's OAuth as strict as it can be: a code and a refresh token work once, and a refresh kills the old access token.
 */
public final class StrictOAuth implements OAuthClient {
    public static final String CLIENT_ID = "herald-client";
    public static final Duration LIFETIME = Duration.ofHours(4);
    public static final Duration APP_LIFETIME = Duration.ofDays(60);

    private record Owner(TwitchUserId id, TwitchLogin login, Set<Scope> scopes) {}

    private final Map<String, Owner> codes = new HashMap<>();
    private final Map<String, Owner> refreshTokens = new HashMap<>();
    private final Map<String, Owner> accessTokens = new HashMap<>();
    private final Set<String> appTokens = new HashSet<>();
    private final Map<String, String> accessTokenOf = new HashMap<>();
    private final Deque<ProviderFailure> failures = new ArrayDeque<>();
    private final Deque<ProviderFailure> refreshFailures = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final Set<String> revoked = new HashSet<>();
    private String issuedTo = CLIENT_ID;
    private Runnable duringRefresh = () -> {};
    private Optional<Duration> lifetime = Optional.of(LIFETIME);
    private int issued;

    /** A code as Twitch would send it with the browser. */
    public synchronized Secret code(TwitchUserId id, String login, Set<Scope> scopes) {
        String code = "code" + ++issued;
        codes.put(code, new Owner(id, new TwitchLogin(login), scopes));
        return new Secret(code);
    }

    /** A grant made without a browser. */
    public synchronized TokenGrant grant(TwitchUserId id, String login, Set<Scope> scopes) {
        return issue(new Owner(id, new TwitchLogin(login), scopes));
    }

    /** The next calls fail like this, one each. */
    public synchronized void failNext(ProviderFailure... next) {
        failures.addAll(List.of(next));
    }

    /** The next refreshes fail like this, one each. */
    public synchronized void failNextRefresh(ProviderFailure... next) {
        refreshFailures.addAll(List.of(next));
    }

    /** Answers no longer say how long a token lives. */
    public synchronized void nameNoLifetime() {
        lifetime = Optional.empty();
    }

    /** Runs once, when Twitch has received the next refresh and not answered it. */
    public synchronized void duringNextRefresh(Runnable happening) {
        duringRefresh = happening;
    }

    /** The account has another login from now on, also for the tokens that it has granted. */
    public synchronized void rename(TwitchUserId id, String login) {
        TwitchLogin renamed = new TwitchLogin(login);
        Stream.of(refreshTokens, accessTokens)
                .forEach(tokens -> tokens.replaceAll(
                        (token, owner) -> owner.id().equals(id) ? new Owner(id, renamed, owner.scopes()) : owner));
    }

    /** The access token dies before its time. */
    public synchronized void kill(Secret accessToken) {
        accessTokens.remove(accessToken.reveal());
        appTokens.remove(accessToken.reveal());
    }

    public synchronized void invalidateRefreshTokens() {
        refreshTokens.clear();
    }

    public synchronized void issueTo(String clientId) {
        issuedTo = clientId;
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized boolean wasRevoked(Secret accessToken) {
        return revoked.contains(accessToken.reveal());
    }

    @Override
    public URI authorizeUri(Set<Scope> scopes, String state, boolean forceVerify) {
        return URI.create("https://id.example/authorize?state=" + state + "&force=" + forceVerify);
    }

    @Override
    public synchronized TokenAnswer exchangeCode(Secret code) {
        calls.add("code");
        return failed().orElseGet(() -> answer(codes.remove(code.reveal()), "Invalid authorization code"));
    }

    @Override
    public synchronized TokenAnswer refresh(Secret refreshToken) {
        calls.add("refresh");
        Runnable happening = duringRefresh;
        duringRefresh = () -> {};
        happening.run();
        if (!refreshFailures.isEmpty()) {
            return new TokenAnswer.Failed(refreshFailures.remove());
        }
        return failed().orElseGet(() -> {
            Owner owner = refreshTokens.remove(refreshToken.reveal());
            if (owner != null) {
                accessTokens.remove(accessTokenOf.get(refreshToken.reveal()));
            }
            return answer(owner, "Invalid refresh token");
        });
    }

    @Override
    public synchronized TokenAnswer appToken() {
        calls.add("app");
        return failed().orElseGet(() -> {
            String token = "app" + ++issued;
            appTokens.add(token);
            return new TokenAnswer.Granted(
                    new TokenGrant(new Secret(token), Optional.empty(), Optional.of(APP_LIFETIME), Set.of(), "bearer"));
        });
    }

    @Override
    public synchronized ValidationAnswer validate(Secret accessToken) {
        calls.add(accessToken.reveal().startsWith("app") ? "validate app" : "validate");
        if (!failures.isEmpty()) {
            return new ValidationAnswer.Unknown(failures.remove());
        }
        if (appTokens.contains(accessToken.reveal())) {
            return new ValidationAnswer.ValidApp(issuedTo);
        }
        Owner owner = accessTokens.get(accessToken.reveal());
        return owner == null
                ? new ValidationAnswer.Invalid()
                : new ValidationAnswer.Valid(
                        issuedTo, owner.id(), owner.login(), owner.scopes(), Optional.of(LIFETIME));
    }

    @Override
    public synchronized Optional<ProviderFailure> revoke(Secret accessToken) {
        calls.add("revoke");
        revoked.add(accessToken.reveal());
        accessTokens.remove(accessToken.reveal());
        return failures.isEmpty() ? Optional.empty() : Optional.of(failures.remove());
    }

    private Optional<TokenAnswer> failed() {
        return failures.isEmpty() ? Optional.empty() : Optional.of(new TokenAnswer.Failed(failures.remove()));
    }

    private TokenAnswer answer(@Nullable Owner owner, String refusal) {
        return owner == null
                ? new TokenAnswer.Failed(new ProviderFailure.Reauthorize(refusal))
                : new TokenAnswer.Granted(issue(owner));
    }

    private TokenGrant issue(Owner owner) {
        String access = "access" + ++issued;
        String refresh = "refresh" + issued;
        accessTokens.put(access, owner);
        refreshTokens.put(refresh, owner);
        accessTokenOf.put(refresh, access);
        return new TokenGrant(new Secret(access), Optional.of(new Secret(refresh)), lifetime, owner.scopes(), "bearer");
    }
}
