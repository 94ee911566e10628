package bot.herald.cli;

import picocli.CommandLine.Command;

/** What is typed first; does nothing without a command behind it. */
@Command(
        name = "herald",
        mixinStandardHelpOptions = true,
        versionProvider = VersionFromBuild.class,
        description = "A Twitch bot that serves many channels.",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration."})
final class HeraldCommand {}
