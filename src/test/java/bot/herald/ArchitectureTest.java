package bot.herald;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URL;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The house rules of the package tree, as the design page gives them. */
class ArchitectureTest {
    private static final JavaClasses HERALD = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("bot.herald");

    @Test
    void theRulesLookAtTheWholeProject() {
        assertThat(HERALD.size()).isGreaterThan(80);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("bot.herald.(*)..").should().beFreeOfCycles().check(HERALD);
    }

    @Test
    void onlyTheTwitchPackageKnowsTwitch4J() {
        onlyImporterOf("bot.herald.twitch..", "com.github.twitch4j..", "com.github.philippheuer..")
                .as("beside what hands Twitch4J to plug-ins, " + FACADE)
                .check(HERALD.that(DescribedPredicate.describe(
                        "are no part of what plug-ins are given", type -> !FACADE.contains(outermost(type)))));
    }

    /** What plug-ins are given of Twitch4J: it names its types, and does nothing with them. */
    private static final Set<String> FACADE = Set.of(
            "bot.herald.feature.BotFacilities",
            "bot.herald.feature.FeatureServices",
            "bot.herald.feature.FeatureTrial",
            "bot.herald.feature.Toolbox",
            "bot.herald.feature.TrialHelix",
            "bot.herald.feature.Wants");

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElseGet(type::getName);
    }

    @Test
    void onlyTheDiscordPackageKnowsJda() {
        onlyImporterOf("bot.herald.discord..", "net.dv8tion..", "com.neovisionaries..")
                .check(HERALD);
    }

    @Test
    void onlyOneClassSpeaksHttpWithTwitch() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are neither the one nor " + HTTP_BUT_NOT_WITH_TWITCH,
                        type -> !outermost(type).equals("bot.herald.twitch.http.TwitchHttp")
                                && !HTTP_BUT_NOT_WITH_TWITCH.contains(outermost(type))
                                && !type.getPackageName().startsWith("bot.herald.fetch")
                                && !type.getPackageName().startsWith("bot.herald.discord")))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "make calls by HTTP",
                        type -> HTTP_CLIENTS.contains(type.getName())
                                || type.getPackageName().startsWith("okhttp3")))
                .orShould()
                .callMethod(URL.class, "openConnection")
                .orShould()
                .callMethod(URL.class, "openStream")
                .check(HERALD);
    }

    private static final Set<String> HTTP_CLIENTS =
            Set.of("java.net.http.HttpClient", "java.net.HttpURLConnection", "java.net.URLConnection");

    /**
     * The demo's person at a browser. Beside it {@code fetch} has a client: it reads addresses that people name, from which Herald
     * has to be guarded, and the metrics of this machine's own bot. {@code discord} has one for Discord.
     */
    private static final Set<String> HTTP_BUT_NOT_WITH_TWITCH = Set.of("bot.herald.cli.ScriptedBrowser");

    @Test
    void onlyTheStoragePackageKnowsTheDatabase() {
        onlyImporterOf(
                        "bot.herald.storage..",
                        "org.jdbi..",
                        "java.sql..",
                        "org.sqlite..",
                        "org.postgresql..",
                        "com.zaxxer..",
                        "org.flywaydb..")
                .check(HERALD);
    }

    @Test
    void onlyWebSimulatorAndEventSocketsKnowJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages("bot.herald.web..", "bot.herald.simulator..", "bot.herald.twitch.eventsub..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(HERALD);
    }

    @Test
    void theSimulatorKnowsNothingOfTheBot() {
        classes()
                .that()
                .resideInAPackage("bot.herald.simulator..")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are its own or a library's",
                        type -> !type.getPackageName().startsWith("bot.herald")
                                || type.getPackageName().startsWith("bot.herald.simulator")))
                .check(HERALD);
    }

    @Test
    void noFeatureKnowsAnother() {
        slices().matching("bot.herald.feature.(*)..")
                .should()
                .notDependOnEachOther()
                .check(HERALD);
    }

    @Test
    void theWordsEverybodySharesDependOnNothing() {
        for (String leaf : new String[] {"identity", "lifecycle"}) {
            noClasses()
                    .that()
                    .resideInAPackage("bot.herald." + leaf + "..")
                    .should()
                    .dependOnClassesThat(herald().and(outside("bot.herald." + leaf)))
                    .check(HERALD);
        }
    }

    @Test
    void theCoreDoesNotKnowWhoUsesIt() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "bot.herald.auth..",
                        "bot.herald.channel..",
                        "bot.herald.event..",
                        "bot.herald.subscription..",
                        "bot.herald.dispatch..",
                        "bot.herald.chat..",
                        "bot.herald.feature..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "bot.herald.twitch..",
                        "bot.herald.storage..",
                        "bot.herald.web..",
                        "bot.herald.app..",
                        "bot.herald.cli..",
                        "bot.herald.config..",
                        "bot.herald.simulator..")
                .check(HERALD);
    }

    @Test
    void onlyTheCompositionRootKnowsTheWholeGraph() {
        noClasses()
                .that()
                .resideOutsideOfPackages("bot.herald.app..", "bot.herald.cli..", "bot.herald")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("bot.herald.app..", "bot.herald.cli..")
                .check(HERALD);
    }

    /** {@code Foundation} opens what is on disk and waits for this process's turn; all else in {@code app} builds parts. */
    @Test
    void appWiresAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("bot.herald.app")
                .and()
                .areTopLevelClasses()
                .should()
                .haveNameMatching("bot\\.herald\\.app\\.(Herald|Foundation|\\w+Module|package-info)")
                .check(HERALD);
        assertThat(HERALD.stream()
                        .filter(type -> type.getPackageName().equals("bot.herald.app"))
                        .filter(type ->
                                type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                        .map(JavaClass::getSimpleName))
                .as("where a part is built belongs to the module it is about")
                .hasSizeLessThanOrEqualTo(15);
        // Who is told of something, or does something again and again, lives in the room it is about.
        noClasses()
                .that()
                .resideInAPackage("bot.herald.app")
                .should()
                .implement(herald().and(DescribedPredicate.describe(
                        "are anything but the bot that a set-up started",
                        type -> !type.getSimpleName().equals("RunningBot"))))
                .check(HERALD);
    }

    private static ArchRule onlyImporterOf(String owner, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(owner)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static DescribedPredicate<JavaClass> herald() {
        return DescribedPredicate.describe(
                "are ours", type -> type.getPackageName().startsWith("bot.herald"));
    }

    private static DescribedPredicate<JavaClass> outside(String folder) {
        return DescribedPredicate.describe(
                "are outside " + folder, type -> !type.getPackageName().startsWith(folder));
    }
}
