package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.FeatureAuditLog;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The activity log. */
class LogPageTest extends AliceOnline {
    private static final String PAGE = "/dashboard/100";

    @Test
    void theLogIsShownAPageAtATimeAndByKind() {
        for (int i = 0; i < 60; i++) {
            alice.send("PUT", "/api/channels/100/settings", "{\"raidMinimumViewers\":" + (i + 1) + "}");
            people.clock.advance(Duration.ofSeconds(i % 3 == 0 ? 1 : 0));
        }
        addCommandByForm("hi", "Hello");

        String first = alice.get(PAGE + "/log").body();
        assertThat(first).contains("Alice added the command hi.", change(59));
        String older = first.replaceAll("(?s).*href=\"(/dashboard/100/log[^\"]*before=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        String second = alice.get(older).body();
        for (int i = 1; i < 60; i++) {
            String change = change(i);
            assertThat(first.contains(change) ^ second.contains(change))
                    .as(change)
                    .isTrue();
        }
        assertThat(alice.get(PAGE + "/log?show=connection").body()).doesNotContain(change(59));
        HttpResponse<String> none = alice.get(PAGE + "/log?before=nonsense");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("takes the id of an entry of the activity log");
    }

    @Test
    void whatFeaturesDidIsToldInTheLanguageOfWhoReads() {
        FeatureAuditLog deeds = new FeatureAuditLog(people.audit, people.clock);
        deeds.write(
                ALICE.id(),
                "raid-guard",
                language -> language == Language.DE ? "schaltete etwas ein" : "switched something on");
        deeds.write(ALICE.id(), "raid-guard", Saying.untranslated("says one thing everywhere"));

        assertThat(alice.get(PAGE + "/log").body())
                .contains("switched something on", "says one thing everywhere")
                .doesNotContain("schaltete");
        assertThat(alice.get(PAGE + "/log", Language.DE).body())
                .contains("schaltete etwas ein", "says one thing everywhere")
                .doesNotContain("switched something on");
        assertThat(alice.json("/api/channels/100/audit").findValuesAsText("after"))
                .as("programs read English")
                .contains("switched something on", "says one thing everywhere");
    }

    /** How the log shows that a number was one more afterwards. */
    private static String change(int from) {
        return "Before: </span>" + from + "</p><p class=\"now\"><span class=\"sign\" aria-hidden=\"true\">+</span>"
                + "<span class=\"visually-hidden\">After: </span>" + (from + 1) + "</p>";
    }
}
