package bot.herald.cli;

import bot.herald.app.MaintenanceModule;
import bot.herald.config.BotConfig;
import bot.herald.maintenance.Maintenance;
import java.io.PrintWriter;
import java.time.Clock;

/** Carries out the maintenance commands. */
public final class HeraldUpkeep implements Upkeep {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Clock clock;
    private final int width;

    /** @param width of the terminal, in columns */
    public HeraldUpkeep(PrintWriter out, PrintWriter err, Clock clock, int width) {
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.width = width;
    }

    @Override
    public Tokens tokens() {
        return new TokenUpkeep(this, out, err, clock, width);
    }

    @Override
    public Accounts accounts() {
        return new AccountUpkeep(this, out, err, width);
    }

    @Override
    public Data data() {
        return new DataUpkeep(this, out, err);
    }

    Maintenance open(BotConfig config) {
        Logs.onlyWarnings();
        return MaintenanceModule.open(config, clock, line -> err.println("herald: " + line));
    }

    /** On stderr unless output is a terminal, since it may be JSON. */
    Progress progress(String what, int total) {
        boolean terminal = Terminal.console().isPresent();
        return new Progress(terminal ? out : err, terminal, width, what, total, System::nanoTime);
    }
}
