package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Role;
import bot.herald.feature.Wants;
import bot.herald.feature.filter.FilterSettings.Action;
import bot.herald.feature.filter.FilterSettings.Exempt;
import bot.herald.identity.Scope;
import bot.herald.language.Language;
import bot.herald.settings.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which messages the filters act on, and whose. */
class ChatFiltersTest extends WithChatFilters {
    @Test
    void everythingIsOffAtFirst() {
        assertThat(filters.wants(filters.defaults())).isEqualTo(Wants.NOTHING);
        assertThat(filters.problems(filters.defaults())).isEmpty();
        write(filters.defaults(), "https://evil.example AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assertThat(services.moderation.done()).isEmpty();
    }

    @Test
    void onlyTheScopesOfWhatIsDoneAreAskedFor() {
        assertThat(filters.wants(links(Action.DELETE)).botScopes())
                .containsExactly(Scope.MODERATOR_MANAGE_CHAT_MESSAGES);
        assertThat(filters.wants(links(Action.TIME_OUT)).botScopes())
                .containsExactly(Scope.MODERATOR_MANAGE_BANNED_USERS);
        assertThat(filters.wants(links(Action.WARN)).botScopes())
                .containsExactlyInAnyOrder(Scope.MODERATOR_MANAGE_CHAT_MESSAGES, Scope.MODERATOR_MANAGE_WARNINGS);
    }

    @Test
    void linkIsDeletedAndWrittenDown() {
        write(links(Action.DELETE), "see example.com");

        assertThat(services.moderation.done()).containsExactly("delete m1");
        assertThat(services.audited).containsExactly("deleted a message of viewer (9): a link to example.com");
        assertThat(services.said).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIBER, '', true",
        "SUBSCRIBER, subscriber, false",
        "SUBSCRIBER, vip, false",
        "VIP, subscriber, true",
        "VIP, vip, false",
        "MODERATOR, vip, true",
        "MODERATOR, moderator, false",
        "MODERATOR, lead_moderator, false",
        "MODERATOR, broadcaster, false",
        "SUBSCRIBER, staff, true"
    })
    void whoIsExemptIsLeftAlone(Exempt exempt, String badge, boolean acts) {
        filters.handle(
                message("example.com", badge.isEmpty() ? Set.of() : Set.of(badge), Optional.empty()),
                settings(true, Action.DELETE, exempt, false, List.of()),
                services);

        assertThat(services.moderation.done()).hasSize(acts ? 1 : 0);
    }

    @Test
    void whoDoesItAgainAndAgainIsTimedOutLongerEachTime() {
        FilterSettings settings = with(
                links(Action.DELETE),
                "{\"escalation\":true,\"escalateAfter\":2,\"escalationMinutes\":60,\"longestTimeOutSeconds\":900}");
        for (int i = 0; i < 6; i++) {
            write(settings, "example.com");
        }
        assertThat(services.moderation.done())
                .containsExactly(
                        "delete m1",
                        "delete m2",
                        "time out 9 for 60",
                        "time out 9 for 240",
                        "time out 9 for 900",
                        "time out 9 for 900");
        assertThat(services.audited.get(3)).startsWith("timed viewer (9) out for 240 seconds");

        clock.advance(Duration.ofMinutes(60));
        write(settings, "example.com");
        assertThat(services.moderation.done()).endsWith("delete m7");
        assertThat(filters.wants(settings).botScopes())
                .containsExactlyInAnyOrder(Scope.MODERATOR_MANAGE_CHAT_MESSAGES, Scope.MODERATOR_MANAGE_BANNED_USERS);
    }

    @Test
    void oneFilterMayExemptOthersThanTheRest() {
        FilterSettings settings = with(
                settings(true, Action.DELETE, Exempt.SUBSCRIBER, false, List.of("badword")),
                "{\"wordsExempt\":\"moderator\",\"linksExempt\":\"vip\"}");
        filters.handle(message("example.com", Set.of("vip"), Optional.empty()), settings, services);
        filters.handle(message("badword", Set.of("vip"), Optional.empty()), settings, services);
        filters.handle(message("example.com", Set.of("subscriber"), Optional.empty()), settings, services);
        filters.handle(message("badword", Set.of("moderator"), Optional.empty()), settings, services);

        assertThat(services.audited)
                .containsExactly(
                        "deleted a message of viewer (9): the forbidden word \"badword\"",
                        "deleted a message of viewer (9): a link to example.com");
        assertThat(filters.hear(message("x", Set.of("vip"), Optional.empty()), settings))
                .isTrue();
        assertThat(filters.hear(message("x", Set.of("moderator"), Optional.empty()), settings))
                .isFalse();
    }

