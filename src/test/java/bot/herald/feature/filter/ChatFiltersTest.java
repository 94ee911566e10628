package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.Role;
import bot.herald.feature.FeatureCommand;
import bot.herald.feature.Setting;
import bot.herald.feature.Wants;
import bot.herald.feature.filter.FilterSettings.Action;
import bot.herald.feature.filter.FilterSettings.Exempt;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.ChatModeration.Outcome;
import bot.herald.settings.Problem;
import bot.herald.settings.RecordShape;
import bot.herald.testing.FakeFeatureServices;
import bot.herald.testing.TestClock;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatFiltersTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");

    private final TestClock clock = new TestClock();
    private final FakeFeatureServices services = new FakeFeatureServices(clock);
    private final Deque<Runnable> again = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private final ChatFilters filters = new ChatFilters((time, task) -> {
        waits.add(time);
        return again.add(task);
    });
    private int messages;

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

    @Test
    void timeOutAndWarningAreWhatTheSettingsSay() {
        write(links(Action.TIME_OUT), "example.com");
        write(links(Action.WARN), "example.com");

        assertThat(services.moderation.done()).containsExactly("time out 9 for 60", "delete m2", "warn 9");
        assertThat(services.moderation.reasons()).containsOnly("please ask a moderator before posting a link");
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

    private static FilterSettings with(FilterSettings base, String json) {
        try {
            RecordShape<FilterSettings> shape = Setting.Reader.shape(FilterSettings.class);
            return shape.read(new ObjectMapper().readTree(json), base);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
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

    private List<String> permit(String whom) {
        FeatureCommand<FilterSettings> command = filters.commands().get(0);
        assertThat(command.name()).isEqualTo("permit");
        return command.answer()
                .of(new FeatureCommand.Call<>(
                        message("!permit " + whom, Set.of("moderator"), Optional.empty(), "m0"),
                        "!",
                        whom,
                        links(Action.DELETE),
                        services));
    }

    private void write(FilterSettings settings, String text) {
        filters.handle(message(text, Set.of(), Optional.empty()), settings, services);
    }

    private ChatMessageReceived message(String text, Set<String> badges, Optional<TwitchUserId> source) {
        return message(text, badges, source, "m" + ++messages);
    }

    private ChatMessageReceived message(
            String text, Set<String> badges, Optional<TwitchUserId> source, String messageId) {
        return new ChatMessageReceived(
                new EventOrigin("e" + messageId, "channel.chat.message", clock.instant()),
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(new TwitchUserId("9"), new TwitchLogin("viewer"), "Viewer"),
                messageId,
                text,
                badges,
                Optional.empty(),
                source);
    }

    private ChatMessageReceived answering(String text) {
        ChatMessageReceived plain = message(text, Set.of(), Optional.empty());
        return new ChatMessageReceived(
                plain.origin(),
                plain.broadcasterId(),
                plain.broadcasterLogin(),
                plain.chatter(),
                plain.chatMessageId(),
                text,
                Set.of(),
                Optional.of("parent"),
                Optional.empty());
    }

    private ChatMessageReceived message(String text, String chatter) {
        String id = "m" + ++messages;
        return new ChatMessageReceived(
                new EventOrigin("e" + id, "channel.chat.message", clock.instant()),
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(new TwitchUserId(chatter), new TwitchLogin("viewer" + chatter), "Viewer"),
                id,
                text,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static FilterSettings links(Action action) {
        return settings(true, action, Exempt.SUBSCRIBER, false, List.of());
    }

    private static FilterSettings settings(
            boolean links, Action action, Exempt exempt, boolean notice, List<String> words) {
        return new FilterSettings(
                links,
                action,
                List.of("clips.twitch.tv"),
                false,
                Action.DELETE,
                80,
                20,
                List.of(),
                false,
                Action.DELETE,
                15,
                30,
                !words.isEmpty(),
                action,
                words,
                exempt,
                60,
                notice);
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
