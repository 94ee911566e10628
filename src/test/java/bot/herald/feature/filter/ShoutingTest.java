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
        "'KEKW, OMEGALUL: (KEKW)', false",
        "LETSGOOO LETSGOOO, false",
        "MEGALUL RAGEY LULE, false",
        "XD LOL LMAO XD, false",
        "HTTPS://YOUTU.BE/ABCDEF, false",
        "WWW.YOUTUBE.COM/ABCDEFGH, false",
        "WHY ARE YOU SHOUTING AT ME, true",
        "\u00c7OK G\u00dcZEL B\u0130R OYUN, true",
        "\u0393\u0399\u0391\u03a4\u0399 \u03a6\u03a9\u039d\u0391\u0396\u0395\u0399\u03a3, true",
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
                "\u179f\u17bd\u179f\u17d2\u178f\u17b8\u17a2\u17d2\u1793\u1780\u1791\u17b6\u17c6\u1784\u17a2\u179f\u17cb\u1782\u17d2\u1793\u17b6",
                "ສະບາຍດີທຸກຄົນ ມື້ນີ້ເກມມ່ວນຫຼາຍ ຂ້ອຍມັກຫຼາຍທີ່ສຸດ ຂອບໃຈທີ່ຫຼິ້ນໃຫ້ເບິ່ງ",
                "བཀྲ་ཤིས་བདེ་ལེགས། དེ་རིང་གི་རྩེད་མོ་ཡག་པོ་ཞེ་དྲག་འདུག བསྒྲུབས་ ཧཱུྃ ཨོཾ་མ་ཎི་པདྨེ་ཧཱུྃ",
                "ආයුබෝවන් යාළුවනේ, අද සෙල්ලම ගොඩක් හොඳයි, ශ්‍රී ලංකාවේ ඉඳන් බලන්නේ, ප්‍රශ්නයක් නැහැ",
                "ನಮಸ್ಕಾರ ಸ್ನೇಹಿತರೇ, ಇಂದಿನ ಆಟ ತುಂಬಾ ಚೆನ್ನಾಗಿತ್ತು, ನನಗೆ ತುಂಬಾ ಖುಷಿಯಾಗಿದೆ",
                "안녕하세요, 오늘 방송 너무 재밌었어요!! ㅋㅋㅋㅋㅋㅋ ㅠㅠ",
                "\u00bfQu\u00e9 tal? \u00a1Hola! \u2014 \u00abBien\u00bb, dijo \u00e9l; \"\u00bfy t\u00fa?\"",
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
