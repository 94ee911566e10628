package bot.herald.feature.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.event.Account;
import bot.herald.event.Cheered;
import bot.herald.event.Followed;
import bot.herald.event.Resubscribed;
import bot.herald.event.RewardRedeemed;
import bot.herald.event.Role;
import bot.herald.event.Subscribed;
import bot.herald.event.SubscriptionsGifted;
import bot.herald.feature.FeatureFault;
import bot.herald.feature.FeatureTrial;
import bot.herald.feature.Setting;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.moderation.NoModeration;
import bot.herald.moderation.Speech;
import bot.herald.settings.SettingField;
import bot.herald.template.Placeholder;
import bot.herald.testing.FakeFeatureServices;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertFeatureTest {
    private static final TwitchUserId CHANNEL = FeatureTrial.CHANNEL;
    private static final AlertSettings ON = new AlertSettings(
            true,
            "Hi {user} ({count}) in {channel}",
            true,
            "{user} tier {tier}",
            true,
            "{user} {months} {tier} {input}",
            true,
            "{user} x{count} tier {tier}",
            true,
            100,
            "{input} - {user} {bits}",
            true,
            "  {input} {user} {reward}");

    private final TestClock clock = new TestClock();
    private FeatureTrial<AlertSettings> trial = trial(ON);

    private FeatureTrial<AlertSettings> trial(AlertSettings settings) {
        return FeatureTrial.of(new AlertFeature(), settings, new NoModeration(), clock);
    }

    private static Account account(int number) {
        return new Account(new TwitchUserId(Integer.toString(number)), new TwitchLogin("u" + number), "U" + number);
    }

    private void follow(int number) {
        trial.happen(new Followed(trial.origin("channel.follow"), CHANNEL, account(number), clock.instant()));
    }

    @Test
    void wordsThatAViewerMayNotSayAreNotSaidForThem() {
        FakeFeatureServices services = new FakeFeatureServices(clock);
        AlertFeature alerts = new AlertFeature();

        alerts.handle(new Cheered(trial.origin("c"), CHANNEL, Optional.of(account(5)), 100, "rotten"), ON, services);
        alerts.handle(
                new RewardRedeemed(trial.origin("p"), CHANNEL, account(6), "id", "Hydrate", 50, "rotten"),
                ON,
                services);
        alerts.handle(
                new Resubscribed(trial.origin("r"), CHANNEL, account(3), "1000", 7, Optional.of(2), "rotten"),
                ON,
                services);
        assertThat(services.said).isEmpty();

        alerts.handle(new Cheered(trial.origin("c"), CHANNEL, Optional.of(account(5)), 100, "sweet"), ON, services);
        assertThat(services.said).containsExactly("sweet - U5 100");
        assertThat(services.speeches.asked)
                .extracting(speech -> speech.said().own())
                .containsExactly(
                        "\uFFFC - \uFFFC 100", "\uFFFC \uFFFC Hydrate", "\uFFFC 7 1 \uFFFC", "\uFFFC - \uFFFC 100");
        assertThat(services.speeches.asked)
                .extracting(Speech::role)
                .containsExactly(Role.EVERYONE, Role.EVERYONE, Role.SUBSCRIBER, Role.EVERYONE);
    }

    @Test
    void oneBadNameKeepsNobodyElseFromBeingThanked() {
        FakeFeatureServices services = new FakeFeatureServices(clock);
        AlertFeature alerts = new AlertFeature();
        for (String name : List.of("U1", "U2", "rotten", "U3")) {
            Account follower = new Account(
                    new TwitchUserId(Integer.toString(700 + services.speeches.asked.size())),
                    new TwitchLogin("x"),
                    name);
            alerts.handle(new Followed(trial.origin("f"), CHANNEL, follower, clock.instant()), ON, services);
        }
        clock.advance(FollowThanks.PAUSE);
        alerts.tick(CHANNEL, ON, services);

        assertThat(services.said).containsExactly("Hi U1 (1) in Channel", "Hi U2 and U3 (2) in Channel");
    }

    @Test
    void nothingIsSaidUnlessSomebodySwitchedItOn() {
        trial = trial(AlertSettings.OFF);
        follow(1);
        trial.tick();
        assertThat(trial.said()).isEmpty();
    }

    @Test
    void everyKindHasItsOwnWords() {
        follow(1);
        trial.happen(new Subscribed(trial.origin("channel.subscribe"), CHANNEL, account(2), "3000", false));
        trial.happen(new Resubscribed(trial.origin("r"), CHANNEL, account(3), "1000", 7, Optional.of(2), "yay"));
        trial.happen(new SubscriptionsGifted(trial.origin("g"), CHANNEL, Optional.of(account(4)), 5, "2000"));
        trial.happen(new Cheered(trial.origin("c"), CHANNEL, Optional.of(account(5)), 100, "hey"));
        trial.happen(new RewardRedeemed(trial.origin("p"), CHANNEL, account(6), "id", "Hydrate", 50, "now"));
        assertThat(trial.said())
                .containsExactly(
                        "Hi U1 (1) in TheChannel",
                        "U2 tier 3",
                        "U3 7 1 yay",
                        "U4 x5 tier 2",
                        "hey - U5 100",
                        "now U6 Hydrate");
    }

    @Test
    void aGiftBombIsThankedOnceAndNobodyIsNamedWhoDidNotWantIt() {
        for (int i = 10; i < 60; i++) {
            trial.happen(new Subscribed(trial.origin("channel.subscribe"), CHANNEL, account(i), "1000", true));
        }
        trial.happen(new SubscriptionsGifted(trial.origin("g"), CHANNEL, Optional.empty(), 50, "1000"));
        assertThat(trial.said()).containsExactly("Somebody anonymous x50 tier 1");
    }

    @Test
    void thanksThatNobodyChangedAreSaidInTheChannelsLanguage() {
        AlertSettings off = new AlertFeature().defaults();
        trial = trial(new AlertSettings(
                true,
                off.followText(),
                false,
                off.subscriptionText(),
                false,
                off.resubscriptionText(),
                false,
                off.giftText(),
                true,
                1,
                "{user}: {bits} Bits",
                false,
                off.redemptionText()));
        trial.speak(Language.DE);
        follow(1);
        trial.happen(new Cheered(trial.origin("channel.cheer"), CHANNEL, Optional.empty(), 1, ""));
        for (int number = 2; number <= 8; number++) {
            follow(number);
        }
        clock.advance(Duration.ofMinutes(1));
        trial.tick();

        assertThat(trial.said())
                .containsExactly(
                        "Danke fürs Folgen, " + account(1).displayName() + "!",
                        "Jemand Unbekanntes: 1 Bit",
                        "Danke fürs Folgen, " + account(2).displayName() + ", "
                                + account(3).displayName() + ", " + account(4).displayName() + ", "
                                + account(5).displayName() + " und 3 weitere!");
    }

    @Test
    void smallCheersAreNotThanked() {
        trial.happen(new Cheered(trial.origin("c"), CHANNEL, Optional.empty(), 99, ""));
        assertThat(trial.said()).isEmpty();
    }

    @Test
    void aFloodOfFollowsMakesOneLineEveryHalfMinuteAndEverybodyIsThankedOnce() {
        for (int i = 1; i <= 9; i++) {
            follow(i);
            follow(1);
        }
        trial.tick();
        assertThat(trial.said()).containsExactly("Hi U1 (1) in TheChannel");

        clock.advance(FollowThanks.PAUSE);
        trial.tick();
        trial.tick();
        assertThat(trial.said()).last().isEqualTo("Hi U2, U3, U4, U5 and 4 others (8) in TheChannel");

        follow(20);
        follow(21);
        clock.advance(FollowThanks.PAUSE);
        trial.tick();
        assertThat(trial.said()).hasSize(3).last().isEqualTo("Hi U20 and U21 (2) in TheChannel");

        clock.advance(Duration.ofMinutes(1));
        follow(1);
        assertThat(trial.said()).hasSize(3);
    }

    @Test
    void thanksThatWaitedFarTooLongAreNotSaid() {
        follow(1);
        follow(2);
        clock.advance(Duration.ofMinutes(6));
        trial.tick();
        assertThat(trial.said()).hasSize(1);
    }

    @Test
    void whatViewersWriteIsNeverACommandOrAPlaceholder() {
        trial.happen(new Cheered(trial.origin("c"), CHANNEL, Optional.of(account(5)), 100, "!ban {user} {bits}"));
        trial.happen(new RewardRedeemed(trial.origin("p"), CHANNEL, account(6), "id", "Say", 50, "/ban\nU1"));
        trial.happen(new RewardRedeemed(trial.origin("p"), CHANNEL, account(6), "id", "Say", 50, "!so U1"));
        assertThat(trial.said())
                .containsExactly("» !ban {user} {bits} - U5 100", "» /ban U1 U6 Say", "» !so U1 U6 Say");
    }

    @Test
    void aPlaceholderThatMakesNoSenseIsRefused() {
        AlertSettings wrong =
                new AlertSettings(true, "{bits}", false, "x", false, "x", false, "x", false, 1, "x", false, "x");
        assertThatExceptionOfType(FeatureFault.class)
                .isThrownBy(() -> trial(wrong))
                .withMessageContaining("followText")
                .withMessageContaining("{user} {channel} {count} and more");
    }

    @Test
    void theFormNamesThePlaceholdersThatAreAllowed() {
        Map<String, Set<Placeholder>> allowed = Map.of(
                "followText", Placeholder.FOLLOW,
                "subscriptionText", Placeholder.SUBSCRIPTION,
                "resubscriptionText", Placeholder.RESUBSCRIPTION,
                "giftText", Placeholder.GIFT,
                "cheerText", Placeholder.CHEER,
                "redemptionText", Placeholder.REDEMPTION);
        allowed.forEach((name, placeholders) -> {
            SettingField field = Setting.Reader.shape(AlertSettings.class).fields().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(field.look().holds()).as(name).isEqualTo(placeholders);
            for (Placeholder one : Placeholder.values()) {
                if (Placeholder.ANYWHERE.contains(one)) {
                    continue;
                }
                assertThat(field.help().contains(one.example())).as(name + one).isEqualTo(placeholders.contains(one));
            }
        });
    }

    @Test
    void aClockThatIsSetBackSilencesNothing() {
        FakeFeatureServices services = new FakeFeatureServices(clock);
        AlertFeature alerts = new AlertFeature();
        alerts.handle(new Followed(trial.origin("f"), CHANNEL, account(1), clock.instant()), ON, services);
        clock.set(Duration.ofHours(-1));
        alerts.handle(new Followed(trial.origin("f"), CHANNEL, account(2), clock.instant()), ON, services);
        assertThat(services.said).hasSize(1);
        clock.advance(FollowThanks.PAUSE);
        alerts.tick(CHANNEL, ON, services);

        assertThat(services.said).hasSize(2);
    }
}
