package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {
    private final WordList words = new WordList(List.of("badword", "free followers", "spam*", "*scam*", "1488", "шум"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a BadWord here | badword",
                "badword! | badword",
                "bad\u200bword | badword",
                "b\u0430dw\u043erd | badword",
                "b4dw0rd | badword",
                "b@dw0rd | badword",
                "bádwörd | badword",
                "ｂａｄｗｏｒｄ | badword",
                "b a d w o r d | badword",
                "b.a.d.w.o.r.d | badword",
                "get Free   Followers now | free followers",
                "spammer | spam*",
                "such a scammer | *scam*",
                "$cam | *scam*",
                "14\u200d88 | 1488",
                "ШУМ! | шум"
            })
    void wordIsFoundHoweverItIsWritten(String message, String entry) {
        assertThat(words.firstIn(message)).contains(entry);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "गाली | गोली चलाओ",
                "*ばか* | はかせが来た",
                "*자지* | 자진해서 왔어요",
                "நாய் | நெய் தோசை",
                "ass | i have 455 fps",
                "ass | 4 5 5",
                "lồn | bánh này lớn lắm",
                "ano | feliz año nuevo",
                "cop | вынеси сор из избы",
                "кот | that kot is cool",
                "мой | с мои друзья",
                "หมา | หมู",
                "कुत्ता | कुत्ते की तरह",
                "ليل | لول كله",
                "hell | he'll be back",
                "hell | hello, shell",
                "ill | i'll come, we'll see",
                "كس | كأس العالم",
                "لعب | لعبة جميلة",
                "시발 | 시발점",
                "笨蛋 | 鸡蛋",
                "ควย | กล้วย",
                "चूत | चुत",
                "địt | đít",
                "மயிர் | மயில்",
                "כוס | כוסות",
                "puta | disputar con putas",
                "fuck | fu ck"
            })
    void anotherWordOfTheSameScriptIsFine(String entry, String message) {
        assertThat(new WordList(List.of(entry)).firstIn(message)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "गाली | यह गाली है",
                "*ばか* | お前はばかだ",
                "*자지* | 이자지야",
                "நாய் | அவன் நாய்",
                "ass | a55",
                "ass | 4ss",
                "ass | 𝖆𝖘𝖘",
                "ass | аss",
                "ass | áss",
                "lồn | LỒN",
                "año | AÑO",
                "хер | xep тебе",
                "шум | шyм",
                "сука | с у к а",
                "زب | زِبّ",
                "שלום | שָׁלוֹם",
                "ёлка | елка",
                "гов*о | г0вно",
                "badword | badword\ud83d\ude02",
                "badword | \ud83d\ude02badword",
                "badword | badword's",
                "idiot | l'idiot",
                "idiot | İDİOT",
                "pi\u00e7 | P\u0130\u00c7",
                "siki\u015f | S\u0130K\u0130\u015e",
                "fuck | fuuuuck",
                "fuck | \ud83c\uddeb\ud83c\uddfa\ud83c\udde8\ud83c\uddf0",
                "badword | \ud83c\udd71\ufe0fadword",
                "badword | \u0299\u1d00\u1d05\u1d21\u1d0f\u0280\u1d05",
                "badword | b\u0251dword",
                "fuck | \u0192uck",
                "badword | b_a_d_w_o_r_d",
                "\u30d0\u30ab | \uff8a\uff9e\uff76",
                "كس | كُسّ",
                "*笨蛋* | 你是笨蛋吗"
            })
    void sameWordIsFoundInItsScript(String entry, String message) {
        assertThat(new WordList(List.of(entry)).firstIn(message)).contains(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "badwords are more",
                "mybadword",
                "free the followers",
                "anti-spa mail",
                "114880",
                "bad word",
                "",
                "!!!",
                "a b c"
            })
    void otherWordsAreFine(String message) {
        assertThat(words.firstIn(message)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a*c, abc, true",
        "a*c, ac, true",
        "a*c, acb, false",
        "*, anything, true",
        "*b*, abc, true",
        "a*b*c, aXbYbZc, true",
        "a**, a, true",
        "ab, abc, false"
    })
    void starStandsForAnyLettersOrNone(String pattern, String word, boolean matches) {
        assertThat(WordList.matches(pattern, word)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "!!", "* *", "bad *", "\uD83C\uDFFD"})
    void whatForbidsNothingOrEverythingIsNotUsable(String written) {
        assertThat(WordList.isUsable(written)).isFalse();
    }

    @Test
    void noListAndNoMessageTakeLong() {
        WordList hostile = new WordList(Collections.nCopies(200, "*a*a*a*a*a*a*a*a*a*a*b"));

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 5; i++) {
                assertThat(hostile.firstIn("a".repeat(500))).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scheiße | SCHEISSE",
                "scheiße | so eine Scheisse",
                "scheisse | scheiße",
                "ışık | IŞIK",
                "傻逼 | 你是傻逼吗",
                "ちんこ | ちんこだ",
                "バカ | このバカめ",
                "ควย | ไอ้ควยเอ้ย",
                "\uD83D\uDD95 | hey \uD83D\uDD95\uD83C\uDFFD you",
                "\uD83D\uDD95\uD83C\uDFFF | \uD83D\uDD95",
                "\uD83C\uDDF7\uD83C\uDDFA | go \uD83C\uDDF7\uD83C\uDDFA\uD83C\uDDF7\uD83C\uDDFA",
                "\uD83D\uDC35\uD83C\uDF4C | \uD83D\uDC35 \uD83C\uDF4C",
                "\u5350 | \u5350"
            })
    void wordIsFoundInCapitalsWithoutSpacesAndAsAPicture(String entry, String message) {
        assertThat(new WordList(List.of(entry)).firstIn(message)).contains(entry);
        assertThat(WordList.isUsable(entry)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "バカ | バカンスに行く",
                "操 | 操作很好",
                "\uD83C\uDDF7\uD83C\uDDFA | \uD83C\uDDE7\uD83C\uDDF7\uD83C\uDDFA\uD83C\uDDF8",
                "\uD83C\uDDF7\uD83C\uDDFA | ru ok",
                "\uD83D\uDD95 | \uD83D\uDC4D"
            })
    void anotherWordOrPictureIsFine(String entry, String message) {
        assertThat(new WordList(List.of(entry)).firstIn(message)).isEmpty();
    }
}
