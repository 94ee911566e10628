package bot.herald.feature.filter;

import bot.herald.moderation.PlainText;
import bot.herald.template.Template;
import java.net.IDN;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the first link to a domain that is not allowed: addresses with and without {@code https://}, bare and international
 * domains, and spellings such as {@code example . com} or {@code example (dot) com}.
 *
 * <p>Runs in time proportional to the length of the message.
 */
final class Links {
    /** An allowed target: a host with its subdomains, or only the addresses that begin with a path there. */
    record Allowed(String host, String path) {}

    private static final String CLIPS = "clips.twitch.tv";
    private static final Pattern CLIP_ON_TWITCH = Pattern.compile("/(?:[a-z0-9_]{1,25}/)?clip/[a-z0-9_-]+(?:[?#].*)?");

    /** Single characters that spell out an address. */
    private static final Pattern SPELLED_OUT = Pattern.compile("(?<!\\S)(?:\\S ){4,}\\S(?!\\S)");
    /** Schemes of addresses without a host. */
    private static final Pattern OF_A_PROGRAM = Pattern.compile("\\b(steam|discord|tg|magnet):(?://|\\?)\\S");

    private static final Pattern LOOSE_END = Pattern.compile("[-_]+$");
    private static final Pattern NUMBERS = Pattern.compile("(?:[0-9]+|0x[0-9a-f]+)(?:\\.(?:[0-9]+|0x[0-9a-f]+))*");

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_HOST = 254;

    private Links() {}

    /**
     * The domain of the first link that is not allowed, in lower case.
     *
     * @param allowed as {@link #allowed(String)} reads them
     */
    static Optional<String> forbidden(String message, Collection<Allowed> allowed) {
        return first(message, (host, rest) -> !isAllowed(host, rest, allowed));
    }

    /**
     * The same for a text that includes a viewer's words; the channel's own links are allowed.
     *
     * @param own the text with {@link Template#GAP} in place of the viewer's words
     */
    static Optional<String> forbidden(String message, String own, Collection<Allowed> allowed) {
        List<Own> ours = new ArrayList<>();
        first(own, (host, rest) -> {
            ours.add(new Own(host, rest));
            return false;
        });
        return first(
                message,
                (host, rest) -> !isAllowed(host, rest, allowed)
                        && ours.stream().noneMatch(link -> link.isOrBegins(host, rest)));
    }

    /** @param wanted decides by the host and what follows it */
    private static Optional<String> first(String message, BiPredicate<String, String> wanted) {
        String text = SpelledOutAddress.of(message);
        Matcher program = OF_A_PROGRAM.matcher(text);
        if (program.find() && wanted.test(program.group(1) + "://", "")) {
            return Optional.of(program.group(1) + "://");
        }
        for (String word : words(text)) {
            Optional<String> found = firstInWord(word, wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A link in a template: the part before a gap is the channel's own, so that twitch.tv/{1} may lead to anybody. */
    private record Own(String host, String rest) {
        boolean isOrBegins(String asked, String askedRest) {
            int gap = rest.indexOf(Template.GAP);
            return host.equals(asked)
                    && (gap < 0
                            ? LinkPath.withoutClosing(askedRest).equals(LinkPath.withoutClosing(rest))
                            : askedRest.startsWith(rest.substring(0, gap)) && !LinkPath.climbs(askedRest));
        }
    }

    /** Parses an address to allow, in the form that browsers use; empty if it is invalid. */
    static Optional<Allowed> allowed(String written) {
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
        String path = rest.substring(end);
        boolean good = whole && domain && path.indexOf(' ') < 0 && !LinkPath.climbs(path);
        return good ? Optional.of(new Allowed(ascii(host), LinkPath.withoutEnd(path))) : Optional.empty();
    }

    /** The words; those separated only by a dot with spaces around it become one. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
        for (int i = 0; i + 1 < words.size(); i++) {
            String word = words.get(i);
            String next = words.get(i + 1);
            if (next.equals(".") && i + 2 < words.size() && endsDomain(words.get(i + 2))) {
                words.add(word + "." + words.get(i + 2));
            } else if (word.length() > 1 && word.endsWith(".") && endsDomainAlone(next)) {
                words.add(word + next);
            } else if (next.startsWith(".") && endsDomainAlone(next.substring(1))) {
                words.add(word + next);
            }
        }
        SPELLED_OUT.matcher(text).results().forEach(found -> {
            String word = found.group().replace(" ", "");
            int dot = word.lastIndexOf('.');
            if (dot > 0 && DomainEndings.isPlain(leadingLetters(word.substring(dot + 1)))) {
                words.add(word);
            }
        });
        return words;
    }

    private static boolean endsDomain(String word) {
        String ending = leadingLetters(word);
        boolean withPath = ending.length() < word.length() && word.charAt(ending.length()) == '/';
        return DomainEndings.isPlain(ending) || (withPath && DomainEndings.isKnown(ending));
    }

    /** As {@link #endsDomain}, for a dot with a space on one side only. */
    private static boolean endsDomainAlone(String word) {
        String ending = leadingLetters(word);
        return endsDomain(word) && (ending.length() < word.length() || !DomainEndings.beginsASentence(ending));
    }

    private static String leadingLetters(String word) {
        int end = 0;
        while (end < word.length() && Character.isLetter(word.charAt(end))) {
            end++;
        }
        return word.substring(0, end);
    }

    private static Optional<String> firstInWord(String word, BiPredicate<String, String> wanted) {
        int at = 0;
        while (at < word.length()) {
            if (word.charAt(at) == '[' && at >= 3 && word.startsWith("://", at - 3) && word.indexOf(']', at) > 0) {
                int end = word.indexOf(']', at) + 1;
                if (wanted.test(word.substring(at, end), word.substring(end))) {
                    return Optional.of(word.substring(at, end));
                }
                at = end;
                continue;
            }
            if (!isOfHost(word.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < word.length() && isOfHost(word.charAt(end))) {
                end++;
            }
            boolean scheme = at >= 3 && word.startsWith("://", at - 3);
            int afterPort = afterPort(word, end);
            boolean path = hasPath(word, afterPort) && !DomainEndings.isEitherOr(word.substring(at));
            Optional<String> host = host(word.substring(at, end), scheme, path || afterPort > end);
            if (host.isPresent() && wanted.test(host.get(), word.substring(afterPort))) {
                return host;
            }
            // A domain in the path of an allowed address is not an address.
            boolean goesOn = afterPort < word.length() && "/?#".indexOf(word.charAt(afterPort)) >= 0;
            at = host.isPresent() && goesOn ? word.length() : end;
        }
        return Optional.empty();
    }

    /** The end of the port that begins here; the same position if there is none. */
    private static int afterPort(String word, int colon) {
        int end = colon + 1;
        while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
            end++;
        }
        boolean isPort = colon < word.length() && word.charAt(colon) == ':' && end > colon + 1;
        return isPort ? end : colon;
    }

    private static boolean hasPath(String word, int slash) {
        return slash + 1 < word.length()
                && word.charAt(slash) == '/'
                && (Character.isLetterOrDigit(word.charAt(slash + 1))
                        || "@_-~%?#+".indexOf(word.charAt(slash + 1)) >= 0);
    }

    /** The last part that is a domain, without empty labels. */
    private static Optional<String> host(String run, boolean scheme, boolean path) {
        Optional<String> found = Optional.empty();
        List<String> labels = new ArrayList<>();
        for (String written : (run + "..").split("\\.", -1)) {
            String label = LOOSE_END.matcher(written).replaceFirst("");
            if (!label.isEmpty()) {
                labels.add(label);
                continue;
            }
            if (scheme
                    && !labels.isEmpty()
                    && NUMBERS.matcher(String.join(".", labels)).matches()) {
                found = Optional.of(String.join(".", labels));
            } else if (isDomain(labels, scheme, path)) {
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
        if (ending.chars().allMatch(Character::isDigit)) {
            return labels.size() == 4
                    && (scheme || path)
                    && labels.stream()
                            .allMatch(label ->
                                    label.length() <= 3 && label.chars().allMatch(Character::isDigit));
        }
        boolean letters = ending.startsWith("xn--")
                || (ending.codePointCount(0, ending.length()) >= 2
                        && ending.codePoints().allMatch(Links::isLetterOrMark));
        boolean named = labels.subList(0, labels.size() - 1).stream()
                .anyMatch(label -> label.codePoints().anyMatch(Character::isLetter));
        return letters
                && (scheme
                        || (path && named && DomainEndings.exists(ending))
                        || DomainEndings.makeLink(labels)
                        || ending.startsWith("xn--")
                        || labels.get(0).equals("www"));
    }

    private static boolean isLetterOrMark(int c) {
        return Character.isLetter(c) || PlainText.isMark(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isOfHost(char c) {
        return Character.isLetterOrDigit(c)
                // Pictures are removed, so this is half of a letter.
                || Character.isSurrogate(c)
                || PlainText.isMark(c)
                || Character.getType(c) == Character.COMBINING_SPACING_MARK
                || c == '.'
                || c == '-'
                || c == '_';
    }

    /** @param rest everything after host and port, up to the next space */
    private static boolean isAllowed(String host, String rest, Collection<Allowed> allowed) {
        String asked = LinkPath.withoutClosing(rest);
        return allowed.stream()
                .anyMatch(each -> isBelow(host, each.host())
                        ? LinkPath.leadsThere(asked, each.path())
                        : each.host().equals(CLIPS)
                                && each.path().isEmpty()
                                && isBelow(host, "twitch.tv")
                                && CLIP_ON_TWITCH.matcher(asked).matches());
    }

    private static boolean isBelow(String host, String allowed) {
        return host.equals(allowed) || host.endsWith("." + allowed);
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            // Browsers cannot open it, but people still read it as a link.
            return host;
        }
    }
}
