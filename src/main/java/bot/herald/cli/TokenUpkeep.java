package bot.herald.cli;

import bot.herald.auth.TokenReports.TokenReport;
import bot.herald.config.BotConfig;
import bot.herald.identity.ProviderFailure;
import bot.herald.lifecycle.StartupException;
import bot.herald.maintenance.Maintenance;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Carries out {@code herald tokens}. */
final class TokenUpkeep implements Upkeep.Tokens {
    private final HeraldUpkeep upkeep;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Clock clock;
    private final int width;

    TokenUpkeep(HeraldUpkeep upkeep, PrintWriter out, PrintWriter err, Clock clock, int width) {
        this.upkeep = upkeep;
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.width = width;
    }

    @Override
    public int list(BotConfig config, boolean json) {
        try (Maintenance maintenance = upkeep.open(config)) {
            show(maintenance.tokens(), json);
            return 0;
        }
    }

    @Override
    public int refresh(BotConfig config, List<String> who, boolean json) {
        try (Maintenance maintenance = upkeep.open(config)) {
            List<TokenReport> chosen = chosen(maintenance, who);
            List<String> failures = new ArrayList<>();
            try (Progress progress = upkeep.progress("Refreshing tokens", chosen.size())) {
                for (TokenReport token : chosen) {
                    maintenance
                            .refresh(token.key())
                            .ifPresent(failure -> failures.add(named(token) + ": "
                                    + advice(maintenance.token(token.key()).orElse(token), failure)));
                    progress.step();
                }
            }
            show(again(maintenance, chosen), json);
            failures.forEach(failure -> err.println("herald: " + failure));
            return failures.isEmpty() ? 0 : Failures.FAILED;
        }
    }

    @Override
    public int validate(BotConfig config, List<String> who, boolean json) {
        try (Maintenance maintenance = upkeep.open(config)) {
            List<TokenReport> chosen = chosen(maintenance, who);
            try (Progress progress = upkeep.progress("Asking Twitch about tokens", chosen.size())) {
                for (TokenReport token : chosen) {
                    maintenance.validate(token.key());
                    progress.step();
                }
            }
            List<TokenReport> now = again(maintenance, chosen);
            show(now, json);
            return now.stream()
                            .allMatch(token -> token.state().equals("valid")
                                    || token.state().equals("expiring"))
                    ? 0
                    : Failures.FAILED;
        }
    }

    private void show(List<TokenReport> tokens, boolean json) {
        if (json) {
            out.println(ListJson.tokens(tokens));
        } else if (tokens.isEmpty()) {
            out.println("No token is stored.");
        } else {
            TokenTable.of(tokens, clock).print(out, width);
        }
    }

    private static List<TokenReport> chosen(Maintenance maintenance, List<String> who) {
        List<TokenReport> all = maintenance.tokens();
        if (who.isEmpty()) {
            return all;
        }
        List<TokenReport> chosen = new ArrayList<>();
        for (String name : who) {
            List<TokenReport> found = all.stream()
                    .filter(token -> Who.names(name, token.key().account(), token.name()))
                    .toList();
            if (found.isEmpty()) {
                throw new StartupException("no token of " + (name.isEmpty() ? "\"\"" : name)
                        + " is stored; `herald tokens list` shows them");
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    private static List<TokenReport> again(Maintenance maintenance, List<TokenReport> before) {
        return before.stream()
                .flatMap(token -> maintenance.token(token.key()).stream())
                .toList();
    }

    private static String named(TokenReport token) {
        return token.name() + " (" + TokenTable.kind(token) + ")";
    }

    private static String advice(TokenReport token, ProviderFailure failure) {
        if (failure instanceof ProviderFailure.Reauthorize) {
            return token.key().provider().title() + " gives no new token; connect this account again ("
                    + (token.detail().isEmpty() ? failure.reason() : token.detail()) + ")";
        }
        if (failure instanceof ProviderFailure.Misconfigured) {
            String provider = token.key().provider().text();
            return token.key().provider().title() + " does not accept " + provider + ".client-id or " + provider
                    + ".client-secret; correct them in the configuration";
        }
        String when = failure instanceof ProviderFailure.RetryLater later
                        && later.after().isPresent()
                ? "in " + Math.max(1, later.after().get().toSeconds()) + " s"
                : "later";
        return "not refreshed now (" + failure.reason() + "); nothing is lost, try again " + when;
    }
}
