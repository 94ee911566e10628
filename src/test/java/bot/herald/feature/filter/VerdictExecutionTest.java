package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.filter.FilterSettings.Action;
import bot.herald.feature.filter.FilterSettings.Exempt;
import bot.herald.language.Language;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.ChatModeration.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the filters do about a message, and what becomes of it on Twitch. */
class VerdictExecutionTest extends WithChatFilters {
    @Test
    void timeOutAndWarningAreWhatTheSettingsSay() {
        write(links(Action.TIME_OUT), "example.com");
        write(links(Action.WARN), "example.com");

        assertThat(services.moderation.done()).containsExactly("time out 9 for 60", "delete m2", "warn 9");
        assertThat(services.moderation.reasons()).containsOnly("please ask a moderator before posting a link");
    }

    @Test
    void oneMessageIsActedUponOnce() {
        write(settings(true, Action.DELETE, Exempt.VIP, false, List.of("badword")), "badword example.com");

        assertThat(services.moderation.done()).containsExactly("delete m1");
        assertThat(services.audited).containsExactly("deleted a message of viewer (9): the forbidden word \"badword\"");
    }

    @Test
    void chatterIsToldWhyOnceAMinuteAtMost() {
        FilterSettings settings = settings(true, Action.DELETE, Exempt.VIP, true, List.of());
        write(settings, "example.com");
        write(settings, "example.com");
        assertThat(services.said).containsExactly("@viewer, please ask a moderator before posting a link.");
        clock.advance(Duration.ofMinutes(1));
        write(settings, "example.com");
        assertThat(services.said).hasSize(2);
    }

    @Test
    void whatTwitchRefusesIsToldOnceAnHour() {
        services.moderation.next(
                new Outcome.NotPermitted("the bot is no moderator of the channel"),
                new Outcome.NotPermitted("the bot is no moderator of the channel"));
        write(links(Action.DELETE), "example.com");
        write(links(Action.DELETE), "example.com");

        assertThat(services.audited)
                .containsExactly("The chat filter could not act on viewer (9): the bot is no moderator of the channel");
        assertThat(services.said).isEmpty();
    }

    @Test
    void whatTwitchWasAwayForIsTriedAgainAndTheChannelNeedNotWait() {
        services.moderation.next(
                new Outcome.Unclear("HTTP 503"), new Outcome.RetryLater("cannot connect", Duration.ofSeconds(5)));
        write(links(Action.DELETE), "example.com");
        assertThat(services.moderation.done()).containsExactly("delete m1");
        assertThat(services.audited).isEmpty();
        write(links(Action.DELETE), "hello");

        again.remove().run();
        again.remove().run();
        assertThat(services.moderation.done()).containsExactly("delete m1", "delete m1", "delete m1");
        assertThat(services.audited).containsExactly("deleted a message of viewer (9): a link to example.com");
        assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void theLogTellsItInTheLanguageOfWhoReadsIt() {
        services.moderation.next(new Outcome.Done(), new Outcome.NotPermitted(ChatModeration.NO_MODERATOR));
        write(links(Action.TIME_OUT), "example.com");
        write(links(Action.DELETE), "example.com");

        assertThat(services.told)
                .extracting(what -> what.in(Language.DE))
                .containsExactly(
                        "fand einen Link zu example.com und gab viewer (9) einen Timeout von 60 Sekunden",
                        "Der Chatfilter konnte gegen viewer (9) nichts tun: der Bot ist kein Moderator des Kanals");
        assertThat(services.told)
                .extracting(what -> what.in(Language.ES))
                .containsExactly(
                        "dio un timeout de 60 segundos a viewer (9): un enlace a example.com",
                        "El filtro del chat no pudo actuar contra viewer (9): el bot no es moderador del canal");
    }

    @Test
    void itIsTriedTwiceMoreAndForTenSecondsOnly() {
        services.moderation.next(
                new Outcome.Unclear("HTTP 503"), new Outcome.Unclear("HTTP 503"), new Outcome.Unclear("HTTP 503"));
        write(links(Action.TIME_OUT), "example.com");
        again.remove().run();
        again.remove().run();
        assertThat(again).isEmpty();
        services.moderation.next(new Outcome.RetryLater("slow down", Duration.ofSeconds(11)));
        write(links(Action.DELETE), "example.com");

        assertThat(again).isEmpty();
        assertThat(services.moderation.done()).hasSize(4);
        assertThat(services.audited)
                .containsExactly(
                        "Twitch did not say whether it timed viewer (9) out for 60 seconds: a link to example.com",
                        "The chat filter could not act on viewer (9): slow down");
    }

    @Test
    void whatIsRefusedAfterAnUnclearAnswerMayHaveBeenDone() {
        services.moderation.next(new Outcome.Unclear("connection lost"), new Outcome.Refused("not found"));
        write(links(Action.DELETE), "example.com");
        again.remove().run();

        assertThat(services.audited)
                .containsExactly(
                        "Twitch did not say whether it deleted a message of viewer (9): a link to example.com");
    }

    @Test
    void aWarningIsNeverGivenTwice() {
        services.moderation.next(new Outcome.Done(), new Outcome.Unclear("connection lost"));
        write(links(Action.WARN), "example.com");

        assertThat(again).isEmpty();
        assertThat(services.moderation.done()).containsExactly("delete m1", "warn 9");
    }

    @Test
    void whatAnotherInstanceActsOnIsLeftToIt() {
        services.ours = false;
        write(links(Action.DELETE), "example.com");

        assertThat(services.moderation.done()).isEmpty();
        assertThat(services.withheld).as("it is no command here either").containsExactly("example.com");
    }

    @Test
    void warningIsGivenEvenIfTheMessageIsGone() {
        services.moderation.next(new Outcome.Refused("not found"));
        write(links(Action.WARN), "example.com");

        assertThat(services.moderation.done()).containsExactly("delete m1", "warn 9");
    }

    @Test
    void everybodyIsToldWhyOnceAMinute() {
        FilterSettings telling = settings(true, Action.DELETE, Exempt.SUBSCRIBER, true, List.of());
        for (String id : List.of("9", "9", "10", "9", "10")) {
            filters.handle(message("example.com", id), telling, services);
        }

        assertThat(services.said)
                .containsExactly(
                        "@viewer9, please ask a moderator before posting a link.",
                        "@viewer10, please ask a moderator before posting a link.");
    }

    @Test
    void aClockThatIsSetBackMakesNothingLonger() {
        FilterSettings settings = settings(true, Action.DELETE, Exempt.VIP, true, List.of());
        write(settings, "example.com");
        permit("viewer");
        services.said.clear();
        clock.set(Duration.ofHours(-1));
        permit("somebody");
        clock.advance(Duration.ofMinutes(1));

        write(settings, "example.com");

        assertThat(services.moderation.done()).as("the permit is over").hasSize(2);
        assertThat(services.said).as("a minute has passed").hasSize(1);
    }
}
