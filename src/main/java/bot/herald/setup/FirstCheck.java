package bot.herald.setup;

import bot.herald.config.BotConfig;
import bot.herald.config.ConfigException;
import bot.herald.config.ConfigProblem;
import bot.herald.config.DiscordConfig;
import bot.herald.config.FirstSettings;
import bot.herald.config.NewConfigFile;
import bot.herald.config.WebConfig;
import bot.herald.discord.login.DiscordCheck;
import bot.herald.discord.login.DiscordCheck.Verdict;
import bot.herald.twitch.http.TwitchHttp;
import bot.herald.twitch.oauth.ApplicationCheck;
import bot.herald.twitch.oauth.ApplicationCheck.Finding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tests a person's first settings here, on Twitch and, if there is an application, on Discord. Writes valid ones to a file. */
public final class FirstCheck {
    private static final String ADDRESS = "web.public-url";
    private static final String PORT = "web.port";
    /** Discord's ids are long numbers. */
    private static final String DISCORD_ID = "[0-9]{15,20}";

    private final NewConfigFile file;
    private final Clock clock;

    /**
     * The outcome of the test.
     *
     * @param problems by the key of the setting; empty if the file is written
     * @param config empty if there are problems
     */
    public record Outcome(List<ConfigProblem> problems, Optional<BotConfig> config) {
        static Outcome bad(List<ConfigProblem> problems) {
            return new Outcome(problems, Optional.empty());
        }

        static Outcome bad(String words) {
            return bad(List.of(problem("", words)));
        }
    }

    public FirstCheck(NewConfigFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Takes a few seconds. Never overwrites a file. */
    public Outcome testAndWrite(FirstSettings settings) {
        return testAndWrite(settings, web -> List.of());
    }

    /** @param last a final check that may find other problems; called if there are none, before anything is written */
    Outcome testAndWrite(FirstSettings settings, Function<WebConfig, List<ConfigProblem>> last) {
        if (file.isThere()) {
            return Outcome.bad(alreadyThere());
        }
        List<ConfigProblem> mistakes = here(settings);
        if (!mistakes.isEmpty()) {
            return Outcome.bad(mistakes);
        }
        BotConfig config = file.check(settings);
        List<ConfigProblem> problems = new ArrayList<>(atTwitch(config));
        if (problems.isEmpty()) {
            config.discord().ifPresent(discord -> problems.addAll(atDiscord(discord, config.web())));
        }
        if (problems.isEmpty()) {
            problems.addAll(last.apply(config.web()));
        }
        if (!problems.isEmpty()) {
            return Outcome.bad(problems);
        }
        try {
            file.write(settings);
            return new Outcome(List.of(), Optional.of(config));
        } catch (FileAlreadyExistsException e) {
            return Outcome.bad(alreadyThere());
        } catch (IOException e) {
            return Outcome.bad("Twitch takes these settings, but " + file.path().toAbsolutePath()
                    + " cannot be written (" + e.getClass().getSimpleName()
                    + "). Make its folder writable for this user, and try again.");
        }
    }

    /** Problems that can be found without asking Twitch. */
    public List<ConfigProblem> here(FirstSettings settings) {
        WebConfig web;
        try {
            BotConfig config = file.check(settings);
            web = config.web();
            if (config.discord()
                    .filter(discord -> discord.endpoints().equals(DiscordConfig.Endpoints.DEFAULT))
                    .filter(discord -> !discord.clientId().matches(DISCORD_ID))
                    .isPresent()) {
                return List.of(problem(
                        "discord.client-id",
                        "A client ID on Discord is a long number. Copy it from the application's page OAuth2."));
            }
        } catch (ConfigException e) {
            return e.problems();
        }
        if (web.port() == 0 && !file.portIsGiven()) {
            return List.of(
                    problem(PORT, "Port 0 means another port at each start. Enter one that stays, such as 8080."));
        }
        return file.publicUrlIsGiven() ? ofPort(web) : ofAddress(web);
    }

    /** An address from the environment may lead to a web server in front, or to a container's mapped port. */
    private List<ConfigProblem> ofPort(WebConfig web) {
        return web.port() == file.preview().web().port()
                ? List.of()
                : web.disagreement()
                        .map(difference -> List.of(problem(
                                PORT,
                                web.publicUrl() + ", as set in the environment, " + difference
                                        + ". Use the port that it leads to, or start Herald with another"
                                        + " HERALD_WEB_PUBLIC_URL.")))
                        .orElse(List.of());
    }

    private List<ConfigProblem> ofAddress(WebConfig web) {
        if (!ApplicationCheck.isSafe(web.redirectUri())) {
            return List.of(problem(ADDRESS, ApplicationCheck.NOT_SAFE));
        }
        return web.disagreement()
                .map(difference -> List.of(problem(ADDRESS, "This address " + difference + ". " + remedy(web))))
                .orElse(List.of());
    }

    private String remedy(WebConfig web) {
        String local = "http://localhost:" + web.port();
        WebConfig here =
                new WebConfig(web.bind(), web.port(), URI.create(local), List.of(), web.registration(), List.of());
        if (here.disagreement().isPresent()) {
            return "Use the https address that leads there, or start Herald with HERALD_WEB_BIND set to 127.0.0.1.";
        }
        return "Use " + local
                + (file.portIsGiven()
                        ? ", or start Herald with HERALD_WEB_PORT set to another port."
                        : ", or enter the port that the address leads to.");
    }

    private List<ConfigProblem> atTwitch(BotConfig config) {
        return new ApplicationCheck(
                        new TwitchHttp(clock), config.twitch().endpoints().oauth(), clock)
                        .findings(
                                config.twitch().clientId(),
                                config.twitch().clientSecret(),
                                config.web().redirectUri())
                        .stream()
                        .map(FirstCheck::problem)
                        .toList();
    }

    private List<ConfigProblem> atDiscord(DiscordConfig discord, WebConfig web) {
        DiscordCheck check = DiscordCheck.of(discord, web, clock);
        List<ConfigProblem> problems = new ArrayList<>();
        problem(
                        check.client(),
                        "discord.client-secret",
                        "Discord does not take this client ID or this secret. Copy both again.")
                .ifPresent(problems::add);
        discord.botToken()
                .flatMap(token -> problem(
                        check.bot(token),
                        "discord.bot-token",
                        "Discord does not take this token. Press Reset Token there and copy what it shows; or leave it"
                                + " empty."))
                .ifPresent(problems::add);
        return problems;
    }

    private static Optional<ConfigProblem> problem(Verdict verdict, String key, String refused) {
        if (verdict instanceof Verdict.Unknown unknown) {
            return Optional.of(problem(
                    key,
                    "Discord cannot be asked now (" + unknown.reason()
                            + "). Try again in a minute, or leave Discord empty and add it later."));
        }
        return verdict instanceof Verdict.Refused ? Optional.of(problem(key, refused)) : Optional.empty();
    }

    private static ConfigProblem problem(Finding finding) {
        return problem(
                switch (finding.about()) {
                    case CLIENT_ID -> "twitch.client-id";
                    case CLIENT_SECRET -> "twitch.client-secret";
                    case REDIRECT_ADDRESS -> ADDRESS;
                    case EVERYTHING -> "";
                },
                finding.words());
    }

    private String alreadyThere() {
        return "There is a file " + file.path().toAbsolutePath()
                + " by now; it stays as it is. Stop Herald and start it again to use it.";
    }

    private static ConfigProblem problem(String key, String words) {
        return new ConfigProblem("set-up", 0, key, words);
    }
}
