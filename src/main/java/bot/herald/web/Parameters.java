package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a query or form, each at most once. */
final class Parameters {
    private static final int LONGEST = 2048;
    private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,8}");
    /** As much as a request may hold: forms check the length of each field themselves, and keep what was typed. */
    private static final int LONGEST_IN_FORM = 65_536;

    static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    static Parameters of(Map<String, String> values) {
        return new Parameters(Map.copyOf(values));
    }

    static Parameters parse(String query) {
        return parse(query, LONGEST);
    }

    /** The fields of a form, whose texts may be longer. */
    static Parameters ofForm(String body) {
        return parse(body, LONGEST_IN_FORM);
    }

    /** The fields of a form that takes another bot's export. */
    static Parameters ofLargeForm(String body) {
        return parse(body, Integer.MAX_VALUE);
    }

    private static Parameters parse(String query, int longest) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (name.length() > longest || value.length() > longest) {
                throw malformed("A part of this address is too long.");
            }
            if (values.putIfAbsent(name, value) != null) {
                throw malformed("This address says the same thing twice.");
            }
        }
        return new Parameters(values);
    }

    /** The value, unless it is missing or blank. */
    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /**
     * The choice that the parameter names, or the default.
     *
     * @throws ProblemException if something else is named
     */
    <E extends Enum<E>> E choice(String name, Class<E> choices, E usual) {
        return find(name)
                .map(wanted -> choice(wanted, choices)
                        .orElseThrow(() -> noSuch(
                                name, Arrays.stream(choices.getEnumConstants()).map(Parameters::text))))
                .orElse(usual);
    }

    /**
     * The page of a list that is asked for, from 1; the list may have fewer.
     *
     * @throws ProblemException if the address says something else
     */
    int page() {
        return find("page")
                .map(text -> {
                    if (!PAGE.matcher(text).matches()) {
                        throw new ProblemException(
                                HttpProblem.badParameter("\"page\" takes the number of a page, from 1 on."));
                    }
                    return Integer.parseInt(text);
                })
                .orElse(1);
    }

    /** For a choice that does not exist. */
    static ProblemException noSuch(String name, Stream<String> choices) {
        return new ProblemException(HttpProblem.badParameter(
                "\"" + name + "\" can be one of these: " + choices.collect(Collectors.joining(", ")) + "."));
    }

    static <E extends Enum<E>> Optional<E> choice(String text, Class<E> choices) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> text(choice).equals(text))
                .findFirst();
    }

    /** How a choice is written in an address. */
    static String text(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Map<String, String> all() {
        return Map.copyOf(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("This address is garbled.");
        }
    }

    private static ProblemException malformed(String message) {
        return new ProblemException(HttpProblem.badRequest(message));
    }
}
