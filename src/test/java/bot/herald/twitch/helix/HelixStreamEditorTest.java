package bot.herald.twitch.helix;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.stream.StreamEditor;
import bot.herald.stream.StreamEditor.Outcome;
import bot.herald.testing.Doors;
import bot.herald.testing.ScriptedServer;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelixStreamEditorTest {
    private static final Set<Scope> SCOPES = Set.of(Scope.CHANNEL_MANAGE_BROADCAST);

    private final TwitchSimulator twitch = TwitchSimulator.start(SimulatorOptions.defaults());
    private final ScriptedServer server = new ScriptedServer();
    private final SimulatedUser alice = twitch.user("alice");
    private final TwitchUserId channel = new TwitchUserId(alice.id());

    @AfterEach
    void stop() {
        server.close();
        twitch.close();
    }

    @Test
    void titleIsTheBroadcastersAtOnce() {
        assertThat(editor().title(channel, "Speed & patience: 100%"))
                .isEqualTo(new Outcome.Changed("Speed & patience: 100%"));
        assertThat(editor().title(channel, "x".repeat(141))).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"minecraft, Minecraft", "just chat, Just Chatting", "Science & Technology, Science & Technology"})
    void categoryIsFoundByItsNameOrAPartOfIt(String said, String found) {
        assertThat(editor().category(channel, said)).isEqualTo(new Outcome.Changed(found));
    }

    @Test
    void unknownCategoryIsNotSet() {
        assertThat(editor().category(channel, "no such thing")).isEqualTo(new Outcome.NoSuchCategory());
        assertThat(twitch.requests().all()).noneMatch(entry -> entry.method().equals("PATCH"));
    }

    @Test
    void withoutTheScopeNothingIsAsked() {
        StreamEditor editor = at(server.base(), Set.of(), "t");

        assertThat(editor.title(channel, "hi")).isEqualTo(new Outcome.NotGranted());
        assertThat(editor.category(channel, "Chess")).isEqualTo(new Outcome.NotGranted());
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, Refused", "401, NotGranted", "409, Later", "429, Later", "500, Unclear"})
    void answersAreReadByStatusAndOnlyA401IsRepeated(int status, String kind) {
        server.json(status, "{\"message\":\"said\"}");
        server.json(status, "{\"message\":\"said\"}");

        assertThat(at(server.base(), SCOPES, "t")
                        .title(channel, "hi")
                        .getClass()
                        .getSimpleName())
                .isEqualTo(kind);
        assertThat(server.asked()).as("a 401 did nothing").hasSize(status == 401 ? 2 : 1);
    }

    @Test
    void failedLookChangedNothing() {
        server.json(500, "");

        assertThat(at(server.base(), SCOPES, "t").category(channel, "Chess")).isInstanceOf(Outcome.Later.class);
    }

    private StreamEditor editor() {
        String token =
                twitch.grant(alice.id(), List.of("channel:manage:broadcast")).accessToken();
        return at(URI.create(twitch.helixUrl()), SCOPES, token);
    }

    private StreamEditor at(URI helix, Set<Scope> scopes, String token) {
        return new HelixStreamEditor(Doors.to(helix, twitch.clientId(), new OneToken(token)), key -> scopes);
    }

    private record OneToken(String value) implements AccessTokens {
        @Override
        public Answer accessToken(CredentialKey key) {
            assertThat(key.purpose()).isEqualTo(Purpose.CHANNEL);
            return new Answer.Available(new Secret(value));
        }

        @Override
        public AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused) {
            return new AfterUnauthorized.Repeat(refused);
        }
    }
}
