package bot.herald.web;

import bot.herald.language.Sentences;
import bot.herald.template.Characters;
import bot.herald.web.pages.ListView;
import bot.herald.web.pages.ListView.Column;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A list whose search, order and page come from the address.
 *
 * @param counted key of the text that says how many there are
 * @param words the searchable texts of an item
 * @param orders the first is the default
 */
record Listing<T>(String counted, Function<T, List<String>> words, List<Order<T>> orders) {
    private static final int ON_A_PAGE = 50;
    private static final int LONGEST_QUERY = 100;

    Listing {
        orders = List.copyOf(orders);
    }

    /**
     * A column that can be sorted by.
     *
     * @param label the text above it
     * @param look classes of the column
     * @param descending whether the greatest come first by default
     */
    record Order<T>(String name, String label, String look, Comparator<T> by, boolean descending) {}

    /** The items to show, and the controls around them. */
    record Found<T>(List<T> shown, ListView view) {}

    private record Choice<T>(String query, Order<T> order, boolean descending, int page) {}

    Found<T> of(WebRequest request, String link, List<T> all, Sentences say) {
        Choice<T> choice = choice(request.parameters());
        List<String> wanted = List.of(choice.query.toLowerCase(Locale.ROOT).split(" +"));
        Comparator<T> by = choice.order.by;
        List<T> found = all.stream()
                .filter(one -> wanted.stream()
                        .allMatch(word -> words.apply(one).stream()
                                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word))))
                .sorted(choice.descending ? by.reversed() : by)
                .toList();
        int pages = Math.max(1, (found.size() + ON_A_PAGE - 1) / ON_A_PAGE);
        int page = Math.min(choice.page, pages);
        int from = (page - 1) * ON_A_PAGE;
        List<T> shown = found.subList(from, Math.min(found.size(), from + ON_A_PAGE));
        return new Found<>(
                shown,
                new ListView(
                        link,
                        choice.query,
                        sort(choice),
                        orders.stream()
                                .map(order -> column(link, choice, order))
                                .toList(),
                        shown(counted, from, shown.size(), found.size(), say),
                        page > 1 ? link(link, choice, page - 1) : "",
                        page < pages ? link(link, choice, page + 1) : "",
                        all.isEmpty()));
    }

    private Choice<T> choice(Parameters given) {
        String query = given.find("q").map(String::strip).orElse("");
        String sort = given.find("sort").orElse("");
        boolean turned = sort.startsWith("-");
        String name = turned ? sort.substring(1) : sort;
        Order<T> order = sort.isEmpty()
                ? orders.get(0)
                : orders.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> Parameters.noSuch("sort", orders.stream().map(Order::name)));
        return new Choice<>(
                Characters.first(LONGEST_QUERY, query),
                order,
                sort.isEmpty() ? order.descending() : turned,
                given.page());
    }

    private Column column(String link, Choice<T> choice, Order<T> order) {
        boolean isSorted = order.equals(choice.order);
        Choice<T> next = new Choice<>(choice.query, order, isSorted ? !choice.descending : order.descending(), 1);
        return new Column(
                order.label(),
                link(link, next, 1),
                order.look(),
                isSorted ? (choice.descending ? "descending" : "ascending") : null);
    }

    private String sort(Choice<T> choice) {
        return choice.order.equals(orders.get(0)) && choice.descending == choice.order.descending()
                ? ""
                : (choice.descending ? "-" : "") + choice.order.name();
    }

    private String link(String link, Choice<T> choice, int page) {
        List<String> query = new ArrayList<>();
        if (!choice.query.isEmpty()) {
            query.add("q=" + URLEncoder.encode(choice.query, StandardCharsets.UTF_8));
        }
        if (!sort(choice).isEmpty()) {
            query.add("sort=" + sort(choice));
        }
        if (page > 1) {
            query.add("page=" + page);
        }
        return query.isEmpty() ? link : link + "?" + String.join("&", query);
    }

    /** Which of how many are shown, in words; {@code counted} as with {@link Listing}. */
    static String shown(String counted, int before, int shown, int of, Sentences say) {
        if (of == 0) {
            return say.say(counted + ".none");
        }
        return shown == of
                ? Numbers.counted(say, counted, of)
                : say.say(
                        "shown.part",
                        "from",
                        Numbers.of(before + 1L, say.language()),
                        "to",
                        Numbers.of(before + (long) shown, say.language()),
                        "all",
                        Numbers.of(of, say.language()));
    }
}
