package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.herald.event.Account;
import bot.herald.feature.Feature;
import bot.herald.feature.command.LastSeen.Sighting;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiLastSeen;
import bot.herald.testing.Settings;
import bot.herald.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastSeenTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("2");

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final Memory store = new Memory();
    private final LastSeen seen = new LastSeen(store, CHANNEL::equals, clock);

    /** Counts what it is asked. */
    private static final class Memory implements LastSeen.Store {
        private final List<List<Sighting>> written = new ArrayList<>();
        private final List<TwitchUserId> channels = new ArrayList<>();
        private final List<TwitchUserId> forgotten = new ArrayList<>();
        private Instant forgottenBefore = Instant.MIN;
        private int questions;
        private boolean breaks;

        @Override
        public void saw(List<Sighting> sightings) {
            if (breaks) {
                throw new IllegalStateException("away");
            }
            written.add(sightings);
        }

        @Override
        public Optional<Instant> find(TwitchUserId channel, String login) {
            questions++;
            return written.stream()
                    .flatMap(List::stream)
                    .filter(one -> one.channel().equals(channel) && one.login().equals(login))
                    .map(Sighting::at)
                    .max(Instant::compareTo);
        }

        @Override
        public List<TwitchUserId> channels() {
            return channels;
        }

        @Override
        public void forget(TwitchUserId channel) {
            forgotten.add(channel);
        }

        @Override
        public void forgetBefore(Instant at) {
            forgottenBefore = at;
        }
    }

    private static Account viewer(int number) {
        return new Account(
                new TwitchUserId(Integer.toString(number)), new TwitchLogin("viewer" + number), "Viewer" + number);
    }

    @Test
    void linesCostTheDatabaseNothingAndAreWrittenTogether() {
        for (int line = 0; line < 1_000; line++) {
            seen.wrote(CHANNEL, viewer(line % 10));
            seen.wrote(OTHER, viewer(line % 10));
        }
        assertThat(store.written).isEmpty();
        assertThat(seen.of(CHANNEL, "Viewer3")).contains(clock.instant());
        assertThat(store.questions).isZero();

        seen.record();
        assertThat(store.written)
                .singleElement()
                .satisfies(all -> assertThat(all)
                        .hasSize(10)
                        .allMatch(one -> one.channel().equals(CHANNEL)));
        seen.record();
        assertThat(store.written).hasSize(1);
        assertThat(seen.of(CHANNEL, "viewer3")).contains(clock.instant());
        assertThat(store.questions).isEqualTo(1);
    }

    @Test
    void whatCannotBeWrittenIsWrittenLater() {
        seen.wrote(CHANNEL, viewer(3));
        store.breaks = true;
        assertThatThrownBy(seen::record).hasMessage("away");
        store.breaks = false;

        seen.record();

        assertThat(store.written)
                .singleElement()
                .satisfies(all -> assertThat(all).extracting(Sighting::login).containsExactly("viewer3"));
    }

    @Test
    void memoryHasAnEnd() {
        for (int i = 0; i < 20_001; i++) {
            seen.wrote(CHANNEL, viewer(i));
        }
        clock.advance(Duration.ofSeconds(1));
        seen.wrote(CHANNEL, viewer(7));

        seen.record();

        assertThat(store.written.get(0)).hasSize(20_000);
        assertThat(seen.of(CHANNEL, "viewer7")).contains(clock.instant());
    }

    @Test
    void whatNobodyMayKnowAnyMoreIsForgotten() {
        store.channels.addAll(List.of(CHANNEL, OTHER));

        seen.record();

        assertThat(store.forgotten).containsExactly(OTHER);
        assertThat(store.forgottenBefore).isEqualTo(clock.instant().minus(Duration.ofDays(90)));
    }

    @Test
    void aChannelThatRemembersItTellsIt() {
        try (Chat chat = new Chat(folder)) {
            chat.moderator("!command add seen {1} last wrote {lastseen:{1}}.");
            hear(chat, Chat.OTHER_VIEWER);
            assertThat(chat.viewer("!seen @user4")).containsExactly("@user4 last wrote ?.");

            Settings.set(chat.settings, Chat.CHANNEL, Map.of("lastSeen", true));
            assertThat(chat.viewer("!seen @user4")).containsExactly("@user4 last wrote long ago or never.");
            hear(chat, Chat.OTHER_VIEWER);
            chat.clock.advance(Duration.ofHours(76).plusMinutes(5));
            assertThat(chat.viewer("!seen @User4")).containsExactly("@User4 last wrote 3 days 4 h ago.");
            chat.lastSeen.record();
            assertThat(chat.viewer("!seen user4")).containsExactly("user4 last wrote 3 days 4 h ago.");

            Settings.set(chat.settings, Chat.CHANNEL, Map.of("lastSeen", false));
            chat.lastSeen.record();
            assertThat(new JdbiLastSeen(chat.database()).find(Chat.CHANNEL, "user4"))
                    .isEmpty();
        }
    }

    private static void hear(Chat chat, TwitchUserId chatter) {
        assertThat(chat.responder().hear(Chat.message(chatter, "hello", Set.of()), new Feature.Unset()))
                .isFalse();
    }
}
