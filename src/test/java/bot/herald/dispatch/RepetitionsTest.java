package bot.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.Cheered;
import bot.herald.event.EventOrigin;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.event.SubscriptionsGifted;
import bot.herald.event.UserUpdated;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepetitionsTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final TwitchUserId ALICE = new TwitchUserId("1");
    private static final TwitchUserId BOB = new TwitchUserId("2");
    private static final Account PAL = new Account(new TwitchUserId("3"), new TwitchLogin("pal"), "Pal");
    private static final Account ANN = new Account(new TwitchUserId("4"), new TwitchLogin("ann"), "Ann");

    private final Repetitions repetitions = new Repetitions();

    @Test
    void whatANewerEventHasOvertakenIsOld() {
        assertThat(isNews(new StreamOnline(at(10), ALICE, "s1", NOON))).isTrue();
        assertThat(isNews(new StreamOffline(at(5), ALICE))).isFalse();
        assertThat(isNews(new StreamOffline(at(5), BOB))).as("elsewhere").isTrue();
        assertThat(isNews(new StreamOffline(at(20), ALICE))).isTrue();
        assertThat(isNews(new StreamOnline(at(15), ALICE, "s1", NOON))).isFalse();

        assertThat(isNews(new ModeratorRemoved(at(10), ALICE, PAL))).isTrue();
        assertThat(isNews(new ModeratorAdded(at(9), ALICE, PAL))).isFalse();
        assertThat(isNews(new ModeratorAdded(at(9), ALICE, ANN))).as("another").isTrue();
        assertThat(isNews(new ModeratorAdded(at(11), ALICE, PAL))).isTrue();

        assertThat(isNews(new UserUpdated(at(10), PAL, ""))).isTrue();
        assertThat(isNews(new UserUpdated(at(9), PAL, ""))).isFalse();
        assertThat(isNews(new UserUpdated(at(9), ANN, ""))).isTrue();
    }

    @Test
    void sameGiftWithinSecondsIsOne() {
        assertThat(isNews(new Cheered(at(0), ALICE, Optional.of(PAL), 100, "Cheer100")))
                .isTrue();
        assertThat(isNews(new Cheered(at(2), ALICE, Optional.of(PAL), 100, "Cheer100")))
                .isFalse();
        assertThat(isNews(new Cheered(at(2), ALICE, Optional.of(ANN), 100, "Cheer100")))
                .isTrue();
        assertThat(isNews(new Cheered(at(2), ALICE, Optional.of(PAL), 200, "Cheer100")))
                .isTrue();
        assertThat(isNews(new Cheered(at(2), BOB, Optional.of(PAL), 100, "Cheer100")))
                .isTrue();
        assertThat(isNews(new Cheered(at(20), ALICE, Optional.of(PAL), 100, "Cheer100")))
                .isTrue();

        assertThat(isNews(new SubscriptionsGifted(at(0), ALICE, Optional.empty(), 5, "1000")))
                .isTrue();
        assertThat(isNews(new SubscriptionsGifted(at(1), ALICE, Optional.empty(), 5, "1000")))
                .isFalse();
        assertThat(isNews(new SubscriptionsGifted(at(1), ALICE, Optional.empty(), 10, "1000")))
                .isTrue();
        assertThat(isNews(new SubscriptionsGifted(at(30), ALICE, Optional.empty(), 5, "1000")))
                .isTrue();
    }

    @Test
    void withoutATimeNothingIsOld() {
        EventOrigin unknown = new EventOrigin("m", "stream.offline", Instant.EPOCH);
        assertThat(isNews(new StreamOnline(at(10), ALICE, "s1", NOON))).isTrue();
        assertThat(isNews(new StreamOffline(unknown, ALICE))).isTrue();
    }

    private boolean isNews(ChannelEvent event) {
        return repetitions.isNews(event);
    }

    private static EventOrigin at(int seconds) {
        return new EventOrigin("m" + seconds, "type", NOON.plusSeconds(seconds));
    }
}
