package bot.herald.feature.guard;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.feature.Feature.Pending;
import bot.herald.feature.FeatureCommand;
import bot.herald.feature.Wants;
import bot.herald.feature.guard.GuardSettings.Protection;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.moderation.ChatModeration.Outcome;
import bot.herald.settings.Problem;
import bot.herald.testing.FakeFeatureServices;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaidGuardTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final Account RAIDER = new Account(new TwitchUserId("7"), new TwitchLogin("raider"), "Raider");
    private static final GuardSettings FOLLOWERS = new GuardSettings(true, 100, 7, Protection.FOLLOWERS_ONLY, 15, 10);
    private static final GuardSettings SHIELD = new GuardSettings(true, 100, 7, Protection.SHIELD_MODE, 15, 10);
    private static final GuardSettings OFF = new GuardSettings(false, 100, 7, Protection.SHIELD_MODE, 15, 10);

    private final TestClock clock = new TestClock();
    private FakeFeatureServices services = new FakeFeatureServices(clock);
    private RaidGuard guard = new RaidGuard();
    private int raids;

    @Test
    void guardIsOffAtFirstAndAsksForNothing() {
        Wants wants = guard.wants(guard.defaults());

        assertThat(guard.isOn(guard.defaults())).isFalse();
        assertThat(wants.events()).isEmpty();
        assertThat(wants.botScopes()).isEmpty();
        assertThat(guard.wants(SHIELD).botScopes()).containsExactly(Scope.MODERATOR_MANAGE_SHIELD_MODE);
        assertThat(guard.wants(FOLLOWERS).botScopes()).containsExactly(Scope.MODERATOR_MANAGE_CHAT_SETTINGS);
        assertThat(guard.problems(new GuardSettings(true, 0, 0, Protection.SHIELD_MODE, 15, 10)))
                .extracting(Problem::field)
                .containsExactly("mostViewers");
    }

    @ParameterizedTest
    @CsvSource({"100, 30, false", "101, 30, true", "5, 6, true", "5, 7, false", "5, 8, false"})
    void largeRaidOrAYoungAccountTripsTheGuard(int viewers, int days, boolean trips) {
        services.accountsMade.put(RAIDER.id(), clock.instant().minus(Duration.ofDays(days)));

        RaidReceived raid = raid(viewers, FOLLOWERS);

        assertThat(services.moderation.done()).isEqualTo(trips ? List.of("followers only 10 min") : List.of());
        assertThat(guard.isHostile(raid)).isEqualTo(trips);
    }

    @Test
    void moderatorsAreToldToTypeTheChannelsPrefix() {
        services.prefix = "?";
        raid(500, FOLLOWERS);

        assertThat(services.said)
                .containsExactly("Followers-only chat is on for 15 minutes. Moderators: ?guard off ends it.");
    }

    @Test
    void accountOfWhichNobodyKnowsTheAgeIsNotYoung() {
        assertThat(guard.isHostile(raid(5, FOLLOWERS))).isFalse();
    }

    @Test
    void protectionEndsByItselfAfterItsTime() {
        raid(500, SHIELD);
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        guard.tick(CHANNEL, SHIELD, services);
        assertThat(services.moderation.done()).containsExactly("shield mode on");
        clock.advance(Duration.ofSeconds(1));
        guard.tick(CHANNEL, SHIELD, services);
        guard.tick(CHANNEL, SHIELD, services);

        assertThat(services.moderation.done()).containsExactly("shield mode on", "shield mode off");
        assertThat(services.audited)
                .containsExactly(
                        "switched shield mode on for 15 minutes at the raid of raider (7), because it has 500 viewers",
                        "switched shield mode off: its time is over");
    }

    @Test
    void theLogTellsItInTheLanguageOfWhoReadsIt() {
        raid(500, SHIELD);
        clock.advance(Duration.ofMinutes(15));
        guard.tick(CHANNEL, SHIELD, services);

        assertThat(services.told)
                .extracting(what -> what.in(Language.DE))
                .containsExactly(
                        "schaltete den Schutzmodus wegen des Raids von raider (7) für 15 Minuten ein: 500 Zuschauer",
                        "schaltete den Schutzmodus aus: die Zeit ist um");
    }

    @Test
    void protectionEndsAfterARestartToo() {
        raid(500, FOLLOWERS);
        services = services.afterRestart();
        guard = new RaidGuard();
        guard.tick(CHANNEL, FOLLOWERS, services);
        assertThat(services.moderation.done()).isEmpty();
        clock.advance(Duration.ofMinutes(15));
        guard.tick(CHANNEL, FOLLOWERS, services);

        assertThat(services.moderation.done()).containsExactly("followers only off");
    }

    @Test
    void whatPeopleSwitchedOnStaysOn() {
        services.moderation.protect(false, true);
        RaidReceived raid = raid(500, FOLLOWERS);
        clock.advance(Duration.ofMinutes(15));
        guard.tick(CHANNEL, FOLLOWERS, services);

        assertThat(services.moderation.done()).isEmpty();
        assertThat(guard.isHostile(raid)).isTrue();
        assertThat(command("off")).containsExactly("Nothing to switch off.");
    }

    @Test
    void secondHostileRaidMakesItLast() {
        raid(500, SHIELD);
        clock.advance(Duration.ofMinutes(10));
        raid(600, SHIELD);
        clock.advance(Duration.ofMinutes(14));
        guard.tick(CHANNEL, SHIELD, services);
        assertThat(services.moderation.done()).containsExactly("shield mode on");
        clock.advance(Duration.ofMinutes(1));
        guard.tick(CHANNEL, SHIELD, services);
        assertThat(services.moderation.done()).containsExactly("shield mode on", "shield mode off");
    }

    @Test
    void moderatorEndsItWithOneCommand() {
        raid(500, FOLLOWERS);
        assertThat(command("").get(0)).isEqualTo("Followers-only chat is on for 15 more minutes. !guard off ends it.");

        assertThat(command("OFF")).containsExactly("The chat is open again.");
        assertThat(services.moderation.done()).containsExactly("followers only 10 min", "followers only off");
        assertThat(command("")).containsExactly("The guard is watching.");
        assertThat(command("what")).containsExactly("Usage: !guard shows the state, !guard off ends it.");
    }

    @Test
    void switchingTheGuardOffEndsWhatItBegan() {
        raid(500, SHIELD);
        guard.tick(CHANNEL, OFF, services);

        assertThat(guard.wants(OFF).ticks()).isTrue();
        assertThat(services.moderation.done()).containsExactly("shield mode on", "shield mode off");
    }

    @Test
    void channelTakesATurnOnlyWhileTheGuardProtectsIt() {
        assertThat(guard.pending(CHANNEL, FOLLOWERS, services)).isEqualTo(Pending.NOTHING);
        raid(500, FOLLOWERS);
        assertThat(guard.pending(CHANNEL, FOLLOWERS, services)).isEqualTo(Pending.ANYWHERE);
        assertThat(new RaidGuard().pending(CHANNEL, OFF, services.afterRestart()))
                .as("after a restart, with the guard off")
                .isEqualTo(Pending.ANYWHERE);
        command("off");
        assertThat(guard.pending(CHANNEL, FOLLOWERS, services)).isEqualTo(Pending.NOTHING);
    }

    @Test
    void endThatTwitchDidNotConfirmIsTriedAgainAMinuteLater() {
        raid(500, SHIELD);
        clock.advance(Duration.ofMinutes(15));
        services.moderation.next(new Outcome.Unclear("connection lost"));
        guard.tick(CHANNEL, SHIELD, services);
        guard.tick(CHANNEL, SHIELD, services);
        assertThat(services.moderation.done()).hasSize(2);
        clock.advance(Duration.ofMinutes(1));
        guard.tick(CHANNEL, SHIELD, services);
        assertThat(services.moderation.done()).containsExactly("shield mode on", "shield mode off", "shield mode off");
        assertThat(services.moderation.protection().shieldMode()).contains(false);
    }

    @Test
    void whatIsNotPermittedIsWrittenDownAndForgotten() {
        services.moderation.next(new Outcome.NotPermitted("the bot is no moderator of the channel"));
        RaidReceived raid = raid(500, SHIELD);
        clock.advance(Duration.ofMinutes(15));
        guard.tick(CHANNEL, SHIELD, services);

        assertThat(services.moderation.done()).containsExactly("shield mode on");
        assertThat(services.audited)
                .containsExactly("could not protect the chat from the raid of raider (7), because it has 500 viewers:"
                        + " the bot is no moderator of the channel");
        assertThat(services.said).isEmpty();
        assertThat(guard.isHostile(raid)).isTrue();
    }

    @Test
    void protectionIsRememberedEvenIfTwitchDidNotConfirmIt() {
        services.moderation.next(new Outcome.Unclear("connection lost"));
        services.moderation.next(new Outcome.Unclear("connection lost"));
        raid(500, SHIELD);
        clock.advance(Duration.ofMinutes(15));
        guard.tick(CHANNEL, SHIELD, services);

        assertThat(services.moderation.done()).containsExactly("shield mode on", "shield mode on", "shield mode off");
    }

    @Test
    void protectionThatDidNotBeginIsAskedForOnceMore() {
        services.moderation.next(new Outcome.RetryLater("busy", Duration.ofSeconds(1)));
        raid(500, SHIELD);

        assertThat(services.moderation.protection().shieldMode()).contains(true);
    }

    @Test
    void protectionThatTwitchDidNotConfirmIsAskedForOnceMore() {
        services.moderation.next(new Outcome.Unclear("503"));
        raid(500, SHIELD);

        assertThat(services.moderation.done()).containsExactly("shield mode on", "shield mode on");
    }

    private RaidReceived raid(int viewers, GuardSettings settings) {
        RaidReceived raid = new RaidReceived(
                new EventOrigin("r" + ++raids, "channel.raid", clock.instant()), CHANNEL, RAIDER, viewers);
        guard.handle(raid, settings, services);
        return raid;
    }

    private List<String> command(String arguments) {
        FeatureCommand<GuardSettings> command = guard.commands().get(0);
        ChatMessageReceived message = new ChatMessageReceived(
                new EventOrigin("m", "channel.chat.message", clock.instant()),
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(new TwitchUserId("5"), new TwitchLogin("mod"), "Mod"),
                "chat-1",
                "!guard " + arguments,
                Set.of("moderator"),
                Optional.empty(),
                Optional.empty());
        return command.answer().of(new FeatureCommand.Call<>(message, "!", arguments, SHIELD, services));
    }
}
