package bot.herald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.discord.DiscordBot.Asked;
import bot.herald.discord.DiscordBot.Standing;
import bot.herald.identity.DiscordUserId;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers the bot is in, and who may manage them: what Herald says becomes what is so on the simulated Discord. */
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

    private void isTrueSoon(DiscordUserId... people) {
        await().atMost(DiscordRig.LONG).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            for (DiscordUserId person : people) {
                assertThat(rig.managed(person)).isEqualTo(rig.discord.managedBy(person.value()));
            }
        });
    }

    @Test
    void anOutageTakesNothingAndARemovalIsTold() {
        DiscordUserId owner = rig.id("olga");
        String server = rig.discord.newServer("Olga's", owner.value());
        rig.discord.addBot(server, DiscordSimulator.INVITED);
        rig.discord.startOutage(server);
        rig.start();
        rig.login("olga");
        isTrueSoon(owner);
        rig.discord.endOutage(server);
        await().atMost(DiscordRig.LONG)
                .until(() -> rig.store.presence(server).orElseThrow() == ServerStore.Presence.HERE);
        rig.discord.startOutage(server);
        await().atMost(DiscordRig.LONG)
                .until(() -> rig.store.presence(server).orElseThrow() == ServerStore.Presence.DOWN);
        assertThat(rig.managed(owner)).containsExactly(server);
        rig.discord.endOutage(server);
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
        rig.discord.oddities().loseEvents("GUILD_MEMBER_UPDATE");
        rig.discord.takeRole(server, mod.value(), role);

        rig.discord.gateway().forgetSessions();

        isTrueSoon(mod);
    }

    /** By then the database may be closed, too. */
    @Test
    void anEventThatIsTakenInAfterTheEndIsLeftOut() {
        String server = rig.discord.newServer("Olga's", rig.id("olga").value());
        rig.discord.addBot(server, DiscordSimulator.INVITED);
        Watched watched = new Watched(rig.bot, () -> {}, answer -> answer);
        rig.servers = rig.newServers(watched, changed -> {});
        rig.start();
        await().atMost(DiscordRig.LONG).until(() -> rig.store.presence(server).isPresent());

        rig.servers.close();
        Objects.requireNonNull(watched.told().get()).accept(new BotEvent.ServerDown(server));

        assertThat(rig.store.presence(server)).contains(ServerStore.Presence.HERE);
    }

    /** Discord's answers and events come in no order. */
    @Test
    void anEventThatComesWhileSomebodyIsAskedForWins() {
        DiscordUserId mod = rig.id("max");
        String server = rig.discord.newServer("Olga's", rig.id("olga").value());
        rig.discord.join(server, mod.value());
        String role = rig.discord.newRole(server, "Crew", DiscordSimulator.MANAGE_GUILD);
        rig.discord.addBot(server, DiscordSimulator.INVITED);
        AtomicInteger asked = new AtomicInteger();
        AtomicReference<Set<String>> afterwards = new AtomicReference<>();
        rig.servers = rig.newServers(
                new Watched(rig.bot, () -> {}, answer -> {
                    if (asked.incrementAndGet() == 1) {
                        rig.discord.giveRole(server, mod.value(), role);
                        await().atMost(DiscordRig.LONG).until(() -> !rig.profiles.isEmpty());
                    } else {
                        afterwards.compareAndSet(null, rig.managed(mod));
                    }
                    return answer;
                }),
                changed -> {});
        rig.start();
        rig.login("max");
        await().atMost(DiscordRig.LONG).until(() -> asked.get() > 0);

        await().atMost(DiscordRig.LONG).until(() -> {
            rig.store.askFor(server);
            return afterwards.get() != null;
        });
        assertThat(afterwards.get()).containsExactly(server);
    }

    /** A look that asks for many would take minutes, and nobody would see meanwhile that the connection is gone. */
    @Test
    void whereDiscordDoesNotAnswerTheOthersAreAskedForInTheNextLooks() {
        String server = rig.discord.newServer("Olga's", rig.id("olga").value());
        rig.discord.addBot(server, DiscordSimulator.INVITED);
        for (String member : List.of("olga", "max", "pat", "quin")) {
            rig.discord.join(server, rig.id(member).value());
            rig.login(member);
        }
        AtomicInteger inThisLook = new AtomicInteger();
        AtomicInteger mostInOne = new AtomicInteger();
        AtomicInteger all = new AtomicInteger();
        rig.servers = rig.newServers(
                new Watched(rig.bot, () -> inThisLook.set(0), answer -> {
                    mostInOne.accumulateAndGet(inThisLook.incrementAndGet(), Math::max);
                    all.incrementAndGet();
                    return new Asked.Failed("Discord does not answer in time");
                }),
                changed -> {});

        rig.start();

        await().atMost(DiscordRig.LONG).until(() -> all.get() > 4);
        assertThat(mostInOne).hasValue(1);
    }

    /** Cannot be reached. */
    private record Unreachable(AtomicInteger attempts) implements DiscordBot {
        @Override
        public Asked member(String serverId, DiscordUserId person) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void open(Consumer<BotEvent> heard) {
            attempts.incrementAndGet();
            throw new IllegalStateException("no way through");
        }

        @Override
        public void close() {
            // Was never open.
        }

        @Override
        public Standing standing() {
            return Standing.CLOSED;
        }

        @Override
        public Outcome post(String serverId, String channelId, String nonce, Post post) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome edit(String serverId, String channelId, String messageId, Post post) {
            throw new UnsupportedOperationException();
        }
    }

    /**
     * A bot that can be looked in on.
     *
     * @param looked when somebody asks how it stands, as each look does
     * @param answered what somebody is told of a member instead of Discord's answer, once that is there
     */
    private record Watched(
            DiscordBot bot, Runnable looked, UnaryOperator<Asked> answered, AtomicReference<Consumer<BotEvent>> told)
            implements DiscordBot {
        Watched(DiscordBot bot, Runnable looked, UnaryOperator<Asked> answered) {
            this(bot, looked, answered, new AtomicReference<>());
        }

        @Override
        public Asked member(String serverId, DiscordUserId person) {
            return answered.apply(bot.member(serverId, person));
        }

        @Override
        public void open(Consumer<BotEvent> heard) {
            told.set(heard);
            bot.open(heard);
        }

        @Override
        public void close() {
            bot.close();
        }

        @Override
        public Standing standing() {
            looked.run();
            return bot.standing();
        }

        @Override
        public Outcome post(String serverId, String channelId, String nonce, Post post) {
            return bot.post(serverId, channelId, nonce, post);
        }

        @Override
        public Outcome edit(String serverId, String channelId, String messageId, Post post) {
            return bot.edit(serverId, channelId, messageId, post);
        }
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

    @Test
    void aClockThatIsSetBackPutsOffNoAttemptToConnect() {
        AtomicInteger attempts = new AtomicInteger();
        DiscordServers unlucky = rig.newServers(new Unreachable(attempts), server -> {});
        unlucky.look();
        rig.clock.jump(Duration.ofHours(-1));
        unlucky.look();
        rig.clock.jump(Duration.ofMinutes(1));
        unlucky.look();

        assertThat(attempts).hasValueGreaterThan(1);
    }

    @Test
    void aClockThatIsSetBackKeepsNobodysListFromBeingAskedFor() {
        TestClock clock = new TestClock();
        List<DiscordUserId> asked = new ArrayList<>();
        OwnLists lists = new OwnLists(
                rig.store,
                person -> {
                    asked.add(person);
                    return Optional.empty();
                },
                clock);
        rig.login("olga");
        lists.look(Standing.WITHOUT_MEMBERS);
        clock.set(Duration.ofHours(-1));
        lists.look(Standing.WITHOUT_MEMBERS);
        assertThat(asked).hasSize(1);
        clock.advance(DiscordServers.WITHOUT_EVENTS.plusSeconds(1));
        lists.look(Standing.WITHOUT_MEMBERS);

        assertThat(asked).hasSize(2);
    }
}
