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

/** Who may manage a server: what Herald says is what is so on the simulated Discord, soon after each thing that happens there. */
class DiscordServersTest {
    @TempDir
    Path folder = Path.of("");

    private DiscordRig rig;

    @AfterEach
    void stop() {
        rig.close();
    }

    @BeforeEach
    void begin() {
        rig = new DiscordRig(folder, DiscordOptions.defaults());
    }

    /** Two seconds on a machine with nothing else to do. */
    private void isTrueSoon(DiscordUserId... people) {
        await().atMost(DiscordRig.LONG).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            for (DiscordUserId person : people) {
                assertThat(rig.managed(person)).isEqualTo(rig.discord.managedBy(person.value()));
            }
        });
    }

    @Test
    void everyWayToGainAndLoseTheRight() {
        DiscordSimulator discord = rig.discord;
        DiscordUserId owner = rig.id("olga");
        DiscordUserId mod = rig.id("max");
        String server = discord.newServer("Olga's", owner.value());
        discord.join(server, mod.value());
        rig.start();
        rig.login("olga");
        rig.login("max");
        isTrueSoon(owner, mod);
        discord.addBot(server, DiscordSimulator.INVITED);
        await().atMost(DiscordRig.LONG)
                .until(() -> rig.store.presence(server).orElseThrow() == ServerStore.Presence.HERE);
        isTrueSoon(owner, mod);

        String role = discord.newRole(server, "Crew", 0);
        discord.giveRole(server, mod.value(), role);
        isTrueSoon(owner, mod);
        discord.changeRole(server, role, DiscordSimulator.MANAGE_GUILD);
        assertThat(discord.mayManage(server, mod.value())).isTrue();
        isTrueSoon(owner, mod);
        discord.changeRole(server, role, 0);
        isTrueSoon(owner, mod);
        discord.changeRole(server, role, DiscordSimulator.ADMINISTRATOR);
        isTrueSoon(owner, mod);
        discord.deleteRole(server, role);
        assertThat(discord.mayManage(server, mod.value())).isFalse();
        isTrueSoon(owner, mod);
        String other = discord.newRole(server, "Staff", DiscordSimulator.MANAGE_GUILD);
        discord.giveRole(server, mod.value(), other);
        isTrueSoon(owner, mod);
        discord.takeRole(server, mod.value(), other);
        isTrueSoon(owner, mod);
        discord.giveRole(server, mod.value(), other);
        discord.leave(server, mod.value());
        isTrueSoon(owner, mod);
        discord.join(server, mod.value());
        discord.changeOwner(server, mod.value());
        assertThat(discord.mayManage(server, owner.value())).isFalse();
        isTrueSoon(owner, mod);
        assertThat(rig.counted).contains("joined", "left");
    }

    @Test
    void anOutageTakesNothingAndARemovalIsTold() {
        DiscordUserId owner = rig.id("olga");
        String server = rig.discord.newServer("Olga's", owner.value());
        rig.discord.addBot(server, DiscordSimulator.INVITED);
        rig.discord.outage(server, true);
        rig.start();
        rig.login("olga");
        isTrueSoon(owner);
        rig.discord.outage(server, false);
        await().atMost(DiscordRig.LONG)
                .until(() -> rig.store.presence(server).orElseThrow() == ServerStore.Presence.HERE);
        rig.discord.outage(server, true);
        await().atMost(DiscordRig.LONG)
                .until(() -> rig.store.presence(server).orElseThrow() == ServerStore.Presence.DOWN);
        assertThat(rig.managed(owner)).containsExactly(server);
        rig.discord.outage(server, false);
        rig.discord.removeBot(server);
        await().atMost(DiscordRig.LONG)
                .until(() -> rig.store.presence(server).orElseThrow() == ServerStore.Presence.ABSENT);
    }

    @Test
    void whatWasMissedIsAskedForAfterASessionThatCannotBeResumed() {
        DiscordUserId mod = rig.id("max");
        String server = rig.discord.newServer("Olga's", rig.id("olga").value());
        rig.discord.join(server, mod.value());
        String role = rig.discord.newRole(server, "Crew", DiscordSimulator.MANAGE_GUILD);
        rig.discord.addBot(server, DiscordSimulator.INVITED);
        rig.start();
        rig.login("max");
        isTrueSoon(mod);
        rig.discord.giveRole(server, mod.value(), role);
        isTrueSoon(mod);
        rig.discord.loseEvents("GUILD_MEMBER_UPDATE");
        rig.discord.takeRole(server, mod.value(), role);

        rig.discord.forgetSessions();

        isTrueSoon(mod);
    }

    @Test
    void aChangedNameIsHeard() {
        DiscordUserId owner = rig.id("olga");
        String server = rig.discord.newServer("Olga's", owner.value());
        rig.discord.addBot(server, DiscordSimulator.INVITED);
        rig.start();
        rig.login("olga");
        rig.discord.renamePerson(owner.value(), "Olga the Great", "a_1");

        await().atMost(DiscordRig.LONG)
                .until(() -> rig.profiles.stream()
                        .anyMatch(member -> member.displayName().equals("Olga the Great")));
        assertThat(rig.profiles).allMatch(member -> member.id().equals(owner));
    }

    @Test
    void withoutTheIntentItBeginsAgainWithWhatIsAllowedAndSaysSo() {
        rig.close();
        rig = new DiscordRig(folder, DiscordOptions.defaults().withMembersIntent(false));
        DiscordUserId mod = rig.id("max");
        String server = rig.discord.newServer("Olga's", rig.id("olga").value());
        rig.discord.join(server, mod.value());
        String role = rig.discord.newRole(server, "Crew", DiscordSimulator.MANAGE_GUILD);
        rig.discord.giveRole(server, mod.value(), role);
        rig.discord.addBot(server, DiscordSimulator.INVITED);
        rig.start();
        rig.login("max");

        await().atMost(DiscordRig.LONG).until(() -> rig.servers.standing() == Standing.WITHOUT_MEMBERS);
        isTrueSoon(mod);
        assertThat(rig.servers.standing().words()).contains("Server Members Intent");
        rig.discord.takeRole(server, mod.value(), role);
        rig.clock.jump(Duration.ofMinutes(55));
        isTrueSoon(mod);
        rig.discord.giveRole(server, mod.value(), role);
        rig.clock.jump(Duration.ofMinutes(55));
        isTrueSoon(mod);
        // What a role may comes without the intent.
        rig.discord.changeRole(server, role, 0);
        isTrueSoon(mod);
    }

    @Test
    void serversWithoutTheBotAreAskedForAgainAfterSixHours() {
        DiscordUserId mod = rig.id("max");
        String server = rig.discord.newServer("Olga's", rig.id("olga").value());
        rig.discord.join(server, mod.value());
        String role = rig.discord.newRole(server, "Crew", DiscordSimulator.MANAGE_GUILD);
        rig.discord.giveRole(server, mod.value(), role);
        rig.start();
        rig.login("max");
        assertThat(rig.managed(mod)).containsExactly(server);
        rig.discord.takeRole(server, mod.value(), role);

        rig.clock.jump(Duration.ofMinutes(361));

        isTrueSoon(mod);
    }

    @Test
    void aRefusedTokenStopsIt() {
        rig.start();
        rig.discord.resetBotToken("another");

        await().atMost(DiscordRig.LONG).until(() -> rig.servers.standing() == Standing.REFUSED);
        assertThat(rig.servers.standing().words())
                .contains("discord.bot-token")
                .doesNotContain(rig.config().botToken().orElseThrow().reveal());
    }
}
