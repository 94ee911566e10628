package bot.herald.feature.filter;

import bot.herald.moderation.PlainText;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells addresses from sentences that lack a space after the full stop, by the last part of the name. */
final class DomainEndings {
    /** Endings that make a link of two words joined by a dot. None is a word used in chat, or a file extension. */
    private static final Set<String> PLAIN = words("""
            bg biz br bz cc ch cl cn co com cz de dk edu ee gov gq gr hk jp kr lt lu lv ly mobi mx net nl nz org ph pt ru sg sk
            tr tv ua uk vn ws xyz рф бг срб
            """);

    /** Endings that make a link even with spaces around the dot. */
    private static final Set<String> EVEN_WITH_SPACES = words("com net org ru xyz biz рф");

    /** Endings that also begin a sentence, or come with a dot of their own: "the .net framework", "I quit. Net worth is low". */
    private static final Set<String> BEGINNINGS = words("net org");

    /** Endings that are words as well, and so need a path, a scheme or www. */
    private static final Set<String> WORDS = words("""
            academy accountant adult agency ai airforce apartments app art associates attorney auction audio auto autos baby band
            bank bar bargains beauty beer best bet bible bid bike bingo bio blog blue boats boutique broker build builders business
            buzz cab cafe cam camera camp capital car cards care careers cars casa cash casino center ceo cfd charity chat cheap
            church city claims cleaning click clinic clothing cloud club codes coffee college community company computer condos
            construction consulting contractors cooking cool coupons courses credit creditcard cricket cruises cyou dance date dating
            day deals degree delivery democrat dental dentist design dev diamonds diet digital direct directory discount doctor dog
            domains download earth eco education email energy engineer engineering enterprises equipment estate events exchange
            expert exposed express fail faith family fan fans farm fashion film finance financial fish fit fitness flights florist
            flowers foo football forsale forum foundation fun fund furniture futbol fyi gallery game games garden gay gift gifts
            gives glass global gmbh gold golf graphics gratis green gripe group guide guitars guru hair haus health healthcare help
            homes horse hospital host hosting hotel house how icu immo inc industries info ing ink institute insurance insure int
            international investments jetzt jewelry jobs juegos kaufen kim kitchen land law lawyer lease legal lgbt life lighting
            limited limo link live llc loan loans lol lotto love ltd luxury makeup management market marketing mba media meme men
            menu moda moe mom money monster mortgage mov movie museum music name navy network new news nexus ninja now one onl
            online organic page partners parts party pet pharmacy photo photography photos pics pictures pink pizza place play plus
            poker porn press pro productions promo properties property pub quest racing realty recipes red rehab reise rent rentals
            repair report republican rest restaurant review reviews rich rip rocks rodeo rsvp rugby run sale salon sarl sbs school
            schule science security services sex sexy shoes shop shopping show singles site ski skin soccer social software solar
            solutions soy space sport spot store stream studio study style sucks supplies supply support surf surgery systems tattoo
            tax taxi team tech technology tel tennis theater tickets tienda tips tires today tools top tours town toys trade trading
            training travel university vacations vegas ventures vet viajes video villas vin vip vision vodka vote voyage wang watch
            webcam website wedding wiki win wine work works world wtf xxx yachts yoga zip zone
            рус сайт онлайн москва дети укр 中国 中國 公司 网络 网址 在线 한국 みんな ไทย भारत
            """);

    /**
     * Well-known hosts whose ending is a word as well: "nice.gg" is usually a forgotten space. Their subdomains are links
     * too.
     */
    private static final Set<String> WELL_KNOWN = words("""
            amzn.to beacons.ai bsky.app carrd.co cash.app clck.ru cutt.ly discord.gg discord.me dsc.gg fans.ly fb.me fb.watch
            forms.gle github.io gofile.io gofund.me goo.gl guilded.gg is.gd itch.io linktr.ee m.me maps.app.goo.gl mega.nz
            netlify.app ngrok.io onlyfans.com op.gg ow.ly pages.dev paypal.me pump.fun rb.gy redd.it roblox.com.ge s.team
            shorte.st shorturl.at snip.ly spoti.fi streamable.com streamelements.com t.co t.me telegram.me throne.me trovo.live
            twitch.tv u.gg v.gd vercel.app wa.me web.app workers.dev youtu.be
            """);

    /** Names that are hardly ever meant as an address. */
    private static final Set<String> NAMES = words("asp.net vb.net ado.net ml.net java.net system.net");

    /** Second-level names, as in evil.com.au. */
    private static final Set<String> SECOND_LEVEL = words("com co net org gov edu ac");

    private static final Pattern EITHER_OR =
            Pattern.compile("[^/]*\\.(?:yes/no|no/yes|he/(?:him|they)|she/(?:her|they)|they/them"
                    + "|him/her|his/her|either/or|and/or|win/lose|on/off|true/false|day/night|up/down|left/right|male/female|w/o?|n/a)"
                    + "(?![a-z0-9/_-]).*");

    private DomainEndings() {}

    private static Set<String> words(String text) {
        return Set.copyOf(List.of(text.strip().split("\\s+")));
    }

    /** Whether it makes a link even with spaces around the dot. */
    static boolean isPlain(String ending) {
        return EVEN_WITH_SPACES.contains(ending);
    }

    static boolean beginsASentence(String ending) {
        return BEGINNINGS.contains(ending);
    }

    /** Whether addresses end like this, even if it is a word as well. */
    static boolean isKnown(String ending) {
        return PLAIN.contains(ending) || WORDS.contains(ending) || ending.equals("gg");
    }

    /** As {@link #isKnown}, or the ending of a country. */
    static boolean exists(String ending) {
        boolean country = ending.length() == 2 && ending.chars().allMatch(c -> c >= 'a' && c <= 'z');
        return country || isKnown(ending) || isKnown(folded(ending)) || ending.startsWith("xn--");
    }

    /** Whether a word with a slash after a full stop is not an address: "which one.yes/no". */
    static boolean isEitherOr(String word) {
        return EITHER_OR.matcher(word).matches();
    }

    /** Whether the parts of a name are an address by themselves, without scheme or path. */
    static boolean makeLink(List<String> labels) {
        int size = labels.size();
        String ending = labels.get(size - 1);
        boolean plain = PLAIN.contains(ending) || PLAIN.contains(folded(ending));
        boolean below = size > 2 && ending.length() == 2 && SECOND_LEVEL.contains(labels.get(size - 2));
        return (plain && (size > 2 || !NAMES.contains(String.join(".", labels)))) || below || isWellKnown(labels);
    }

    private static boolean isWellKnown(List<String> labels) {
        for (int from = 0; from + 2 <= labels.size(); from++) {
            if (WELL_KNOWN.contains(folded(String.join(".", labels.subList(from, labels.size()))))) {
                return true;
            }
        }
        return false;
    }

    private static String folded(String text) {
        return PlainText.folded(text, PlainText.Script.LATIN);
    }
}
