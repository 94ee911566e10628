package bot.herald.feature.filter;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the first link in a message whose domain is not allowed: addresses with and without {@code https://}, domains alone,
 * international ones, and such as {@code example . com} or {@code example (dot) com}.
 *
 * <p>Reads each character a fixed number of times, so that no message takes long.
 */
final class Links {
    /** Endings that make a link of two words with a dot between; no words that begin a sentence, such as "it" or "so". */
    private static final Set<String> ENDINGS = Set.of("""
            ac academy agency ai app art at au bar be best bet biz blog br bz ca casino cash cat cc center ch chat cl click
            cloud club cn co com community company cz de deals design dev digital discount dk education email es eu events
            exchange express fi finance fit fm fr fun fyi games gift gifts gg gl global gold gq gr group guide guru hk host
            hosting how id ie im inc info ink io ir irish jobs jp kim kr la land li life link live llc lol
            loan lt ltd lu lv ly market marketing media mobi moe money monster mp mx name net network news ninja nl nz nu
            observer one online org page party ph photos pics pk pl plus porn press pro promo pt pub pw red rent review
            rip ro rocks rs ru run sale se sex sg sh shop shopping show site sk ski social software solutions space store
            stream studio support surf tech team tel tips tk tools top tr trade tube tv tw ua uk university uno
            vc ventures vet video vip vn watch wang website win wiki work works world ws wtf xxx xyz za zone
            рф рус сайт онлайн москва дети укр бг срб 中国 中國 公司 网络 网址 在线 한국 みんな ไทย भारत
            """.strip().split("\\s+"));

    /** Endings that make a link even with spaces around the dot. */
    private static final Set<String> PLAIN_ENDINGS = Set.of("com", "net", "org", "ru", "xyz", "biz", "рф");

    /** At most one space on each side, since {@link PlainText#visible} left no more: nothing to try twice. */
    private static final Pattern WORD_FOR_DOT =
            Pattern.compile(" ?(?:\\( ?(?:dot|\\.) ?\\)|\\[ ?(?:dot|\\.) ?\\]|\\{ ?(?:dot|\\.) ?\\}) ?| dot ");

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_HOST = 254;

    private Links() {}

    /**
     * The domain, in lower case.
     *
     * @param allowed domains, as {@link #domain} gives them; what is below one is allowed as well
     */
    static Optional<String> forbidden(String message, Set<String> allowed) {
        String text = WORD_FOR_DOT
                .matcher(PlainText.visible(message).toLowerCase(Locale.ROOT))
                .replaceAll(".");
        for (String word : words(text)) {
            Optional<String> found = forbiddenInWord(word, allowed);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The domain in an address that somebody allows, as browsers ask for it; empty if it is none. */
    static Optional<String> domain(String written) {
        String text = PlainText.visible(written).toLowerCase(Locale.ROOT);
        int scheme = text.indexOf("://");
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        int end = 0;
        while (end < rest.length() && isOfHost(rest.charAt(end))) {
            end++;
        }
        String host = rest.substring(0, end);
        host = host.startsWith("www.") ? host.substring(4) : host;
        boolean whole = end == rest.length() || rest.charAt(end) == '/';
        boolean domain = host.contains(".")
                && !host.startsWith(".")
                && !host.endsWith(".")
                && !host.contains("..")
                && host.length() < LONGEST_HOST;
        return whole && domain ? Optional.of(ascii(host)) : Optional.empty();
    }

    /** The words, with those joined to one that only spaces around a dot keep apart. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
        for (int i = 0; i + 1 < words.size(); i++) {
            String word = words.get(i);
            String next = words.get(i + 1);
            if (next.equals(".") && i + 2 < words.size() && endsDomain(words.get(i + 2))) {
                words.add(word + "." + words.get(i + 2));
            } else if (word.length() > 1 && word.endsWith(".") && endsDomain(next)) {
                words.add(word + next);
            } else if (next.startsWith(".") && endsDomain(next.substring(1))) {
                words.add(word + next);
            }
        }
        return words;
    }

    private static boolean endsDomain(String word) {
        int end = 0;
        while (end < word.length() && Character.isLetter(word.charAt(end))) {
            end++;
        }
        String ending = word.substring(0, end);
        boolean withPath = end < word.length() && word.charAt(end) == '/';
        return PLAIN_ENDINGS.contains(ending) || (withPath && ENDINGS.contains(ending));
    }

    private static Optional<String> forbiddenInWord(String word, Set<String> allowed) {
        int at = 0;
        while (at < word.length()) {
            if (!isOfHost(word.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < word.length() && isOfHost(word.charAt(end))) {
                end++;
            }
            boolean scheme = at >= 3 && word.startsWith("://", at - 3);
            boolean path = end < word.length() && "/:?#".indexOf(word.charAt(end)) >= 0 && end + 1 < word.length();
            Optional<String> host = host(word.substring(at, end), scheme, path && word.charAt(end) != '?');
            if (host.isPresent() && !isAllowed(host.get(), allowed)) {
                return host;
            }
            // What stands in the path of an allowed address is no address of its own.
            at = host.isPresent() && path && word.charAt(end) != ':' ? word.length() : end;
        }
        return Optional.empty();
    }

    /** The last part without empty labels that is a domain. */
    private static Optional<String> host(String run, boolean scheme, boolean path) {
        Optional<String> found = Optional.empty();
        List<String> labels = new ArrayList<>();
        for (String label : (run + "..").split("\\.", -1)) {
            if (!label.isEmpty()) {
                labels.add(label);
                continue;
            }
            if (isDomain(labels, scheme, path)) {
                found = Optional.of(ascii(String.join(".", labels)));
            }
            labels.clear();
        }
        return found;
    }

    private static boolean isDomain(List<String> labels, boolean scheme, boolean path) {
        int length = labels.stream().mapToInt(label -> label.length() + 1).sum();
        if (labels.size() < 2
                || length > LONGEST_HOST
                || labels.stream().anyMatch(label -> label.length() > LONGEST_LABEL || label.startsWith("-"))) {
            return false;
        }
        String ending = labels.get(labels.size() - 1);
        boolean number = ending.chars().allMatch(Character::isDigit);
        if (number) {
            return labels.size() == 4
                    && (scheme || path)
                    && labels.stream()
                            .allMatch(label ->
                                    label.length() <= 3 && label.chars().allMatch(Character::isDigit));
        }
        boolean letters = ending.startsWith("xn--")
                || (ending.codePointCount(0, ending.length()) >= 2
                        && ending.codePoints().allMatch(Links::isLetterOrMark));
        boolean known = ENDINGS.contains(ending) || ENDINGS.contains(PlainText.folded(ending));
        return letters
                && (scheme
                        || path
                        || known
                        || ending.startsWith("xn--")
                        || labels.get(0).equals("www"));
    }

    private static boolean isLetterOrMark(int c) {
        return Character.isLetter(c) || PlainText.isMark(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isOfHost(char c) {
        return Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || PlainText.isMark(c)
                || Character.getType(c) == Character.COMBINING_SPACING_MARK
                || c == '.'
                || c == '-'
                || c == '_';
    }

    private static boolean isAllowed(String host, Set<String> allowed) {
        for (int at = 0; at >= 0; at = next(host, at)) {
            if (allowed.contains(host.substring(at))) {
                return true;
            }
        }
        return false;
    }

    private static int next(String host, int at) {
        int dot = host.indexOf('.', at);
        return dot < 0 ? -1 : dot + 1;
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            // No browser can ask for it, but it stays a link for people to read.
            return host;
        }
    }
}
