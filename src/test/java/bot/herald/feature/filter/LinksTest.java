package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static List<Links.Allowed> allowed(String... written) {
        return Stream.of(written).flatMap(each -> Links.allowed(each).stream()).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ok.im coming",
                "he died.at the boss",
                "gg.run it back",
                "use self.name here",
                "user.id is null",
                "run build.sh again",
                "main.rs broke",
                "socket.io",
                "that was close.gg",
                "haha.lol",
                "no.way",
                "wait.what",
                "im dead.live with it",
                "so good.best game ever",
                "he is gone.in game he was nice",
                "yes.to be fair it works",
                "thanks.me too",
                "lets go.team fight",
                "nice one.pro play",
                "open config.site now",
                "print.it",
                "hello.world",
                "script.pl and lib.so",
                "no cap.fr fr",
                "asp.net is fine",
                "the .net framework",
                "i quit. net worth zero",
                "então.eu acho",
                "a.k.a. the boss",
                "10/10.best/worst",
                "yes.sir:)",
                "no.1/10",
                "oh no.shop is closed",
                "w.in or lose",
                "that is it.top 10 plays",
                "international exchange.exchange rates are bad",
                "new.software update",
                "love you.xxx",
                "merci.au revoir",
                "gracias.de nada",
                "que lindo.de verdad",
                "the dot com bubble",
                "i work with dot net",
                "java.net and obj.int",
                "which one.yes/no",
                "i am new.she/her",
                "\u597d\u7684\u3002\u5728\u7ebf \u5417",
                "\u6211\u7231\u4f60\u3002\u4e2d\u56fd \u52a0\u6cb9",
                "\u4f60\u597d\u3002\u4eca\u5929/\u660e\u5929",
                "\u3042\u308a\u304c\u3068\u3046\u3002\u307f\u3093\u306a",
                "\u043f\u0440\u0438\u0432\u0435\u0442.\u0434\u0435\u0442\u0438 \u0441\u043f\u044f\u0442",
                "\u0445\u043e\u0440\u043e\u0448\u043e.\u0434\u0430/\u043d\u0435\u0442",
                "ent\u00e3o.sim/n\u00e3o",
                "50%.25% each",
                "friends list. me and my team",
                "hey sdotpro",
                "map.xml",
                "boost::serialization",
                "v1.20.4 and 10.5.2",
                "it costs 4.99eur at 12.30pm",
                "System.out.println(Math.max(1,2))"
            })
    void missingSpaceAfterAFullStopIsNoLink(String message) {
        assertThat(Links.forbidden(message, List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evil.com | evil.com",
                "discord.gg/x | discord.gg",
                "discord.gg | discord.gg",
                "join discord.gg now | discord.gg",
                "bit.ly/x | bit.ly",
                "evil . com | evil.com",
                "evil.live/x | evil.live",
                "https://evil.live | evil.live",
                "www.evil.live | www.evil.live",
                "evil.ru | evil.ru",
                "sub.twitch.tv | sub.twitch.tv",
                "youtu.be/abc | youtu.be",
                "https://socket.io | socket.io",
                "evil.shop:8080/x | evil.shop",
                "t.me/x | t.me",
                "d\u0456scord.gg/x | xn--dscord-pvf.gg",
                "evil.com\ud83d\ude02 | evil.com",
                "\ud83d\udc49evil.com\ud83d\udc48 | evil.com",
                "evil.com\u3092\u898b\u3066 | evil.com",
                "evil.com- | evil.com",
                "evil%2Ecom | evil.com",
                "https://evil%2elive/x | evil.live",
                "https%3A%2F%2Fevil.live | evil.live",
                "e v i l . c o m | evil.com",
                "evil d0t com | evil.com",
                "viewers .live/x | viewers.live",
                "discord gg/abc | discord.gg",
                "discord,gg/abc | discord.gg",
                "discord . gg / abc | discord.gg",
                "http://3627734734/ | 3627734734",
                "http://0x7f.0x0.0x0.0x1/ | 0x7f.0x0.0x0.0x1",
                "https://[2001:db8::1]/x | [2001:db8::1]",
                "1.2.3.4:8080 | 1.2.3.4",
                "steam://connect/1.2.3.4 | steam://",
                "https://user:pw@evil.com | evil.com",
                "evil.com.au | evil.com.au",
                "streamboo .com | streamboo.com"
            })
    void addressesStayLinks(String message, String domain) {
        assertThat(Links.forbidden(message, List.of())).contains(domain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "discord.gg/alice | true",
                "https://DISCORD.gg/Alice?x=1 | true",
                "(discord.gg/alice). | true",
                "discord.gg/alice/ | true",
                "discord.gg/bob | false",
                "discord.gg/alice2 | false",
                "discord.gg/alice/../bob | false",
                "discord.gg/alice/%2e%2e/bob | false",
                "discord.gg | false",
                "https://discord.gg:443/alice | true",
                "https://discord.gg/alice@evil.com | false",
                "youtube.com/@alice/videos | true",
                "www.youtube.com/@alice | true",
                "youtube.com/@bob | false",
                "notdiscord.gg/alice | false",
                "https://evil.com/discord.gg/alice | false"
            })
    void allowedPathAllowsNoMore(String message, boolean fine) {
        assertThat(Links.forbidden(message, allowed("https://discord.gg/alice/", "youtube.com/@alice"))
                        .isEmpty())
                .isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://www.twitch.tv/bob/clip/Slug-x_1 | true",
                "https://m.twitch.tv/bob/clip/Slug | true",
                "twitch.tv/bob/clip/Slug?filter=clips&range=7d | true",
                "https://m.twitch.tv/clip/Slug | true",
                "clips.twitch.tv/Slug | true",
                "www.twitch.tv/bob | false",
                "www.twitch.tv/bob/clip/ | false",
                "www.twitch.tv/bob/clips/Slug | false",
                "www.twitch.tv/bob/clip/a/../../eve | false",
                "nottwitch.tv/bob/clip/Slug | false"
            })
    void clipsAreAllowedInAllTheirForms(String message, boolean fine) {
        assertThat(Links.forbidden(message, allowed("clips.twitch.tv")).isEmpty())
                .isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "see https://example.com/x?y=1 | example.com",
                "HTTP://EXAMPLE.COM | example.com",
                "example.com | example.com",
                "(example.com) | example.com",
                "go to example.com, now | example.com",
                "a.b.example.co.uk | a.b.example.co.uk",
                "www.example.anything | www.example.anything",
                "https://example.anything | example.anything",
                "example.live/path | example.live",
                "https://10.0.0.1/admin | 10.0.0.1",
                "example . com | example.com",
                "example .com | example.com",
                "example. com | example.com",
                "example (dot) com | example.com",
                "example[.]com | example.com",
                "example dot com | example.com",
                "discord . gg/abc | discord.gg",
                "exam\u200bple.c\u2060om | example.com",
                "ｅｘａｍｐｌｅ．ｃｏｍ | example.com",
                "example。com | example.com",
                "пример.рф | xn--e1afmkfd.xn--p1ai",
                "xn--e1afmkfd.xn--p1ai | xn--e1afmkfd.xn--p1ai",
                "bücher.de | xn--bcher-kva.de",
                "https://clips.twitch.tv@example.com | example.com",
                "clips.twitch.tv/a example.com | example.com",
                "notclips.twitch.tv | notclips.twitch.tv",
                "look...example.com... | example.com",
                "someone@example.com | example.com"
            })
    void linkIsFoundHoweverItIsWritten(String message, String domain) {
        assertThat(Links.forbidden(message, allowed("clips.twitch.tv"))).contains(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello there",
                "wait... what",
                "I came.I saw",
                "yes.it is",
                "sure.so what",
                "version 1.2.3.4",
                "pi is 3.14",
                "nice. gg",
                "see main.py and node.js",
                "e.g. this",
                "what?!...",
                "clips.twitch.tv/Funny",
                "https://m.clips.twitch.tv/Funny.com?x=evil.example.com",
                ".com",
                "com.",
                "-.com",
                "привет.как дела",
                "polka dots come"
            })
    void ordinaryTextIsNoLink(String message) {
        assertThat(Links.forbidden(message, allowed("clips.twitch.tv"))).isEmpty();
    }

    @Test
    void allowedDomainAllowsWhatIsBelowItAlone() {
        List<Links.Allowed> allowed = allowed("example.com");

        assertThat(Links.forbidden("a.example.com", allowed)).isEmpty();
        assertThat(Links.forbidden("EXAMPLE.com/x", allowed)).isEmpty();
        assertThat(Links.forbidden("myexample.com", allowed)).contains("myexample.com");
        assertThat(Links.forbidden("example.com.evil.net", allowed)).contains("example.com.evil.net");
    }

    @ParameterizedTest
    @CsvSource({
        "youtube.com, youtube.com",
        "https://www.youtube.com/, youtube.com",
        "YouTube.com, youtube.com",
        "bücher.de, xn--bcher-kva.de"
    })
    void allowedDomainIsReadAsPeopleWriteIt(String written, String domain) {
        assertThat(Links.allowed(written)).contains(new Links.Allowed(domain, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "youtube", "you tube.com", "*.youtube.com", "..", ".com", "a..b"})
    void otherTextIsNoDomain(String written) {
        assertThat(Links.allowed(written)).isEmpty();
    }

    @Test
    void noMessageTakesLong() {
        String[] pieces = {".", " ", "a", "(", "dot", " . ", "://", "/", "xn--", "\u200b", "рф", "-", "com", "@"};
        Random random = new Random(7);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String piece : pieces) {
                assertThat(Links.forbidden(piece.repeat(2_000), List.of())).isNotNull();
            }
            for (int i = 0; i < 500; i++) {
                StringBuilder message = new StringBuilder();
                while (message.length() < 500) {
                    message.append(pieces[random.nextInt(pieces.length)]);
                }
                assertThat(Links.forbidden(message.toString(), allowed("a.com")))
                        .isNotNull();
            }
        });
    }

    @Test
    void anyTextIsJudgedWithoutAFault() {
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            String message = random.ints(40, 0, 0x1FFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            Links.forbidden(message, List.of());
            new WordList(List.of("bad*")).firstIn(message);
            assertThat(Links.forbidden(message + " https://example.com/", List.of()))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil<dot>com",
                "evil\u00b7com",
                "evil\u2022com",
                "evil\u2219com",
                "evil\u2027com",
                "evil d\u043et com",
                "evil punkt com",
                "evil Punkt de",
                "evil punto com",
                "evil ponto com",
                "evil (punto) com",
                "https:\\\\evil.com",
                "evil,com/free",
                "https : // evil.com",
                "https//evil.com"
            })
    void addressIsFoundHoweverItsDotIsWritten(String message) {
        assertThat(Links.forbidden(message, List.of())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "desde mi punto de vista",
                "el punto com\u00fan",
                "auf den Punkt kommen",
                "der Punkt de Gaulles",
                "la burbuja punto com",
                "col\u00b7lecci\u00f3 de lli\u00e7ons",
                "red\u2022de nada",
                "hello,com on",
                "1,com"
            })
    void wordsForADotAreWordsToo(String message) {
        assertThat(Links.forbidden(message, List.of())).isEmpty();
    }
}
