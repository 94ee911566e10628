package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.bench.Figures;
import bot.herald.feed.Activity.Raid;
import bot.herald.identity.TwitchUserId;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages of an admin with a thousand channels, and of a channel about which as much is known as is kept. */
@Tag("bench")
final class BigPagesTest extends AliceOnline {
    private static final int CHANNELS = 1_000;
    private static final int DAYS = 90;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 40;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double MOST_MILLISECONDS = 100;

    @Test
    void channelsOfAnAdmin() {
        for (int i = 1; i < CHANNELS; i++) {
            people.channels.connected(FakePeople.profile("" + (1_000 + i), "channel" + i, "Channel " + i));
        }
        for (int hour = 0; hour < 24; hour++) {
            for (int i = 1; i <= 60; i++) {
                people.activity.add(new TwitchUserId("" + (1_000 + i)), hoursAgo(hour), 30, 3);
            }
        }
        Browser boss = new Browser(server, people, FakePeople.BOSS);

        measure("list of 1,000 channels, first page", boss, "/dashboard", "1 to 50 of 1,000");
        measure("the same, searched and sorted by viewers", boss, "/dashboard?q=channel&sort=live", "1 to 50 of 999");
        measure("overview of one of 1,000 channels", boss, "/dashboard/100", "Alice");
    }

    /** A bucket of every hour, and one of every minute of the last two days; 5 raids and 2 streams a day. */
    @Test
    void overviewOfAChannelWithNinetyDays() {
        for (int minutes = 2 * 24 * 60; minutes > 0; minutes--) {
            people.activity.add(ALICE.id(), people.clock.instant().minus(Duration.ofMinutes(minutes)), 10, 1);
        }
        for (int hours = DAYS * 24; hours > 2 * 24; hours--) {
            people.activity.add(ALICE.id(), hoursAgo(hours), 600, 12);
        }
        for (int half = DAYS * 2; half > 0; half--) {
            people.activity.began(ALICE.id(), hoursAgo(half * 12));
            people.activity.ended(ALICE.id(), hoursAgo(half * 12 - 6));
        }
        for (int raid = DAYS * 5; raid > 0; raid--) {
            String id = "" + (5_000 + raid % 40);
            people.activity.raided(
                    ALICE.id(),
                    new Raid(hoursAgo(raid * 24 / 5), new TwitchUserId(id), "raider" + id, "Raider " + id, raid % 90));
        }
        measure("overview, 90 days of data", alice, "/dashboard/100?range=quarter", "Alice");
        measure("numbers of the plot of 90 days", alice, "/api/channels/100/activity?range=quarter", "\"summary\"");
        measure("numbers of the plot of 24 hours", alice, "/api/channels/100/activity?range=day", "\"summary\"");
        measure("raids", alice, "/dashboard/100/raids", "Raider 50");
    }

    private Instant hoursAgo(int hours) {
        return people.clock.instant().minus(Duration.ofHours(hours));
    }

    /** Processor time of server and reader together, which other programs on the machine do not make longer. */
    private static void measure(String what, Browser browser, String page, String expected) {
        int size = 0;
        long begin = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            if (round == 0) {
                begin = PROCESS.getProcessCpuTime();
            }
            String body = browser.get(page).body();
            assertThat(body).contains(expected);
            size = body.length();
        }
        double took = (PROCESS.getProcessCpuTime() - begin) / 1e6 / ROUNDS;
        Figures.add(what + ": processor time", took, "ms", "below 100 ms");
        Figures.add(what + ": size, not compressed", size / 1_000.0, "KB", "");
        assertThat(took).as(what).isLessThan(MOST_MILLISECONDS);
    }
}
