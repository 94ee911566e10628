package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.command.PeopleLookup;
import bot.herald.feature.command.PeopleLookup.Lookup;
import bot.herald.feature.command.PeopleLookup.Person;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import com.github.twitch4j.helix.domain.InboundFollow;
import com.github.twitch4j.helix.domain.InboundFollowers;
import com.github.twitch4j.helix.domain.User;
import com.github.twitch4j.helix.domain.UserList;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Get Users as the bot; Get Channel Followers as the broadcaster, or as the bot where it moderates. */
public final class HelixPeopleLookup implements PeopleLookup {
    private static final Scope READ_FOLLOWERS = new Scope("moderator:read:followers");

    private final HelixReader reader;
    private final Supplier<Optional<TwitchUserId>> bot;
    private final Function<CredentialKey, Set<Scope>> granted;

    /**
     * @param bot the account to ask as; empty while none is connected
     * @param granted the scopes of a credential; none if there is no such credential
     */
    public HelixPeopleLookup(
            HelixReader reader, Supplier<Optional<TwitchUserId>> bot, Function<CredentialKey, Set<Scope>> granted) {
        this.reader = reader;
        this.bot = bot;
        this.granted = granted;
    }

    @Override
    public Lookup<Person> byLogin(TwitchLogin login) {
        Optional<CredentialKey> key = bot.get().map(CredentialKey::bot);
        if (key.isEmpty()) {
            return new Lookup.Failed<>(new TwitchFailure.Reauthorize("no bot account is connected"));
        }
        HelixReader.Answer<UserList> answer =
                reader.get(key.get(), TwitchCall.GET_USERS, "login=" + login, UserList.class);
        if (answer instanceof HelixReader.Answer.Failed<UserList> failed) {
            // 400 is Twitch's answer to a login that cannot exist.
            return failed.failure() instanceof TwitchFailure.Refused refused && refused.status() == 400
                    ? new Lookup.Nobody<>()
                    : new Lookup.Failed<>(failed.failure());
        }
        List<User> users = ((HelixReader.Answer.Found<UserList>) answer).value().getUsers();
        if (users == null) {
            return unreadable();
        }
        return users.isEmpty() ? new Lookup.Nobody<>() : person(users.get(0));
    }

    /** Whether an account goes by that name now. Blocks for a request. */
    public FeatureServices.Existence accountExists(TwitchLogin login) {
        Lookup<Person> found = byLogin(login);
        if (found instanceof Lookup.Found<Person>) {
            return FeatureServices.Existence.EXISTS;
        }
        return found instanceof Lookup.Nobody<Person>
                ? FeatureServices.Existence.MISSING
                : FeatureServices.Existence.UNKNOWN;
    }

    /** When the account was made; empty when nobody can tell. Blocks for a request. */
    public Optional<Instant> accountCreated(TwitchUserId user) {
        return bot.get()
                .map(id -> reader.get(CredentialKey.bot(id), TwitchCall.GET_USERS, "id=" + user, UserList.class))
                .flatMap(answer -> answer instanceof HelixReader.Answer.Found<UserList> found
                        ? Optional.ofNullable(found.value().getUsers())
                        : Optional.empty())
                .flatMap(users -> users.stream().filter(Objects::nonNull).findFirst())
                .flatMap(found -> Optional.ofNullable(found.getCreatedAt()));
    }

    private static <T> Lookup<T> unreadable() {
        return new Lookup.Failed<>(new TwitchFailure.RetryLater(HttpAnswer.UNREADABLE, Optional.empty()));
    }

    private static Lookup<Person> person(@Nullable User user) {
        if (user == null
                || !TwitchUserId.isValid(Objects.requireNonNullElse(user.getId(), ""))
                || !TwitchLogin.isValid(Objects.requireNonNullElse(user.getLogin(), ""))
                || user.getCreatedAt() == null) {
            return unreadable();
        }
        return new Lookup.Found<>(new Person(
                new TwitchProfile(
                        new TwitchUserId(user.getId()),
                        new TwitchLogin(user.getLogin()),
                        Objects.requireNonNullElse(user.getDisplayName(), user.getLogin()),
                        Objects.requireNonNullElse(user.getProfileImageUrl(), "")),
                user.getCreatedAt()));
    }

    @Override
    public Lookup<Instant> followsSince(TwitchUserId broadcasterId, TwitchUserId user) {
        List<CredentialKey> able = Stream.concat(
                        Stream.of(CredentialKey.channel(broadcasterId)), bot.get().map(CredentialKey::bot).stream())
                .filter(key -> granted.apply(key).contains(READ_FOLLOWERS))
                .toList();
        Lookup<Instant> last = new Lookup.NotAllowed<>();
        for (CredentialKey key : able) {
            last = followsSince(key, broadcasterId, user);
            if (!(last instanceof Lookup.NotAllowed<Instant>)) {
                return last;
            }
        }
        return last;
    }

    private Lookup<Instant> followsSince(CredentialKey key, TwitchUserId broadcasterId, TwitchUserId user) {
        HelixReader.Answer<InboundFollowers> answer = reader.get(
                key,
                TwitchCall.GET_FOLLOWERS,
                "broadcaster_id=" + broadcasterId + "&user_id=" + user,
                InboundFollowers.class);
        if (answer instanceof HelixReader.Answer.Failed<InboundFollowers> failed) {
            // A refusal with 401 to a live token: the bot does not moderate there.
            return failed.failure() instanceof TwitchFailure.Reauthorize
                            || (failed.failure() instanceof TwitchFailure.Refused refused && refused.status() == 401)
                    ? new Lookup.NotAllowed<>()
                    : new Lookup.Failed<>(failed.failure());
        }
        List<InboundFollow> follows =
                ((HelixReader.Answer.Found<InboundFollowers>) answer).value().getFollows();
        if (follows == null || follows.contains(null)) {
            return unreadable();
        }
        return follows.isEmpty() || follows.get(0).getFollowedAt() == null
                ? nobodyOrNotAllowed(key, broadcasterId)
                : new Lookup.Found<>(follows.get(0).getFollowedAt());
    }

    /**
     * Twitch answers 200 with an empty list to somebody who may not see followers as well. Whoever may sees one at least if there
     * are any; the total is told to everybody.
     */
    private Lookup<Instant> nobodyOrNotAllowed(CredentialKey key, TwitchUserId broadcasterId) {
        HelixReader.Answer<InboundFollowers> answer = reader.get(
                key, TwitchCall.GET_FOLLOWERS, "first=1&broadcaster_id=" + broadcasterId, InboundFollowers.class);
        if (answer instanceof HelixReader.Answer.Failed<InboundFollowers> failed) {
            return new Lookup.Failed<>(failed.failure());
        }
        InboundFollowers all = ((HelixReader.Answer.Found<InboundFollowers>) answer).value();
        boolean sees = all.getFollows() != null && !all.getFollows().isEmpty();
        boolean hasSome = all.getTotal() != null && all.getTotal() > 0;
        return sees || !hasSome ? new Lookup.Nobody<>() : new Lookup.NotAllowed<>();
    }
}
