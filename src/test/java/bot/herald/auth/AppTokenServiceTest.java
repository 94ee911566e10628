package bot.herald.auth;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
import bot.herald.auth.AccessTokens.Answer;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.retry.WakeUps;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.StrictOAuth;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.slf4j.LoggerFactory;

@OnEveryDatabase
class AppTokenServiceTest {
    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final StrictOAuth oauth = new StrictOAuth();
    private TestDatabase database;
    private AppTokenService service;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        service = newService();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tokenIsFetchedOnceAndSurvivesARestart() {
        Secret token = available(service.get());

        AppTokenService restarted = newService();
        restarted.load();

        assertThat(available(service.get())).isEqualTo(token);
        assertThat(available(restarted.get())).isEqualTo(token);
        assertThat(oauth.calls()).containsExactly("app");
    }

    @Test
    void twoHundredThreadsCauseOneRequest() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(200);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(threads.submit(() -> {
                go.await();
                return service.get();
            }));
        }
        go.countDown();

        Set<Answer> distinct = new HashSet<>();
        for (Future<Answer> answer : answers) {
            distinct.add(answer.get());
        }
        threads.shutdown();
        assertThat(distinct).hasSize(1);
        assertThat(oauth.calls()).containsExactly("app");
    }

    @Test
    void tokenWithFiveMinutesLeftIsReplaced() {
        Secret old = available(service.get());
        clock.advance(StrictOAuth.APP_LIFETIME.minus(Duration.ofMinutes(5)));

        assertThat(available(service.get())).isNotEqualTo(old);
    }

    @Test
    void whileTheDatabaseDoesNotAnswerTokensAreFetchedAndUsedWithoutIt() {
        Secret old = available(service.get());
        clock.advance(StrictOAuth.APP_LIFETIME.minus(Duration.ofMinutes(5)));
        database.close();

        Secret fresh = available(service.get());

        assertThat(fresh).isNotEqualTo(old);
        assertThat(available(service.get())).isEqualTo(fresh);
        assertThat(oauth.calls()).containsExactly("app", "app");
    }

    @Test
    void whileTheDatabaseDoesNotAnswerARefusedTokenIsReplaced() {
        Secret dead = available(service.get());
        oauth.kill(dead);
        database.close();

        assertThat(service.afterUnauthorized(dead))
                .isInstanceOf(AfterUnauthorized.Repeat.class)
                .isNotEqualTo(new AfterUnauthorized.Repeat(dead));
    }

    @Test
    void refusedTokenIsReplacedAfterTwitchWasAskedAboutIt() {
        Secret dead = available(service.get());
        oauth.kill(dead);

        AfterUnauthorized fresh = service.afterUnauthorized(dead);

        assertThat(fresh).isInstanceOf(AfterUnauthorized.Repeat.class).isNotEqualTo(new AfterUnauthorized.Repeat(dead));
        assertThat(oauth.calls()).containsExactly("app", "validate app", "app");
        assertThat(service.afterUnauthorized(dead)).isEqualTo(fresh);
        assertThat(oauth.calls()).hasSize(3);
    }

    @Test
    void goodTokenIsKeptThoughAnEndpointRefusedIt() {
        Secret good = available(service.get());

        assertThat(service.afterUnauthorized(good)).isEqualTo(new AfterUnauthorized.Repeat(good));
        assertThat(available(service.get())).isEqualTo(good);
    }

    @Test
    void outageIsTriedAgainAfterAPauseOnly() {
        oauth.failNext(new ProviderFailure.RetryLater("HTTP 503", Optional.empty()));

        assertThat(service.get()).isInstanceOf(Answer.Unavailable.class);
        assertThat(service.get()).isInstanceOf(Answer.Unavailable.class);
        assertThat(oauth.calls()).containsExactly("app");
        clock.advance(Duration.ofSeconds(2));

        assertThat(service.get()).isInstanceOf(Answer.Available.class);
    }

    @Test
    void anOutageIsToldOnceUntilItIsOver() {
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        Logger log = (Logger) LoggerFactory.getLogger(AppTokenService.class);
        log.setLevel(Level.INFO);
        log.addAppender(told);
        ProviderFailure outage = new ProviderFailure.RetryLater("HTTP 503", Optional.empty());
        oauth.failNext(outage, outage, outage);
        try {
            for (int i = 0; i < 4; i++) {
                service.get();
                clock.advance(Duration.ofSeconds(10));
            }
        } finally {
            log.detachAppender(told);
            log.setLevel(null);
        }

        assertThat(oauth.calls()).hasSize(4);
        assertThat(told.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "the app access token could not be fetched, retrying: HTTP 503", "app access token fetched");
    }

    @Test
    void wrongClientSecretStopsAskingForAWhile() {
        oauth.failNext(new ProviderFailure.Misconfigured("invalid client secret"));

        service.get();
        service.get();

        assertThat(oauth.calls()).containsExactly("app");
    }

    @Test
    void anotherProcessesTokenIsTakenOver() {
        Secret theirs = available(newService().get());

        assertThat(available(service.get())).isEqualTo(theirs);
        assertThat(oauth.calls()).containsExactly("app");
    }

    private AppTokenService newService() {
        return new AppTokenService(
                StrictOAuth.CLIENT_ID, database.appToken(), oauth, new ClientStanding(clock), new WakeUps(), clock);
    }

    private static Secret available(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Available.class);
        return ((Answer.Available) answer).accessToken();
    }
}
