package bot.herald.twitch.helix;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.feature.command.PeopleLookup.Lookup;
import bot.herald.feature.command.PeopleLookup.Person;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import bot.herald.testing.Doors;
import bot.herald.testing.ScriptedServer;
import bot.herald.twitch.door.TwitchDoor;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelixLookupsTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("11");
    private static final TwitchUserId OTHER = new TwitchUserId("12");
    private static final TwitchUserId BOT = new TwitchUserId("2");
    private static final TwitchLogin PAL = new TwitchLogin("pal");
    private static final String ONE_FOLLOWER = """
            {"total":3,"data":[{"user_id":"13","user_login":"p","user_name":"P","followed_at":"2029-01-01T00:00:00Z"}],
             "pagination":{}}""";
    private static final String NO_FOLLOW = "{\"total\":3,\"data\":[],\"pagination\":{}}";

    private final ScriptedServer server = new ScriptedServer();
    private final FakeTokens tokens = new FakeTokens();
    private final Map<CredentialKey, Set<Scope>> granted = new HashMap<>();
    private Optional<TwitchUserId> bot = Optional.of(BOT);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void liveAndOfflineChannelsAreToldApart() {
        server.json(200, """
                        {"data":[{"broadcaster_id":"11","title":"T","game_name":"Chess","new_field":1},
                                 {"broadcaster_id":"12","title":"","game_name":""}]}""").json(200, """
                        {"data":[{"user_id":"11","type":"live","started_at":"2030-01-01T10:00:00Z",
                                  "viewer_count":42}],"pagination":{}}""");

        assertThat(streams().find(List.of(CHANNEL, OTHER)))
                .isEqualTo(new StreamLookup.Answer.Found(Map.of(
                        CHANNEL,
                        new StreamState(
                                Optional.of(Instant.parse("2030-01-01T10:00:00Z")), "T", "Chess", OptionalInt.of(42)),
                        OTHER,
                        new StreamState(Optional.empty(), "", ""))));
        assertThat(server.asked())
                .extracting(asked -> asked.uri().toString())
                .containsExactly(
                        "/helix/channels?broadcaster_id=11&broadcaster_id=12",
                        "/helix/streams?first=100&user_id=11&user_id=12");
        assertThat(server.asked().get(0).header("Authorization")).isEqualTo("Bearer first");
        assertThat(server.asked().get(0).header("Client-Id")).isEqualTo("client");
    }

    @Test
    void channelThatTwitchDoesNotKnowIsLeftOut() {
        server.json(200, "{\"data\":[]}").json(200, "{\"data\":[]}");

        assertThat(streams().find(List.of(CHANNEL))).isEqualTo(new StreamLookup.Answer.Found(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void passingFaultIsSaidSoAndNotRepeated(int status) {
        server.json(status, "");

        assertThat(streams().find(List.of(CHANNEL)))
                .isInstanceOfSatisfying(
                        StreamLookup.Answer.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(ProviderFailure.RetryLater.class));
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"x\"", "", "<html>", "{\"data\":[{\"user_id\":{}}]}"})
    void unreadableAnswerIsAPassingFaultOrNothing(String body) {
        server.json(200, body).json(200, body);

        assertThat(streams().find(List.of(CHANNEL))).isInstanceOf(StreamLookup.Answer.class);
        assertThat(people().byLogin(PAL)).isNotInstanceOf(Lookup.Found.class);
    }

    @Test
    void refusedTokenIsRenewedOnce() {
        tokens.renewed = Optional.of(new Secret("second"));
        server.json(401, "{\"message\":\"Invalid OAuth token\"}").json(200, user("{}"));

        assertThat(people().byLogin(PAL)).isInstanceOf(Lookup.Found.class);
        assertThat(server.asked().get(1).header("Authorization")).isEqualTo("Bearer second");
    }

    @Test
    void a401InSpiteOfAGoodTokenPasses() {
        server.json(401, "{\"message\":\"Invalid OAuth token\"}").json(401, "{\"message\":\"Invalid OAuth token\"}");

        assertThat(people().byLogin(PAL))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(ProviderFailure.RetryLater.class));
    }

    @Test
    void withoutABotAccountNobodyIsAsked() {
        bot = Optional.empty();

        assertThat(people().byLogin(PAL)).isInstanceOf(Lookup.Failed.class);
        assertThat(streams().find(List.of(CHANNEL))).isInstanceOf(StreamLookup.Answer.Failed.class);
        assertThat(people().followsSince(CHANNEL, OTHER)).isInstanceOf(Lookup.NotAllowed.class);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void accountIsFoundByItsLogin() {
        server.json(200, user("{}"));

        Lookup<Person> found = people().byLogin(PAL);

        Person person = ((Lookup.Found<Person>) found).value();
        assertThat(person.profile().id()).isEqualTo(new TwitchUserId("44"));
        assertThat(person.profile().displayName()).isEqualTo("Pal");
        assertThat(person.createdAt()).isEqualTo(Instant.parse("2020-05-06T07:08:09Z"));
        assertThat(server.asked().get(0).uri()).hasToString("/helix/users?login=pal");
    }

    @Test
    void unknownAndImpossibleLoginsAreNobody() {
        server.json(200, "{\"data\":[]}").json(400, "{\"message\":\"Invalid login names\"}");

        assertThat(people().byLogin(PAL)).isEqualTo(new Lookup.Nobody<>());
        assertThat(people().byLogin(PAL)).isEqualTo(new Lookup.Nobody<>());
    }

    @Test
    void followersAreReadAsTheBroadcasterWhereGranted() {
        grant(CredentialKey.channel(CHANNEL));
        grant(CredentialKey.bot(BOT));
        server.json(200, """
                {"total":3,"data":[{"user_id":"12","user_login":"o","user_name":"O","followed_at":"2029-01-01T00:00:00Z"}],
                 "pagination":{}}""");

        assertThat(people().followsSince(CHANNEL, OTHER))
                .isEqualTo(new Lookup.Found<>(Instant.parse("2029-01-01T00:00:00Z")));
        assertThat(tokens.askedFor).containsExactly(CredentialKey.channel(CHANNEL));
        assertThat(server.asked().get(0).uri()).hasToString("/helix/channels/followers?broadcaster_id=11&user_id=12");
    }

    @Test
    void botThatDoesNotModerateMayNotSeeFollowers() {
        grant(CredentialKey.bot(BOT));
        String refusal = "{\"message\":\"The ID in broadcaster_id must match\"}";
        server.json(401, refusal).json(401, refusal).json(200, NO_FOLLOW).json(200, ONE_FOLLOWER);

        assertThat(people().followsSince(CHANNEL, OTHER)).isEqualTo(new Lookup.NotAllowed<>());
        assertThat(people().followsSince(CHANNEL, OTHER)).as("where it does").isEqualTo(new Lookup.Nobody<>());
    }

    @Test
    void emptyListForSomebodyWhoMayNotSeeIsNoAnswer() {
        grant(CredentialKey.channel(CHANNEL));
        String empty = "{\"total\":3,\"data\":[],\"pagination\":{}}";
        server.json(200, empty).json(200, empty);

        assertThat(people().followsSince(CHANNEL, OTHER)).isEqualTo(new Lookup.NotAllowed<>());
    }

    @Test
    void withoutTheScopeFollowersAreNotAskedFor() {
        assertThat(people().followsSince(CHANNEL, OTHER)).isEqualTo(new Lookup.NotAllowed<>());
        assertThat(server.asked()).isEmpty();
    }

    private void grant(CredentialKey key) {
        granted.put(key, Set.of(new Scope("moderator:read:followers")));
    }

    private static String user(String unused) {
        return """
                {"data":[{"id":"44","login":"pal","display_name":"Pal","type":"","broadcaster_type":"brand-new",
                 "profile_image_url":"https://x","created_at":"2020-05-06T07:08:09Z","other":%s}]}""".formatted(unused);
    }

    private HelixStreamLookup streams() {
        return new HelixStreamLookup(door(), () -> bot);
    }

    private HelixPeopleLookup people() {
        return new HelixPeopleLookup(door(), () -> bot, key -> granted.getOrDefault(key, Set.of()));
    }

    private TwitchDoor door() {
        return Doors.to(URI.create(server.base() + "/helix"), "client", tokens);
    }

    private static final class FakeTokens implements AccessTokens {
        private final List<CredentialKey> askedFor = new ArrayList<>();
        private Optional<Secret> renewed = Optional.empty();

        @Override
        public Answer accessToken(CredentialKey key) {
            askedFor.add(key);
            return new Answer.Available(new Secret("first"));
        }

        @Override
        public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret token) {
            return new AfterUnauthorized.Repeat(renewed.orElse(token));
        }
    }
}
