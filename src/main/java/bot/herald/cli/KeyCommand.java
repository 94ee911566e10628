package bot.herald.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code herald key}: only groups its subcommands. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "Manages the key that encrypts stored tokens.")
final class KeyCommand {
    /** {@code herald key rotate} */
    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            versionProvider = VersionFromBuild.class,
            description = {
                "Encrypts every stored token with a new key and forgets the old one.",
                "Asks first. Works beside a running bot; if it is interrupted, the next call continues."
            },
            footer = {
                "",
                "Backups of the database made before still need the key file from before:"
                        + " keep a copy of it with them, and make a new backup of both."
            })
    static final class Rotate implements Callable<Integer> {
        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Mixin
        private final YesOption yes = new YesOption();

        private final Upkeep upkeep;
        private final ConfigChoice choice;

        Rotate(Upkeep upkeep, ConfigChoice choice) {
            this.upkeep = upkeep;
            this.choice = choice;
        }

        @Override
        public Integer call() {
            return upkeep.data().rotateKey(choice.load(config.file()), yes.isSet());
        }
    }
}
