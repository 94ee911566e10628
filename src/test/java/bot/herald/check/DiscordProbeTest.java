package bot.herald.check;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.check.Finding.State;
import bot.herald.config.DiscordConfig;
import bot.herald.config.WebConfig;
import bot.herald.identity.Secret;
import bot.herald.simulator.Fault;
import bot.herald.simulator.discord.DiscordFaults;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code herald check} says of Discord, and that it leaves nothing there. */
class DiscordProbeTest {
    private DiscordSimulator discord = DiscordSimulator.start(DiscordOptions.defaults());

    @AfterEach
    void close() {
        discord.close();
    }

    @Test
    void whatIsGoodIsGoodAndNothingIsIssued() {
        List<Finding> findings = look(discord.clientSecret(), Optional.of(discord.botToken()));

        assertThat(findings).extracting(Finding::state).containsOnly(State.OK);
        assertThat(findings).extracting(Finding::subject).containsExactly("Discord", "Discord bot");
        assertThat(discord.requests().all())
                .noneMatch(request -> request.path().startsWith("/api/oauth2/token") && request.status() == 200);
    }

    @Test
    void aWrongSecretAndAWrongTokenAreToldWithWhatToDo() {
        List<Finding> findings = look("hunter2", Optional.of("hunter3"));

        assertThat(findings).extracting(Finding::state).containsExactly(State.WRONG, State.WRONG);
        assertThat(findings.get(0).remedy()).contains("discord.client-secret");
        assertThat(findings.get(1).remedy()).contains("Reset Token");
        assertThat(findings.toString()).doesNotContain("hunter");
    }

    @Test
    void withoutABotPeopleCanLogIn() {
        assertThat(look(discord.clientSecret(), Optional.empty()))
                .extracting(Finding::state)
                .containsExactly(State.OK, State.SKIPPED);
    }

    @Test
    void withoutTheIntentItSaysWhatThatCosts() {
        discord.close();
        discord = DiscordSimulator.start(DiscordOptions.defaults().withMembersIntent(false));

        assertThat(look(discord.clientSecret(), Optional.of(discord.botToken())))
                .filteredOn(finding -> finding.state() == State.WARNING)
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).contains("Privileged Gateway Intents"));
    }

    @Test
    void whileDiscordIsAwayNothingIsWrong() {
        discord.faults().next("*", "/api/", 3, DiscordFaults.cloudflare());
        discord.faults().next("*", "/api/", 3, Fault.html(502));

        assertThat(look(discord.clientSecret(), Optional.of(discord.botToken())))
                .extracting(Finding::state)
                .containsOnly(State.WARNING);
    }

    private List<Finding> look(String secret, Optional<String> token) {
        DiscordConfig config = new DiscordConfig(
                discord.clientId(),
                new Secret(secret),
                token.map(Secret::new),
                new DiscordConfig.Endpoints(
                        discord.baseUrl(), URI.create(discord.apiUrl()), URI.create(discord.gatewayUrl())));
        WebConfig web = new WebConfig(
                "127.0.0.1",
                8080,
                URI.create("http://localhost:8080"),
                List.of(),
                WebConfig.Registration.OPEN,
                List.of());
        return DiscordProbe.of(config, web, Clock.systemUTC()).look();
    }
}
