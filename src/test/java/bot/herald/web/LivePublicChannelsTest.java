package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import bot.herald.web.PublicChannels.PublicChannel;
import bot.herald.web.PublicChannels.PublicCommand;
import bot.herald.web.PublicChannels.PublicCounter;
import bot.herald.web.PublicChannels.PublicQuote;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What viewers are shown of a channel. */
class LivePublicChannelsTest extends AliceOnline {
    private PublicChannel seen(LivePublicChannels shown) {
        return shown.find("alice").orElseThrow();
    }

    private LivePublicChannels shown() {
        return new LivePublicChannels(
                people.channels,
                people.commands,
                people.quotes,
                people.counters,
                people.books.settings()::of,
                people.clock,
                new StreamDirectory(ids -> new StreamLookup.Answer.Found(Map.of()), people.clock),
                id -> "!",
                (id, name) -> false);
    }

    @Test
    void loginOfADeletedAccountThatAnotherHasNowLeadsToTheOther() {
        people.clock.advance(Duration.ofDays(200));
        people.channels.connected(new TwitchProfile(new TwitchUserId("99"), new TwitchLogin("alice"), "Alice", ""));

        assertThat(seen(shown()).id()).isEqualTo("99");
        people.clock.advance(Duration.ofDays(200));
        people.channels.connected(new TwitchProfile(new TwitchUserId("101"), new TwitchLogin("alice"), "Alice", ""));
        assertThat(seen(shown()).id()).isEqualTo("101");
    }

    @Test
    void aHelpOfTheChannelsOwnIsShownInsteadOfTheBuiltInOne() {
        LivePublicChannels shown = shown();
        assertThat(help(shown)).containsExactly("Leads people who look for help to the commands.");

        alice.send("POST", "/api/channels/100/commands", "{\"name\":\"help\",\"text\":\"Ask a moderator.\"}");
        assertThat(help(shown)).containsExactly("Ask a moderator.");
    }

    private List<String> help(LivePublicChannels shown) {
        return seen(shown).commands().stream()
                .filter(command -> command.name().equals("help"))
                .map(PublicCommand::text)
                .toList();
    }

    @Test
    void quotesAndCountersAreShownOnlyWhereTheChannelWantsThatAndAreAMinuteOldAtMost() {
        LivePublicChannels shown = shown();
        alice.send("POST", "/api/channels/100/commands", "{\"name\":\"hi\",\"text\":\"Hello\"}");
        alice.send("POST", "/api/channels/100/quotes", "{\"text\":\"one\",\"category\":\"Chess\"}");
        alice.send("POST", "/api/channels/100/quotes", "{\"text\":\"two\"}");
        alice.send("POST", "/api/channels/100/counters", "{\"name\":\"deaths\",\"value\":3}");
        assertThat(seen(shown).quotes()).isEmpty();
        assertThat(seen(shown).counters()).isEmpty();

        alice.send("PUT", "/api/channels/100/settings", "{\"publicQuotes\":true,\"publicCounters\":true}");
        assertThat(seen(shown).quotes()).extracting(PublicQuote::text).containsExactly("two", "one");
        assertThat(seen(shown).counters()).containsExactly(new PublicCounter("deaths", 3));

        alice.send("DELETE", "/api/channels/100/quotes/2", "");
        people.clock.advance(Duration.ofMinutes(1));
        assertThat(seen(shown).quotes()).extracting(PublicQuote::text).containsExactly("one");

        alice.send("DELETE", "/api/channels/100/quotes/1", "");
        people.clock.set(Duration.ofHours(-1));
        assertThat(seen(shown).quotes()).hasSize(1);
        people.clock.advance(Duration.ofMinutes(1));
        assertThat(seen(shown).quotes()).as("the clock was set back").isEmpty();
    }
}