    @Test
    void peopleAndCommandsAreExempt() {
        FilterSettings settings = with(
                settings(true, Action.DELETE, Exempt.SUBSCRIBER, false, List.of("badword")),
                "{\"exemptPeople\":[\"Somebody\"],\"exemptCommands\":[\"!sr\"]}");
        write(settings, "!SR example.com");
        write(settings, "\u200B!sr\u3000example.com");
        filters.handle(answering("@Somebody !sr example.com"), settings, services);
        assertThat(services.moderation.done()).isEmpty();
        write(settings, "!srx example.com");
        write(settings, "!sr badword");
        assertThat(services.moderation.done()).hasSize(2);

        write(with(settings, "{\"exemptPeople\":[\"@Viewer\"]}"), "badword example.com");
        assertThat(services.moderation.done()).hasSize(2);
        assertThat(filters.problems(with(settings, "{\"exemptPeople\":[\"no name\"]}")))
                .extracting(Problem::field)
                .containsExactly("exemptPeople");
    }

    @Test
    void aTrialSaysWhatEachFilterThinks() throws JsonProcessingException {
        JsonNode settings = new ObjectMapper()
                .readTree("{\"links\":true,\"words\":true,\"forbiddenWords\":[\"badword\"],\"onLink\":\"time-out\","
                        + "\"linksExempt\":\"vip\",\"exemptCommands\":[\"!sr\"]}");

        assertThat(FilterTrial.of(settings, Role.EVERYONE, "see example.com", Language.EN))
                .isEqualTo(new FilterTrial(
                        true,
                        "Anybody who writes this would be timed out for 60 seconds.",
                        List.of(
                                "Words: finds nothing.",
                                "Links: finds a link to example.com.",
                                "Capitals: off.",
                                "Repetition: off.")));
        assertThat(FilterTrial.of(settings, Role.VIP, "see example.com badword", Language.EN)
                        .verdicts())
                .startsWith(
                        "Words: the forbidden word \"badword\", but who writes it is exempt.",
                        "Links: a link to example.com, but who writes it is exempt.");
        assertThat(FilterTrial.of(settings, Role.EVERYONE, "!sr example.com", Language.EN)
                        .outcome())
                .isEqualTo("This would stay.");
        assertThat(FilterTrial.of(settings, Role.EVERYONE, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Language.EN)
                        .verdicts())
                .contains("Capitals: off; it would find mostly capitals.");
    }

    @Test
    void permitIsGoodForOneLinkWithinAMinute() {
        permit("@Viewer");
        write(links(Action.DELETE), "example.com");
        assertThat(services.moderation.done()).isEmpty();
        write(links(Action.DELETE), "example.com");
        assertThat(services.moderation.done()).containsExactly("delete m2");

        permit("viewer");
        clock.advance(Duration.ofSeconds(60));
        write(links(Action.DELETE), "example.com");
        assertThat(services.moderation.done()).containsExactly("delete m2", "delete m3");
    }

    @Test
    void permitIsForNobodyElseAndForLinksAlone() {
        permit("somebody");
        write(links(Action.DELETE), "example.com");
        permit("viewer");
        write(settings(true, Action.DELETE, Exempt.VIP, false, List.of("badword")), "badword");

        assertThat(services.moderation.done()).containsExactly("delete m1", "delete m2");
        assertThat(permit("<b>no name"))
                .containsExactly("Usage: !permit <name> lets them post one link in the next minute.");
        services.missing.add("nobody_here");
        assertThat(permit("nobody_here")).containsExactly("There is no account nobody_here on Twitch.");
        assertThat(permit("pal thanks")).containsExactly("pal can post one link in the next 60 seconds.");
    }

    @Test
    void capitalsAndRepetitionHaveTheirOwnMeasure() {
        FilterSettings settings = FilterSettings.DEFAULTS;
        FilterSettings shouting = new FilterSettings(
                false,
                Action.DELETE,
                List.of(),
                true,
                Action.WARN,
                80,
                5,
                List.of(),
                true,
                Action.TIME_OUT,
                5,
                10,
                false,
                Action.DELETE,
                List.of(),
                settings.exempt(),
                30,
                false);
        write(shouting, "HELLO EVERYBODY");
        write(shouting, "hellooooooo");
        write(shouting, "why?!?!?!?!?!?!?");
        write(shouting, "all is well, isn't it?");

        assertThat(services.moderation.done())
                .containsExactly("delete m1", "warn 9", "time out 9 for 30", "time out 9 for 30");
    }

    @Test
    void settingsThatCannotWorkAreToldByField() {
        FilterSettings wrong = new FilterSettings(
                true,
                Action.DELETE,
                List.of("youtube"),
                false,
                Action.DELETE,
                80,
                5,
                List.of(),
                false,
                Action.DELETE,
                5,
                5,
                true,
                Action.DELETE,
                List.of("*"),
                Exempt.VIP,
                60,
                false);

        assertThat(filters.problems(wrong))
                .extracting(Problem::field)
                .containsExactly("allowedDomains", "forbiddenWords");
    }
}
