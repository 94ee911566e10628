package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.template.Placeholder;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every form of texts shows them as chat will, and what is wrong with them, before anything is saved. */
final class PreviewPagesTest extends AliceOnline {
    private static final String PAGE = "/dashboard/100";

    /** What stands in the page as text. */
    private static String words(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    private static String after(String text, String mark) {
        assertThat(text).contains(mark);
        return text.substring(text.indexOf(mark));
    }

    @Test
    void variablesOfOtherBotsThatCanBeSavedAreNamedWithWhatHeraldHasForThem() {
        String command = words(
                alice.submit(PAGE + "/commands", "name", "hug", "text", "$(msg) for $(points), ${1}", "do", "preview"));
        String timer = words(alice.submit(
                PAGE + "/timers", "name", "water", "messages", "5$ (really)\n$(rank) ${uptime}", "do", "preview"));

        assertThat(command)
                .contains("$(msg) belongs to another bot: chat would show it as it is. Here it is {args}.")
                .contains("$(points) belongs to another bot: chat would show it as it is. ");
        assertThat(timer)
                .contains("$(rank) belongs to another bot: chat would show it as it is. ")
                .contains("${uptime} is written for another bot")
                .doesNotContain("${uptime} belongs", "really) belongs");
    }

    @Test
    void aCommandIsShownAsChatWillShowItAndNothingIsSaved() {
        HttpResponse<String> shown = alice.submit(
                PAGE + "/commands",
                "name",
                "hug",
                "text",
                "{user} hugs {1}. {count}",
                "role",
                "everyone",
                "enabled",
                "on",
                "do",
                "preview",
                "try",
                "Bob",
                "as",
                "vip");

        assertThat(after(words(shown), "Try it"))
                .contains("VIP OrbitOtter : !hug Bob")
                .contains("Herald : OrbitOtter hugs Bob. 1")
                .doesNotContain("would say nothing");
        assertThat(shown.body())
                .doesNotContain("Nothing was saved.")
                .contains("value=\"hug\"", "{user} hugs {1}. {count}</textarea>", "value=\"Bob\"")
                .containsPattern("name=\"as\" value=\"vip\" checked");
        assertThat(alice.json("/api/channels/100/commands")).isEmpty();
        assertThat(alice.json("/api/channels/100/audit")).isEmpty();
    }

    @Test
    void whyHeraldWouldSayNothingStandsBeneath() {
        HttpResponse<String> shown = alice.submit(
                PAGE + "/commands",
                "name",
                "hug",
                "text",
                "A hug",
                "role",
                "moderator",
                "do",
                "preview",
                "as",
                "everyone");

        assertThat(words(shown))
                .contains("Herald would say nothing now. The command is off. Only moderators can use it.");
        assertThat(shown.body()).contains("class=\"bot held\"");
    }

    @Test
    void aScriptGetsThePreviewAloneWithWhatIsWrongAtEachField() {
        HttpResponse<String> part = alice.submitByScript(
                PAGE + "/commands", "name", "", "text", "Hello {usr}", "aliases", "so", "do", "preview");

        assertThat(part.body())
                .doesNotContain("<html", "<form")
                .contains("id=\"text-wrong\"", "hx-swap-oob=\"innerHTML\"")
                .contains("{usr} is unknown (character 7). Did you mean {user}?")
                .contains("!so is built in; switch it off on the dashboard to use the name.");
        // Nobody is told of what they have not come to yet.
        assertThat(part.body()).doesNotContain("The name");
        assertThat(words(part)).contains("There is nothing to show until the text is right.");
    }

    @Test
    void aScriptIsToldOfNothingThatThePageDoesNotHave() {
        String[] typed = {"name", "water", "messages", "Drink", "do", "preview"};

        assertThat(alice.submitByScript(PAGE + "/timers", typed).body()).doesNotContain("id=\"called\"");
        assertThat(alice.submitByScript(PAGE + "/commands", typed).body()).contains("id=\"called\"");
    }

    @Test
    void thePreviewSaysTheSameAsSaving() {
        String[] typed = {"name", "a b", "text", "{nonsense} {", "role", "vip", "cooldown.userSeconds", "soon"};
        HttpResponse<String> refused = alice.submit(PAGE + "/commands", typed);
        String[] wanted = Arrays.copyOf(typed, typed.length + 2);
        wanted[typed.length] = "do";
        wanted[typed.length + 1] = "preview";
        HttpResponse<String> shown = alice.submit(PAGE + "/commands", wanted);

        assertThat(refused.statusCode()).isEqualTo(400);
        Pattern wrong = Pattern.compile("(?s)id=\"([^\"]*)-wrong\"[^>]*>(.*?)</p>");
        assertThat(wrong.matcher(shown.body()).results().map(found -> found.group(1) + found.group(2)))
                .containsExactlyElementsOf(wrong.matcher(refused.body())
                        .results()
                        .map(found -> found.group(1) + found.group(2))
                        .toList());
    }

    @Test
    void aSavedCommandIsTriedAsItWouldBeChanged() {
        alice.submit(PAGE + "/commands", "name", "hug", "text", "A hug", "role", "everyone", "enabled", "on");
        HttpResponse<String> page = alice.get(PAGE + "/commands/hug");
        assertThat(words(page)).contains("Herald : A hug");

        String version = page.body().replaceAll("(?s).*name=\"version\" value=\"([^\"]*)\".*", "$1");
        HttpResponse<String> shown = alice.submit(
                PAGE + "/commands/hug",
                "name",
                "hug",
                "text",
                "Two hugs",
                "role",
                "everyone",
                "enabled",
                "on",
                "version",
                version.replace("&#34;", "\""),
                "do",
                "preview");

        assertThat(words(shown)).contains("Herald : Two hugs");
        assertThat(shown.body()).contains("value=\"" + version + "\"");
        assertThat(alice.json("/api/channels/100/commands/hug").path("text").asText())
                .isEqualTo("A hug");
    }

    @Test
    void timersSettingsAndThanksAreShownWithWhatTheyAreSaidFor() {
        assertThat(words(alice.submit(
                        PAGE + "/timers",
                        "name",
                        "water",
                        "messages",
                        "Drink, {channel}\nAnd {random:3-3}",
                        "do",
                        "preview")))
                .contains("Herald : Drink, Alice")
                .contains("Herald : And 3");
        assertThat(words(alice.get(PAGE + "/settings")))
                .contains("PixelPenguin raids with 42 viewers.")
                .contains("Herald : Welcome, raiders! PixelPenguin arrives with 42 viewers.")
                .contains("Moderator OrbitOtter : !so PixelPenguin")
                .contains("Herald : Go and see PixelPenguin at twitch.tv/pixelpenguin.");
        assertThat(words(alice.submit(
                        PAGE + "/features/alerts", "settings.cheerText", "{bits} bits of {user}", "do", "preview")))
                .contains("OrbitOtter cheers with 100 bits: Hello everyone! ")
                .contains("Herald : 100 bits of OrbitOtter");
        assertThat(alice.json("/api/channels/100/audit")).isEmpty();
    }

    @Test
    void aTriggerIsTriedOnALineAndOnWhatWasSaidInChat() {
        people.feed.publish(
                ALICE.id(),
                "channel.chat.message",
                Map.of("user", Map.of("id", "7", "displayName", "Vera"), "text", "so which mouse is it"));
        people.feed.publish(
                ALICE.id(),
                "channel.chat.message",
                Map.of("user", Map.of("id", "7", "displayName", "Vera"), "text", "good evening"));

        String shown = words(alice.submit(
                PAGE + "/triggers",
                "name",
                "mouse",
                "when",
                "which mouse",
                "text",
                "A brick",
                "role",
                "everyone",
                "chance",
                "100",
                "moment",
                "always",
                "enabled",
                "on",
                "do",
                "preview",
                "try",
                "Which mouse?"));

        assertThat(after(shown, "Try it"))
                .contains("OrbitOtter : Which mouse?", "Herald : A brick")
                .contains("Vera : so which mouse is it", "1 of the last 2 messages would set it off.")
                .doesNotContain("good evening");
    }

    @Test
    void aLineIsTriedOnAllTriggers() {
        for (String name : new String[] {"b", "a"}) {
            alice.send(
                    "POST",
                    "/api/channels/100/triggers",
                    "{\"name\":\"" + name + "\",\"when\":[\"which mouse\"],\"text\":\"A brick\"}");
        }

        assertThat(after(words(alice.get(PAGE + "/triggers?try=whi%D1%81h+mouse&as=vip")), "Try a line"))
                .contains("a 1 Jan 2030, 12:00 UTC VIP OrbitOtter : whi\u0441h mouse")
                .contains("Herald : A brick")
                .contains("Herald would say nothing now. The trigger a comes first.");
        assertThat(words(alice.get(PAGE + "/triggers?try=which+cat"))).contains("That line sets no trigger off.");
        assertThat(words(alice.get(PAGE + "/triggers"))).doesNotContain("sets no trigger off");
    }

    @Test
    void thePaletteIsTheTableOfPlaceholders() {
        String page = alice.get(PAGE + "/commands/new").body();

        for (Placeholder one : Placeholder.values()) {
            for (String form : one.forms()) {
                String button = "data-insert=\"" + form.replace("\"", "&#34;") + "\" data-target=\"text\"";
                if (Placeholder.COMMAND.contains(one)) {
                    assertThat(page).as(form).contains(button);
                } else {
                    assertThat(page).as(form).doesNotContain(button);
                }
            }
        }
        assertThat(alice.get(PAGE + "/timers/new").body())
                .contains("data-insert=\"{if:{game} contains chess|text|else}\"")
                .doesNotContain("data-insert=\"{if:{1}|text|else}\"", "data-insert=\"{math:");
        assertThat(alice.get(PAGE + "/settings").body())
                .contains("data-insert=\"{raider}\" data-target=\"raidGreeting\"")
                .contains("data-insert=\"{so.name}\" data-target=\"shoutoutText\"");
        assertThat(alice.get(PAGE + "/features/alerts").body())
                .contains("data-insert=\"{months}\" data-target=\"settings.resubscriptionText\"");
    }
}
