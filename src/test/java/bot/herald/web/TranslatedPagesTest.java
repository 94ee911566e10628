package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Role;
import bot.herald.feature.MissingScopes;
import bot.herald.feature.clip.Clips;
import bot.herald.feature.command.ChatTrigger;
import bot.herald.feature.command.Cooldown;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.guard.RaidGuard;
import bot.herald.feature.known.KnownPeople;
import bot.herald.feature.timer.ChatTimer;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Health.Age;
import bot.herald.stream.StreamMoments;
import bot.herald.testing.TestDatabase;
import bot.herald.web.pages.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages say nothing in English to those who read another language, whatever it is that they show. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TranslatedPagesTest {
    private static final TwitchProfile ALICE = FakePeople.profile("100", "alice", "Alice");
    private static final String PAGE = "/dashboard/100";
    private static final Pattern SHOWN_APART = Pattern.compile("(?s)<(script|style|textarea|code|bdi)\\b.*?</\\1>");
    /** What is typed in a chat, and what the bot says there. */
    private static final Pattern CHAT = Pattern.compile("(?s)<li class=\"(bot[a-z ]*|deleted|)\"[ >].*?</li>");

    private static final Pattern TAG = Pattern.compile("<(?:[^>\"]|\"[^\"]*\")*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\b(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"");
    /** What the test itself named, and names that are the same everywhere. */
    private static final Set<String> NAMES = Set.of(
            "Alice",
            "AL",
            "alice",
            "EN",
            "DE",
            "ES",
            "Herald",
            "The Boss",
            "English",
            "Deutsch",
            "Español",
            "Twitch",
            "Discord",
            "Al",
            "TH",
            "boss",
            "WebSockets",
            "Alice - Herald",
            "Berta",
            "Nightbot",
            "StreamElements",
            "Fossabot",
            "Moobot",
            "Hallo, {user}!",
            "maus",
            "welche maus",
            "Eine graue.",
            "wasser",
            "Trinkt was!",
            "So nicht.",
            "tode",
            "{counter:tode}");

    private TestDatabase database;
    private FakePeople people;
    private RunningServer server;
    private Browser alice;

    @BeforeAll
    void open(@TempDir Path folder) {
        database = new TestDatabase(folder);
        people = new FakePeople(database.database());
        people.registry.add(List.of(
                new RaidGuard(),
                new Clips(new NoMoments()),
                new KnownPeople(people.books.settings(), (channel, who) -> "", (channel, who) -> {})));
        people.channels.connected(ALICE);
        server = RunningServer.with(people);
        alice = new Browser(server, people, ALICE);
        fill();
    }

    private void fill() {
        people.feed.publish(ALICE.id(), "channel.raid", Map.of("from", Map.of("displayName", "Berta"), "viewers", 12));
        people.feed.publish(ALICE.id(), "stream.online", Map.of());
        people.waiting = new MissingScopes(Set.of(Scope.USER_READ_CHAT), Set.of(Scope.BITS_READ));
        people.commands.create(
                ALICE.id(),
                CustomCommand.of("hallo", "Hallo, {user}!").withRole(Role.VIP).withCooldown(new Cooldown(60, 5)));
        people.books
                .triggers()
                .create(
                        ALICE.id(),
                        new ChatTrigger(
                                "maus",
                                List.of("welche maus"),
                                "Eine graue.",
                                Cooldown.NONE,
                                Role.EVERYONE,
                                30,
                                ChatTrigger.Moment.LIVE,
                                true,
                                0,
                                0));
        people.books.timers().create(ALICE.id(), ChatTimer.of("wasser", List.of("Trinkt was!"), 20, 5, true));
        assertThat(alice.send("POST", "/api/channels/100/quotes", "{\"text\":\"So nicht.\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(alice.send("POST", "/api/channels/100/counters", "{\"name\":\"tode\",\"value\":7}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(alice.get(PAGE).statusCode()).isEqualTo(200);
    }

    /** Nobody asks for any. */
    private static final class NoMoments implements StreamMoments {
        @Override
        public Outcome clip(TwitchUserId broadcasterId) {
            throw new IllegalStateException("nobody asks for a clip");
        }

        @Override
        public Look look(TwitchUserId broadcasterId, String clip) {
            throw new IllegalStateException("nobody asks for a clip");
        }

        @Override
        public Outcome marker(TwitchUserId broadcasterId, String description) {
            throw new IllegalStateException("nobody asks for a marker");
        }
    }

    @AfterAll
    void close() {
        server.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PAGE + "/commands",
                PAGE + "/commands?q=xyz",
                PAGE + "/commands?did=delete-3",
                PAGE + "/commands?did=category-1",
                PAGE + "/commands/new",
                PAGE + "/commands/hallo",
                PAGE + "/triggers",
                PAGE + "/triggers?try=welche+maus&as=everyone",
                PAGE + "/triggers?try=nichts",
                PAGE + "/triggers/new",
                PAGE + "/triggers/maus",
                PAGE + "/timers",
                PAGE + "/timers/new",
                PAGE + "/timers/wasser",
                PAGE + "/quotes",
                PAGE + "/quotes/new",
                PAGE + "/quotes/1",
                PAGE + "/counters",
                PAGE + "/counters/new",
                PAGE + "/counters/tode",
                PAGE + "/raids",
                PAGE + "/features",
                PAGE + "/features/alerts",
                PAGE + "/features/chat-filters",
                PAGE + "/features/clips",
                PAGE + "/features/known-people",
                PAGE + "/features/raid-guard",
                PAGE + "/features/stream-editing",
                PAGE + "/settings",
                PAGE + "/disconnect",
                PAGE,
                PAGE + "/live",
                PAGE + "/log",
                "/dashboard?all=true",
                "/dashboard/sessions",
                PAGE + "/import",
                "/dashboard/nowhere",
                "/",
            })
    void aPageIsTranslatedWhole(String path) throws IOException {
        HttpResponse<String> english = alice.get(path);
        assertThat(english.statusCode()).isIn(200, 404);
        for (Language language : List.of(Language.DE, Language.ES)) {
            assertNoneLeft(english.body(), alice.get(path, language).body(), language);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/commands | name=a b&text={usr}&aliases=so&category=Spiele&cooldown.channelSeconds=x&role=none",
                "/commands | name=neu&text=Hallo&role=moderator&do=preview&as=everyone",
                "/commands | name=neu&text=&role=everyone&do=preview",
                "/triggers | name=&when=/(/&text=x&role=everyone&chance=1000&moment=live",
                "/triggers | name=neu&when=maus&text=x&role=vip&chance=20&moment=live&do=preview&try=katze&as=everyone",
                "/timers | name=&messages=&intervalMinutes=0&minimumChatLines=x",
                "/quotes | text=",
                "/counters | name=a b&value=x",
                "/settings | commandPrefix=abc&raidGreeting=&ignoredLogins=ä&builtInCooldowns=x&raidMinimumViewers=-1",
                "/features/chat-filters | settings.links=on&settings.onLink=warn&settings.allowedDomains=x x&settings.words=on",
                "/features/chat-filters | settings.links=on&settings.onLink=delete&settings.exempt=vip&do=preview"
                        + "&try=example.com&as=everyone",
                "/features/known-people | settings.enabled=on&settings.people=ä&settings.gift=both",
                "/features/raid-guard | settings.enabled=on&settings.mostViewers=0&settings.leastAgeDays=0",
            })
    void whatIsWrongWithAFormAndItsPreviewAreTranslatedToo(String path, String fields) throws IOException {
        String[] typed = Stream.of(fields.split("&", -1))
                .flatMap(field -> Stream.of(field.split("=", 2)))
                .toArray(String[]::new);
        String english = alice.submit(Language.EN, PAGE + path, typed).body();
        assertThat(english).contains("<form");
        for (Language language : List.of(Language.DE, Language.ES)) {
            assertNoneLeft(english, alice.submit(language, PAGE + path, typed).body(), language);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard/admin", "/dashboard?all=true", PAGE + "/features"})
    void whatAdminsSeeIsTranslatedToo(String path) throws IOException {
        Browser boss = new Browser(server, people, FakePeople.BOSS);
        String english = boss.get(path).body();
        for (Language language : List.of(Language.DE, Language.ES)) {
            assertNoneLeft(english, boss.get(path, language).body(), language);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", PAGE, "/nowhere"})
    void whatStrangersSeeIsTranslatedToo(String path) throws IOException {
        String english = server.get(path).body();
        for (Language language : List.of(Language.DE, Language.ES)) {
            assertNoneLeft(
                    english,
                    server.get(path, "Accept-Language", language.code()).body(),
                    language);
        }
    }

    @Test
    void whatSomebodyElseSavedMeanwhileIsTranslatedToo() throws IOException {
        String[] stale = {"version", "\"0\"", "text", "Anders nicht.", "category", "", "addedBy", "alice"};
        String path = PAGE + "/quotes/1";
        String english = alice.submit(Language.EN, path, stale).body();
        assertThat(english).contains("Somebody else saved: So nicht.", "Somebody else changed it. Save again");
        for (Language language : List.of(Language.DE, Language.ES)) {
            assertNoneLeft(english, alice.submit(language, path, stale).body(), language);
        }
    }

    @Test
    void whatEnglishIsLeftIsFound() throws IOException {
        assertThat(left("<p>Nothing was saved.</p>", "<p>Nothing was saved.</p>", Language.DE))
                .containsExactly("Nothing was saved.");
        assertThat(left("<a title=\"Next one\">Chat</a>", "<a title=\"Next one\">Chat</a>", Language.ES))
                .containsExactly("Next one");
    }

    private void assertNoneLeft(String english, String other, Language language) throws IOException {
        assertThat(other).contains("<html lang=\"" + language.code() + "\"").doesNotContain("lang=\"en\">");
        assertThat(left(english, other, language)).as(language.name()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "This machine's clock is 12 minutes behind Twitch's. Set it right (best by NTP), or secure connections"
                        + " fail and the bot shows wrong times. | Die Uhr dieses Rechners geht gegenüber der von Twitch 12 Minuten"
                        + " nach. Stell sie richtig (am besten mit NTP), sonst scheitern sichere Verbindungen, und der Bot zeigt falsche Zeiten.",
                "Herald misses events of 2 of 3 channels, such as 7 channel.raid: not subscribed yet | Herald entgehen Ereignisse"
                        + " von 2 von 3 Kanälen, zum Beispiel 7 channel.raid: noch nicht abonniert",
                "2 of 9 event sockets to Twitch are not open; Herald is reconnecting | 2 von 9 Ereignis-Verbindungen zu Twitch sind"
                        + " nicht offen; Herald verbindet sie neu",
                "Twitch refuses (subscription missing proper authorization): most likely the bot is not a moderator there:"
                        + " make it one | Twitch lehnt ab („subscription missing proper authorization“): wahrscheinlich ist der"
                        + " Bot dort kein Moderator: Mach ihn dazu",
                "the broadcaster did not grant channel:bot: connect it again | der Account des Streamers hat channel:bot nicht"
                        + " erlaubt: Verbinde den Account neu",
                "nothing has arrived over the event socket of bot 9 for 40 s; Herald is reconnecting | über die"
                        + " Ereignis-Verbindung von bot 9 kam seit 40 s nichts an; Herald verbindet sie neu",
                "Its name has more than 50 characters. | Der Name hat mehr als 50 Zeichen.",
                "The message can't be used: {x} ist unbekannt. | Die Nachricht geht so nicht: {x} ist unbekannt.",
            })
    void whatIsSaidElsewhereWithGapsIsKnownHere(String english, String german) {
        assertThat(Frame.TEXTS.like(english, Language.DE)).isEqualTo(german);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTooOldIsSaidInTheReadersLanguage(Age what) {
        String english =
                Health.UP.with(what, what.most().plusSeconds(1), "bot 9").detail();
        for (Language language : List.of(Language.DE, Language.ES)) {
            assertThat(Frame.TEXTS.like(english, language))
                    .isNotEqualTo(english)
                    .contains(" " + (what.most().toSeconds() + 1) + " s");
        }
    }

    /** What both say, though it is not the same in both languages. */
    private static Set<String> left(String english, String other, Language language) throws IOException {
        Set<String> left = new TreeSet<>(said(other));
        left.retainAll(said(english));
        left.removeAll(NAMES);
        left.removeAll(sameIn(language));
        return left;
    }

    /** The texts of a page, without what people wrote. */
    private static Set<String> said(String page) {
        String shown = SHOWN_APART.matcher(CHAT.matcher(page).replaceAll("")).replaceAll("");
        Set<String> said =
                ATTRIBUTE.matcher(shown).results().map(found -> found.group(1)).collect(Collectors.toSet());
        said.addAll(List.of(TAG.split(shown, -1)));
        return said.stream()
                .map(text -> text.replaceAll("&[a-z#0-9]+;", " ")
                        .replaceAll("\\s+", " ")
                        .strip())
                .map(text -> text.replace(" · Alice - Herald", ""))
                // Commands are typed alike in every language.
                .filter(text ->
                        Pattern.compile("(?<!!)\\b\\p{L}{2}").matcher(text).find())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> sameIn(Language language) throws IOException {
        Map<Object, Object> english = texts(Language.EN);
        return texts(language).entrySet().stream()
                .filter(text -> text.getValue().equals(english.get(text.getKey())))
                .map(text -> text.getValue().toString())
                .collect(Collectors.toSet());
    }

    private static Map<Object, Object> texts(Language language) throws IOException {
        Properties texts = new Properties();
        try (InputStream file = Objects.requireNonNull(
                        Frame.class.getResourceAsStream("texts_" + language.code() + ".properties"));
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
