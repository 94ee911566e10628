package bot.herald.cli;

import java.util.List;
import java.util.Optional;

/**
 * What documents tell people to type and {@link DocumentedCommandsTest} does not: it takes Maven, a service manager or an
 * engine for containers, or changes the machine.
 *
 * @param begins how the line begins
 * @param where the file that does it; empty when nothing can but a person
 * @param trace what stands in that file, so that this table cannot rot
 * @param why what keeps it from being done in the test
 */
record DoneElsewhere(String begins, String where, String trace, String why) {
    private static final String CI = ".ci/run";
    private static final String SYSTEMD = "packaging/systemd/try";
    private static final String DOCKER = "packaging/docker/try";

    static final List<DoneElsewhere> ALL = List.of(
            new DoneElsewhere(
                    "mvn -q compile exec:java", CI, "mvn -q compile exec:java -Dexec.args=", "is Maven itself"),
            new DoneElsewhere("herald demo", "packaging/dist/try", "demo --for 1s", "stays up until Ctrl-C"),
            new DoneElsewhere("mvn verify", CI, "verify", "is what runs this test"),
            new DoneElsewhere("mvn -Pfull,browser verify", CI, "-Pfull,browser verify", "is what runs this test there"),
            new DoneElsewhere("mvn -q -DskipTests package", CI, "mvn -q -DskipTests package", "is Maven itself"),
            new DoneElsewhere(
                    "tar -xzf target/herald-", "packaging/dist/try", "tar -xzf \"target/herald-", "needs the build"),
            new DoneElsewhere("export PATH=", "packaging/dist/try", "$app/bin/herald", "needs the build"),
            new DoneElsewhere("mvn spotless:apply", "pom.xml", "spotless-maven-plugin", "checked by mvn verify"),
            new DoneElsewhere("mvn -Pchaos verify", "pom.xml", "<id>chaos</id>", "ten minutes; a short run is a test"),
            new DoneElsewhere(
                    "mvn -Precovery verify", "pom.xml", "<id>recovery</id>", "ten minutes; half of it is a test"),
            new DoneElsewhere("mvn -Pbench verify", "pom.xml", "<id>bench</id>", "measures a quiet machine"),
            new DoneElsewhere("mvn -Pbench,micro verify", "pom.xml", "<id>micro</id>", "measures a quiet machine"),
            new DoneElsewhere("java -jar target/herald.jar run", SYSTEMD, "ExecStart", "the built jar does it there"),
            new DoneElsewhere("docker compose ", DOCKER, "docs/operating.md", "needs an engine; its steps are taken"),
            new DoneElsewhere("mvn -Pimage compile jib:build", "packaging/image/try", "jib:build", "needs a registry"),
            new DoneElsewhere("useradd ", SYSTEMD, "docs/operating.md", "changes the machine"),
            new DoneElsewhere("install ", SYSTEMD, "docs/operating.md", "changes the machine"),
            new DoneElsewhere(
                    "systemctl ", SYSTEMD, "systemd-analyze verify", "needs systemd; the unit's command is run"),
            new DoneElsewhere("journalctl ", SYSTEMD, "ExecStart", "needs systemd; what the bot prints is looked at"),
            new DoneElsewhere("apt install ./herald_", "packaging/dist/try", "dpkg-deb -x", "changes the machine"),
            new DoneElsewhere("cp -R bin lib", SYSTEMD, "docs/operating.md", "changes the machine"),
            new DoneElsewhere(
                    "java @lib/jvm.options", "packaging/dist/herald", "lib/jvm.options", "the script does it"),
            new DoneElsewhere("sudo -u herald", "packaging/dist/try", "demo --for 1s", "needs the service's account"),
            new DoneElsewhere(
                    "sudo sh -c 'set -a", "packaging/dist/try", "demo --for 1s", "needs the service's account"),
            new DoneElsewhere("ssh -L 8080", "", "", "needs a second machine"));

    static Optional<DoneElsewhere> of(String line) {
        return ALL.stream().filter(one -> line.startsWith(one.begins())).findFirst();
    }
}
