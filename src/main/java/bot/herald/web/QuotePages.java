package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feature.command.QuoteStore.Quote;
import bot.herald.web.Listing.Found;
import bot.herald.web.Listing.Order;
import bot.herald.web.pages.QuotesPage;
import bot.herald.web.pages.QuotesPage.Row;
import bot.herald.web.pages.When;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The quotes of a channel, latest first. */
final class QuotePages {
    private static final Listing<Quote> LISTING = new Listing<>(
            "quotes.shown",
            quote -> List.of(quote.text(), quote.category(), quote.addedBy(), "#" + quote.number()),
            List.of(
                    new Order<>("number", "public.number", "right", Comparator.comparing(Quote::number), true),
                    new Order<>("text", "public.quote", "", comparing(Quote::text), false),
                    new Order<>("category", "label.category", "wide-only", comparing(Quote::category), false),
                    new Order<>("by", "label.added-by", "wide-only", comparing(Quote::addedBy), false)));

    private final Editors editing;
    private final PageNeeds needs;

    QuotePages(Editors editing, PageNeeds needs) {
        this.editing = editing;
        this.needs = needs;
    }

    private static Comparator<Quote> comparing(java.util.function.Function<Quote, String> text) {
        return Comparator.comparing((Quote quote) -> text.apply(quote).toLowerCase(Locale.ROOT))
                .thenComparing(Quote::number);
    }

    List<Route> routes() {
        return List.of(needs.page("/dashboard/{id}/quotes", this::show));
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        ChannelLinks links = needs.links();
        String here = links.page(channel, Section.QUOTES.path());
        Found<Quote> found = LISTING.of(request, here, editing.books().quotes().all(channel.id()), needs.say(request));
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .quotes(new QuotesPage(
                                needs.confirmations().of(request, channel, visitor),
                                found.view(),
                                needs.prefixes().of(channel.id()),
                                here + "/new",
                                visitor.session().formToken().reveal(),
                                found.shown().stream()
                                        .map(quote -> row(channel, quote))
                                        .toList())));
    }

    private Row row(Channel channel, Quote quote) {
        String number = Long.toString(quote.number());
        String link = needs.links().item(channel, Section.QUOTES.path(), number);
        return new Row(
                number,
                quote.text(),
                quote.category(),
                quote.addedBy(),
                When.of(quote.addedAt()),
                link,
                link + "/delete");
    }
}
