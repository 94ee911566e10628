package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forms that are sent twice, from two tabs, or after their item is gone. */
class ItemFormsTest extends AliceOnline {
    private static final String COMMANDS = "/dashboard/100/commands";

    private static String[] command(String name, String text, String... more) {
        List<String> fields = new ArrayList<>(List.of(
                "name",
                name,
                "text",
                text,
                "aliases",
                "",
                "role",
                "everyone",
                "cooldown.channelSeconds",
                "0",
                "cooldown.userSeconds",
                "0",
                "enabled",
                "on"));
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }

    private String version(String page) {
        return alice.get(page)
                .body()
                .replaceAll("(?s).*name=\"version\" value=\"([^\"]+)\".*", "$1")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"");
    }

    private static void assertSaved(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(page -> assertThat(page).contains(COMMANDS + "?done="));
    }

    @Test
    void aNewCommandThatIsSentTwiceIsAddedOnce() {
        assertSaved(alice.submit(COMMANDS, command("!Hi", "Hello {user} ")));

        assertSaved(alice.submit(COMMANDS, command("!Hi", "Hello {user} ")));

        assertThat(alice.json("/api/channels/100/commands")).hasSize(1);
        HttpResponse<String> other = alice.submit(COMMANDS, command("hi", "Something else"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("!hi already exists", "Something else");
    }

    @Test
    void aChangeThatIsSentTwiceIsNobodyElses() {
        alice.submit(COMMANDS, command("hi", "one"));
        String version = version(COMMANDS + "/hi");
        String[] change = command("hi", "two", "version", version);
        assertSaved(alice.submit(COMMANDS + "/hi", change));

        assertSaved(alice.submit(COMMANDS + "/hi", change));

        HttpResponse<String> other = alice.submit(COMMANDS + "/hi", command("hi", "three", "version", version));
        assertThat(other.statusCode()).isEqualTo(412);
        assertThat(other.body()).contains("Somebody else saved: two", "three");
    }

    @Test
    void aRenamingThatIsSentTwiceIsDoneOnceAndIsNotTakenForDoneBefore() {
        alice.submit(COMMANDS, command("hi", "one"));
        String version = version(COMMANDS + "/hi");
        alice.submit(COMMANDS + "/hi", command("hi", "two", "version", version));
        HttpResponse<String> stale = alice.submit(COMMANDS + "/hi", command("hello", "two", "version", version));
        assertThat(stale.statusCode()).isEqualTo(412);

        String[] renaming = command("hello", "two", "version", version(COMMANDS + "/hi"));
        assertSaved(alice.submit(COMMANDS + "/hi", renaming));
        assertSaved(alice.submit(COMMANDS + "/hi", renaming));

        assertThat(alice.json("/api/channels/100/commands")).hasSize(1);
    }

    @Test
    void aCommandThatWasDeletedMeanwhileCanBeAddedAgainAsTyped() {
        alice.submit(COMMANDS, command("hi", "one"));
        String version = version(COMMANDS + "/hi");
        alice.submit(COMMANDS + "/hi/delete");

        HttpResponse<String> gone = alice.submit(COMMANDS + "/hi", command("hi", "two", "version", version));

        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body())
                .contains("This was deleted in the meantime. Save it to add it again.", "two", "Add command")
                .contains("action=\"" + COMMANDS + "\"")
                .doesNotContain("name=\"version\"");
        assertThat(alice.submit(COMMANDS + "/hi", command("hi", "{usr}", "do", "preview"))
                        .body())
                .contains("{usr} is unknown");
    }

    @Test
    void aQuoteThatWasDeletedMeanwhileCanBeAddedAgainToo() {
        alice.submit("/dashboard/100/quotes", "text", "one");
        alice.submit("/dashboard/100/quotes/1/delete");

        HttpResponse<String> gone = alice.submit("/dashboard/100/quotes/1", "text", "two", "category", "Chess");

        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("This was deleted in the meantime.", "two", "Chess");
    }

    @Test
    void aFeatureThatIsNotThereIsNotOffered() {
        HttpResponse<String> none = alice.submit("/dashboard/100/features/nothing", "settings.x", "typed");

        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("There is nothing here", "typed");
    }
}
