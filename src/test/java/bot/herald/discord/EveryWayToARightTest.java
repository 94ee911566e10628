package bot.herald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.discord.DiscordBot.Standing;
import bot.herald.identity.DiscordUserId;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way to gain and to lose the right to manage a server, one after the other on the simulated Discord. Herald follows by events
 * alone where Discord sends events about members, and within the hour where it does not.
 */
@SuppressWarnings("NullAway.Init") // every test begins with begin()
class EveryWayToARightTest {
    private static final Duration WITHIN_THE_HOUR = Duration.ofMinutes(55);

    @TempDir
    Path folder = Path.of("");

    private DiscordRig rig;
    private DiscordSimulator discord;
    private DiscordUserId olga;
    private DiscordUserId max;
    private String server;
    private Duration passes = Duration.ZERO;

    @BeforeEach
    void begin() {
        begin(true, Standing.CONNECTED);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void rightsFollowDiscordByEventsAlone() {
        walk();
    }

    @Test
    void rightsFollowDiscordThoughEveryEventComesTwice() {
        discord.oddities().doubleEvents(true);

        walk();
    }

    @Test
    void rightsFollowDiscordWithinTheHourWithoutTheIntent() {
        passes = WITHIN_THE_HOUR;
        rig.close();
        begin(false, Standing.WITHOUT_MEMBERS);

        walk();
    }

    private void begin(boolean withIntent, Standing standing) {
        rig = new DiscordRig(folder, DiscordOptions.defaults().withMembersIntent(withIntent));
        discord = rig.discord;
        olga = rig.id("olga");
        max = rig.id("max");
        server = discord.newServer("Olga's", olga.value());
        discord.join(server, max.value());
        discord.addBot(server, DiscordSimulator.INVITED);
        rig.start();
        rig.login("olga");
        rig.login("max");
        await().atMost(DiscordRig.LONG).until(() -> rig.servers.standing() == standing);
        isTrueSoon();
    }

    private void walk() {
        String crew = discord.newRole(server, "Crew", DiscordSimulator.MANAGE_GUILD);
        way("a role is given", true, () -> discord.giveRole(server, max.value(), crew));
        way("a role may less", false, () -> discord.changeRole(server, crew, 0));
        way("a role may more", true, () -> discord.changeRole(server, crew, DiscordSimulator.MANAGE_GUILD));
        way("a role is taken", false, () -> discord.takeRole(server, max.value(), crew));
        String staff = discord.newRole(server, "Staff", DiscordSimulator.ADMINISTRATOR);
        way("an administrator's role is given", true, () -> discord.giveRole(server, max.value(), staff));
        way("a role is deleted", false, () -> discord.deleteRole(server, staff));
        way("a role is given again", true, () -> discord.giveRole(server, max.value(), crew));
        discord.oddities().updateMembersOfDeletedRoles(true);
        way("a role is deleted, of which its members are told", false, () -> discord.deleteRole(server, crew));
        discord.oddities().updateMembersOfDeletedRoles(false);

        way("becomes the owner", true, () -> discord.changeOwner(server, max.value()));
        way("is the owner no more", false, () -> discord.changeOwner(server, olga.value()));

        way("everyone may", true, () -> discord.changeRole(server, server, DiscordSimulator.MANAGE_GUILD));
        // Discord has one event for these.
        for (String way : new String[] {"leaves", "is kicked", "is banned"}) {
            way(way, false, () -> discord.leave(server, max.value()));
            way("joins after: " + way, true, () -> discord.join(server, max.value()));
        }
        way("everyone may no more", false, () -> discord.changeRole(server, server, 0));

        String mods = discord.newRole(server, "Mods", DiscordSimulator.MANAGE_GUILD);
        way("gains during an outage", true, () -> duringAnOutage(() -> discord.giveRole(server, max.value(), mods)));
        way("loses during an outage", false, () -> duringAnOutage(() -> discord.takeRole(server, max.value(), mods)));
        way(
                "gains while the bot is away",
                true,
                () -> withoutTheBot(() -> discord.giveRole(server, max.value(), mods)));
        way(
                "loses while the bot is away",
                false,
                () -> withoutTheBot(() -> discord.takeRole(server, max.value(), mods)));
        discord.deleteRole(server, mods);
    }

    private void duringAnOutage(Runnable what) {
        discord.startOutage(server);
        what.run();
        discord.endOutage(server);
    }

    private void withoutTheBot(Runnable what) {
        discord.removeBot(server);
        what.run();
        discord.addBot(server, DiscordSimulator.INVITED);
    }

    /** @param manages what is so afterwards, and was not before */
    private void way(String name, boolean manages, Runnable act) {
        assertThat(discord.mayManage(server, max.value())).as("before: " + name).isEqualTo(!manages);
        act.run();
        assertThat(discord.mayManage(server, max.value())).as("after: " + name).isEqualTo(manages);
        rig.clock.jump(passes);
        isTrueSoon();
    }

    private void isTrueSoon() {
        await().atMost(DiscordRig.LONG).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            assertThat(rig.managed(max)).isEqualTo(discord.managedBy(max.value()));
            assertThat(rig.managed(olga)).isEqualTo(discord.managedBy(olga.value()));
        });
    }
}
