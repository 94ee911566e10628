package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShoutingTest {
    @ParameterizedTest
    @CsvSource({
        "HELLO EVERYBODY, true",
        "Hello Everybody, false",
        "HI, false",
        "ПРИВЕТ ВСЕМ, true",
        "@SOMEBODYLOUD hello there, false",
        "1234567890 123, false",
        "HELLOWorld, false",
        "HELLOWORld, true"
    })
    void shoutingIsAShareOfTheLettersWithTwoCases(String message, boolean shouted) {
        assertThat(Shouting.isMostlyCapitals(message, Set.of(), Set.of(), 80, 5))
                .isEqualTo(shouted);
    }

    @ParameterizedTest
    @CsvSource({
        "LUL POGGERS LUL, false",
        "LUL POGGERS hello there LUL, false",
        "LUL WHAT A GAME, true",
        "LULS POGGERSS, true"
    })
    void emotesAreNoShouting(String message, boolean shouted) {
        assertThat(Shouting.isMostlyCapitals(message, Set.of("LUL", "POGGERS"), Set.of(), 80, 5))
                .isEqualTo(shouted);
    }

    @ParameterizedTest
    @CsvSource({"aaaa, 4", "aAaA, 4", "a a a a, 4", "abab, 1", "x, 1", "😂😂😂, 3", "a\u200ba, 2"})
    void runIgnoresCaseAndWhatNobodySees(String message, int run) {
        assertThat(Shouting.longestRun(message)).isEqualTo(run);
    }

    @ParameterizedTest
    @CsvSource({"hello, 0", "h-e!?, 0", "~*~*~*~, 7", "????????, 8", "😂 ok 😂, 2", "h\u0301\u0301\u0301i, 3"})
    void symbolsAreNeitherLettersNorDigits(String message, int symbols) {
        assertThat(Shouting.symbols(message)).isEqualTo(symbols);
    }

    @ParameterizedTest
    @CsvSource({
        "KEKW OMEGALUL KEKW OMEGALUL, false",
        "KEKW! OMEGALUL?, false",
        "KEKW WHAT A GAME THAT IS, true",
        "kek THIS IS SO LOUD AND LONG, true"
    })
    void listedWordsAreNoShouting(String message, boolean shouted) {
        assertThat(Shouting.isMostlyCapitals(
                        message, Set.of(), Set.copyOf(FilterSettings.DEFAULTS.ignoredWords()), 80, 5))
                .isEqualTo(shouted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "नमस्ते दोस्तों, आज का खेल बहुत अच्छा था और मुझे लगता है कि हम सब जीत सकते हैं अगर मिलकर खेलें",
                "สวัสดีครับทุกคน วันนี้เกมสนุกมากเลย ผมชอบมากที่สุดในโลก ขอบคุณที่เล่นให้ดูนะครับพี่น้องทั้งหลาย",
                "வணக்கம் நண்பர்களே, இன்று விளையாட்டு மிகவும் நன்றாக இருந்தது, நான் மிகவும் மகிழ்ச்சியாக இருக்கிறேன்",
                "সবাইকে শুভেচ্ছা, আজকের খেলাটা খুব সুন্দর হয়েছে, আমি খুব খুশি হয়েছি এবং আবার দেখতে চাই",
                "నమస్కారం మిత్రులారా, ఈ రోజు ఆట చాలా బాగుంది, నాకు చాలా ఆనందంగా ఉంది మళ్ళీ చూడాలని ఉంది",
                "എല്ലാവർക്കും നമസ്കാരം, ഇന്നത്തെ കളി വളരെ നന്നായിരുന്നു, എനിക്ക് വളരെ സന്തോഷമായി",
                "မင်္ဂလာပါ သူငယ်ချင်းတို့ ဒီနေ့ ဂိမ်းက အရမ်းကောင်းတယ် ကျွန်တော် အရမ်းပျော်တယ် မြွှေကြီး",
                "اَلسَّلَامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ وَبَرَكَاتُهُ يَا أَصْدِقَائِي الْيَوْمَ كَانَتِ اللُّعْبَةُ جَمِيلَةً",
                "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ וְהָאָרֶץ הָיְתָה תֹהוּ וָבֹהוּ",
                "Well, I don't know, it's what they'd said: \"we'll see\", and then, of course, he didn't; so, who's next, you or me, or (maybe) both?",
                "Tiếng Việt có nhiều dấu nhưng không phải là ký hiệu, phải không các bạn ơi?"
            })
    void textOfAnyScriptIsNoSymbols(String message) {
        assertThat(Shouting.symbols(message)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "👨‍👩‍👧‍👦 family, 1",
        "🇩🇪 🇫🇷, 2",
        "👍🏽👍🏿, 2",
        "🏳️‍🌈, 1",
        "(╯°□°)╯︵ ┻━┻, 11",
        "ส้้้้้้้้้, 9",
        "Z̴̢͇͗a̷͍͝l̵̰̓g̸̙̈o̴̼͌, 16",
        "★☆★☆, 4",
        "⠀⠀⣿⣿⠀⠀ ⠀⣿⠀⠀⣿⠀, 12"
    })
    void picturesAndPiledMarksAreSymbols(String message, int symbols) {
        assertThat(Shouting.symbols(message)).isEqualTo(symbols);
    }
}
