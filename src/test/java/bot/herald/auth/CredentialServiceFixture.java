package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.StrictOAuth;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** One streamer's credential, on a real database and a Twitch as strict as the real one. */
abstract class CredentialServiceFixture {
    static final TwitchUserId USER = new TwitchUserId("1001");
    static final CredentialKey KEY = CredentialKey.channel(USER);
    static final TwitchLogin LOGIN = new TwitchLogin("streamer");
    static final Set<Scope> SCOPES = Set.of(Scope.CHANNEL_BOT);

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    final TestClock clock = new TestClock();
    final StrictOAuth oauth = new StrictOAuth();
    final RecordingLiveCredentials live = new RecordingLiveCredentials();
    final RecordingObserver observer = new RecordingObserver();
    TestDatabase database;
    CredentialService service;

    @BeforeEach
    void openDatabase() {
        database = new TestDatabase(folder, kind);
        service = newService();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    static Secret repeated(AfterUnauthorized after) {
        return ((AfterUnauthorized.Repeat) after).accessToken();
    }

    /** As what comes from an older bot is stored, which nobody has asked Twitch about. */
    void importWith(Set<Scope> scopes) {
        TokenGrant grant = oauth.grant(USER, "streamer", SCOPES);
        StoredToken token = new StoredToken(
                grant.refreshToken(),
                Optional.of(grant.accessToken()),
                Optional.of(clock.instant().plus(StrictOAuth.LIFETIME)),
                "bearer");
        database.credentials().put(new Credential(KEY, LOGIN, token, scopes, CredentialState.UNKNOWN, "", 0));
        service.load();
    }

    CredentialService newService() {
        return new CredentialService(
                List.of(new Application(StrictOAuth.CLIENT_ID, oauth, new ClientStanding(clock))),
                database.credentials(),
                live,
                observer,
                new WakeUps(),
                UUID.randomUUID().toString(),
                clock);
    }

    Secret connect() {
        TokenGrant grant = oauth.grant(USER, "streamer", SCOPES);
        service.put(KEY, LOGIN, grant, SCOPES);
        return grant.accessToken();
    }

    Credential stored() {
        return database.credentials().load(KEY).orElseThrow();
    }

    static Secret available(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Available.class);
        return ((Answer.Available) answer).accessToken();
    }

    static final class RecordingLiveCredentials implements LiveCredentials {
        final List<Secret> tokens = Collections.synchronizedList(new ArrayList<>());
        final List<CredentialKey> removed = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void changed(Credential credential) {
            tokens.add(credential.token().accessToken().orElseThrow());
        }

        @Override
        public void removed(CredentialKey key) {
            removed.add(key);
        }
    }

    static final class RecordingObserver implements CredentialObserver {
        final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
        final List<CredentialState> states = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void refreshed(CredentialKey key, String outcome) {
            outcomes.add(outcome);
        }

        final List<Set<Scope>> granted = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void usabilityChanged(Credential credential) {
            states.add(credential.state());
        }

        @Override
        public void scopesChanged(Credential credential) {
            granted.add(credential.scopes());
        }
    }
}
