package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.discord.Link;
import bot.herald.discord.Link.Kind;
import bot.herald.discord.Link.Way;
import bot.herald.discord.LinkMessage;
import bot.herald.discord.WebhookAddress;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.KeyRotation;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Links by bot and by webhook, from before there were webhooks and after. */
@OnEveryDatabase
class JdbiDiscordLinksTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final TwitchUserId ALICE = new TwitchUserId("100");
    private static final TwitchUserId MANAGER = new TwitchUserId("200");
    private static final String TOKEN = "a-token-that-nobody-may-read";
    private static final WebhookAddress ADDRESS = new WebhookAddress("77", new Secret(TOKEN));

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    @Test
    void theAddressIsSealedAndRotatedAndGoesWithTheLink() {
        try (TestDatabase database = new TestDatabase(folder, kind)) {
            JdbiDiscordLinks links = links(database);
            Link link = link("one");
            assertThat(links.add(link, ADDRESS)).isTrue();
            assertThat(links.add(link("two"), ADDRESS)).as("the same channel").isFalse();
            assertThat(links.find("one")).contains(link);
            assertThat(links.webhook("one")).contains(ADDRESS);
            assertThat(addresses(database)).singleElement().asString().doesNotContain(TOKEN);
            String before = addresses(database).get(0);

            assertThat(new KeyRotation(database.keyFile(), new JdbiSealedTexts(database.database(), database.cipher()))
                            .rotate(done -> {})
                            .resealed())
                    .isEqualTo(1);

            assertThat(addresses(database)).doesNotContain(before);
            assertThat(links(database).webhook("one")).contains(ADDRESS);
            WebhookAddress other = new WebhookAddress("78", new Secret(TOKEN + "2"));
            links(database).change(link, other);
            assertThat(links(database).webhook("one")).contains(other);
            assertThat(links.remove(MANAGER, "one")).as("another channel's").isFalse();
            assertThat(links.remove(ALICE, "one")).isTrue();
            assertThat(addresses(database)).isEmpty();
        }
    }

    @Test
    void itIsErasedWithTheChannelAndWithThePersonWhoBroughtIt() {
        try (TestDatabase database = new TestDatabase(folder, kind)) {
            JdbiDiscordLinks links = links(database);
            links.add(link("one"), ADDRESS);
            new JdbiLinkMessages(database.database()).add(message());

            new JdbiPeopleRegister(database.database()).forgetChannel(ALICE);

            assertThat(addresses(database)).isEmpty();
            assertThat(links.of(ALICE)).isEmpty();
            links.add(link("one"), ADDRESS);
            new JdbiPeopleRegister(database.database()).erase(MANAGER, new TwitchUserId("999"));
            assertThat(addresses(database)).isEmpty();
            assertThat(links.of(ALICE)).isEmpty();
        }
    }

    @Test
    void linksFromBeforeAndWhatTheyToldAreThereAsTheyWere() throws SQLException {
        Flyway.configure()
                .dataSource(TestDatabase.url(folder, kind), "", "")
                .locations("classpath:db/migration")
                .target("27")
                .load()
                .migrate();
        String account =
                "INSERT INTO discord_account (discord_user_id, username, display_name, avatar_url, first_login_at,"
                        + " last_login_at) VALUES ('8', 'olga', 'Olga', 'https://example.org/a.png', 0, 0)";
        String link =
                "INSERT INTO discord_link (link_id, twitch_user_id, server_id, channel_id, role_id, posts, live_text,"
                        + " raid_text, state, reason, linked_by, linked_by_discord)"
                        + " VALUES ('old', '100', '1', '11', '12', 'live', 'L', 'R', 'paused', 'why', '200', '8')";
        String message =
                "INSERT INTO discord_telling (link_id, occasion, kind, state, message_id, title, category, other_login,"
                        + " other_name, viewers, began_at, ended_at, claimed_at, stale, next_at)"
                        + " VALUES ('old', 'live:1', 'live', 'posted', '5', 'T', 'C', '', '', 0, 1000, 0, 900, 0, 0)";
        try (Connection connection = DriverManager.getConnection(TestDatabase.url(folder, kind));
                Statement sql = connection.createStatement()) {
            for (String row : List.of(account, link, message)) {
                sql.executeUpdate(row);
            }
        }

        try (TestDatabase database = new TestDatabase(folder, kind)) {
            JdbiDiscordLinks links = links(database);
            assertThat(links.find("old"))
                    .contains(new Link(
                            "old",
                            ALICE,
                            "1",
                            "11",
                            "12",
                            Set.of(Kind.LIVE),
                            "L",
                            "R",
                            "why",
                            MANAGER,
                            new Way.Bot(new DiscordUserId("8"))));
            assertThat(new JdbiLinkMessages(database.database())
                            .lastStream("old")
                            .map(LinkMessage::messageId))
                    .contains("5");
            assertThat(links.remove(ALICE, "old")).isTrue();
            assertThat(new JdbiLinkMessages(database.database()).lastStream("old"))
                    .isEmpty();
        }
    }

    private JdbiDiscordLinks links(TestDatabase database) {
        new JdbiPersonStore(database.database())
                .loggedIn(
                        new TwitchProfile(MANAGER, new TwitchLogin("manager"), "Manager", "https://example.org/m.png"),
                        NOW);
        return new JdbiDiscordLinks(database.database(), database.cipher());
    }

    private static Link link(String id) {
        return new Link(id, ALICE, "1", "11", "", Set.of(Kind.LIVE), "L", "R", "", MANAGER, new Way.Webhook("Herald"));
    }

    private static LinkMessage message() {
        return new LinkMessage(
                "one",
                "live:1",
                Kind.LIVE,
                LinkMessage.State.DUE,
                "",
                "",
                "",
                LinkMessage.Other.NOBODY,
                NOW,
                Instant.EPOCH,
                true,
                Instant.EPOCH);
    }

    private static List<String> addresses(TestDatabase database) {
        return database.database()
                .jdbi()
                .withHandle(handle -> handle.select("SELECT address FROM discord_webhook")
                        .mapTo(String.class)
                        .list());
    }
}
