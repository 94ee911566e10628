package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
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
                "example.anything/path | example.anything",
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
        assertThat(Links.forbidden(message, Set.of("clips.twitch.tv"))).contains(domain);
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
        assertThat(Links.forbidden(message, Set.of("clips.twitch.tv"))).isEmpty();
    }

    @Test
    void allowedDomainAllowsWhatIsBelowItAlone() {
        Set<String> allowed = Set.of("example.com");

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
        assertThat(Links.domain(written)).contains(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "youtube", "you tube.com", "*.youtube.com", "..", ".com", "a..b"})
    void otherTextIsNoDomain(String written) {
        assertThat(Links.domain(written)).isEmpty();
    }

    @Test
    void noMessageTakesLong() {
        String[] pieces = {".", " ", "a", "(", "dot", " . ", "://", "/", "xn--", "\u200b", "рф", "-", "com", "@"};
        Random random = new Random(7);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String piece : pieces) {
                assertThat(Links.forbidden(piece.repeat(2_000), Set.of())).isNotNull();
            }
            for (int i = 0; i < 500; i++) {
                StringBuilder message = new StringBuilder();
                while (message.length() < 500) {
                    message.append(pieces[random.nextInt(pieces.length)]);
                }
                assertThat(Links.forbidden(message.toString(), Set.of("a.com"))).isNotNull();
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
            Links.forbidden(message, Set.of());
            new WordList(List.of("bad*")).firstIn(message);
            assertThat(Links.forbidden(message + " https://example.com/", Set.of()))
                    .isPresent();
        }
    }
}
