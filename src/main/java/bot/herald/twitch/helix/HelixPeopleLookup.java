package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.command.PeopleLookup;
import bot.herald.feature.command.PeopleLookup.Lookup;
import bot.herald.feature.command.PeopleLookup.Person;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.http.HttpAnswer;
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
    private final TwitchDoor door;
    private final Supplier<Optional<TwitchUserId>> bot;
    private final Function<CredentialKey, Set<Scope>> granted;

    /**
     * @param bot the account to ask as; empty while none is connected
     * @param granted the scopes of a credential; none if there is no such credential
     */
    public HelixPeopleLookup(
            TwitchDoor door, Supplier<Optional<TwitchUserId>> bot, Function<CredentialKey, Set<Scope>> granted) {
        this.door = door;
        this.bot = bot;
        this.granted = granted;
    }

    @Override
    public Lookup<Person> byLogin(TwitchLogin login) {
        Optional<Caller> caller = asBot();
        if (caller.isEmpty()) {
            return new Lookup.Failed<>(new ProviderFailure.Reauthorize("no bot account is connected"));
        }
        HelixAnswer<UserList> answer =
                door.ask(caller.get(), (helix, token) -> helix.getUsers(token, null, List.of(login.value())));
        if (!(answer instanceof HelixAnswer.Found<UserList> found)) {
            // Twitch answers 400 to a login that cannot exist.
            return answer instanceof HelixAnswer.Refused<UserList> refused && refused.status() == 400
                    ? new Lookup.Nobody<>()
                    : new Lookup.Failed<>(answer.failure());
        }
        List<User> users = found.value().getUsers();
        if (users == null) {
            return unreadable();
        }
        return users.isEmpty() ? new Lookup.Nobody<>() : person(users.get(0));
    }

    private Optional<Caller> asBot() {
        return bot.get().map(id -> Caller.of(CredentialKey.bot(id)));
    }

    /** Whether an account has that login now. Blocks for a request. */
    public FeatureServices.Existence accountExists(TwitchLogin login) {
        Lookup<Person> found = byLogin(login);
        if (found instanceof Lookup.Found<Person>) {
            return FeatureServices.Existence.EXISTS;
        }
        return found instanceof Lookup.Nobody<Person>
                ? FeatureServices.Existence.MISSING
                : FeatureServices.Existence.UNKNOWN;
    }

    /** When the account was created; empty if it is not known. Blocks for a request. */
    public Optional<Instant> accountCreated(TwitchUserId user) {
        return asBot().flatMap(caller -> door.<UserList>ask(
                                caller, (helix, token) -> helix.getUsers(token, List.of(user.value()), null))
                        .found())
                .flatMap(list -> Optional.ofNullable(list.getUsers()))
                .flatMap(users -> users.stream().filter(Objects::nonNull).findFirst())
                .flatMap(found -> Optional.ofNullable(found.getCreatedAt()));
    }

    private static <T> Lookup<T> unreadable() {
        return new Lookup.Failed<>(new ProviderFailure.RetryLater(HttpAnswer.UNREADABLE, Optional.empty()));
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
        List<CredentialKey> permitted = Stream.concat(
                        Stream.of(CredentialKey.channel(broadcasterId)), bot.get().map(CredentialKey::bot).stream())
                .filter(key -> granted.apply(key).contains(Scope.MODERATOR_READ_FOLLOWERS))
                .toList();
        Lookup<Instant> last = new Lookup.NotAllowed<>();
        for (CredentialKey key : permitted) {
            last = followsSince(key, broadcasterId, user);
            if (!(last instanceof Lookup.NotAllowed<Instant>)) {
                return last;
            }
        }
        return last;
    }

    private Lookup<Instant> followsSince(CredentialKey key, TwitchUserId broadcasterId, TwitchUserId user) {
        HelixAnswer<InboundFollowers> answer = followers(key, broadcasterId, user.value(), null);
        if (!(answer instanceof HelixAnswer.Found<InboundFollowers> found)) {
            // A 401 for a live token: the bot does not moderate there.
            return answer.failure() instanceof ProviderFailure.Reauthorize
                            || (answer.failure() instanceof ProviderFailure.Refused refused && refused.status() == 401)
                    ? new Lookup.NotAllowed<>()
                    : new Lookup.Failed<>(answer.failure());
        }
        List<InboundFollow> follows = found.value().getFollows();
        if (follows == null || follows.contains(null)) {
            return unreadable();
        }
        return follows.isEmpty() || follows.get(0).getFollowedAt() == null
                ? nobodyOrNotAllowed(key, broadcasterId)
                : new Lookup.Found<>(follows.get(0).getFollowedAt());
    }

    /**
     * A caller that may not see followers also gets 200 with an empty list. One that may see them gets at least one, if there
     * are any. Twitch tells the total to everybody.
     */
    private Lookup<Instant> nobodyOrNotAllowed(CredentialKey key, TwitchUserId broadcasterId) {
        HelixAnswer<InboundFollowers> answer = followers(key, broadcasterId, null, 1);
        if (!(answer instanceof HelixAnswer.Found<InboundFollowers> found)) {
            return new Lookup.Failed<>(answer.failure());
        }
        InboundFollowers all = found.value();
        boolean sees = all.getFollows() != null && !all.getFollows().isEmpty();
        boolean hasSome = all.getTotal() != null && all.getTotal() > 0;
        return sees || !hasSome ? new Lookup.Nobody<>() : new Lookup.NotAllowed<>();
    }

    private HelixAnswer<InboundFollowers> followers(
            CredentialKey key, TwitchUserId broadcasterId, @Nullable String user, @Nullable Integer most) {
        return door.ask(
                Caller.of(key),
                (helix, token) -> helix.getChannelFollowers(token, broadcasterId.value(), user, most, null));
    }
}
