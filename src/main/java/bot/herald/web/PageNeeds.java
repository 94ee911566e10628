package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.account.Guest;
import bot.herald.channel.Channel;
import bot.herald.feed.ChannelFeed;
import bot.herald.identity.DiscordProfile;
import bot.herald.language.Sentences;
import bot.herald.web.pages.GuestPage;
import bot.herald.web.pages.LoginPage;
import bot.herald.web.pages.Pages;
import java.net.URLEncoder;

/** What every page for logged-in people needs. */
record PageNeeds(
        WebSettings settings,
        Shells shells,
        Gate gate,
        ManagedChannel channels,
        ChannelLinks links,
        KeptForms forms,
        Prefixes prefixes,
        Confirmations confirmations,
        Previews previews) {
    static PageNeeds of(
            WebSettings settings, Gate gate, People people, ChannelFeed feed, Editors editing, KeptForms forms) {
        ChannelLinks links = new ChannelLinks(settings);
        Prefixes prefixes = new Prefixes(people.books(), settings);
        return new PageNeeds(
                settings,
                new Shells(settings, people.managed()),
                gate,
                new ManagedChannel(people.managed()),
                links,
                forms,
                prefixes,
                new Confirmations(people, editing.undoing(), links, prefixes, new Preferences(settings)),
                new Previews(people.books(), feed, prefixes, people.clock()));
    }

    /** The texts in the reader's language. */
    Sentences say(WebRequest request) {
        return shells.preferences().say(request);
    }

    /** Pages within a channel's frame. */
    Pages pages(WebRequest request, Visitor visitor, Channel channel) {
        return shells.of(request, visitor, channel);
    }

    /** Pages within the frame of no particular channel. */
    Pages pages(WebRequest request, Visitor visitor) {
        return shells.of(request, visitor);
    }

    /** Where a form leads once it is saved. */
    Answer done(Channel channel, Visitor visitor, Section section) {
        return confirmations.answer(channel, visitor, links.page(channel, section.path()));
    }

    /** A page for logged-in people; others get one that leads to the login. */
    Route page(String path, VisitorEndpoint endpoint) {
        return Route.get(
                path,
                gate.page((request, visitor) -> withPictures(request, endpoint.answer(request, visitor)), this::login));
    }

    private Answer login(WebRequest request) {
        return gate.guestOfBrowser(request)
                .map(guest -> Answer.html(403, shells.open(request).guest(guestPage(guest, request))))
                .orElseGet(() -> Answer.html(
                        401,
                        shells.open(request)
                                .login(new LoginPage(
                                        loginLink(request), gate.takesGuests() ? discordLink(request) : ""))));
    }

    private GuestPage guestPage(Guest guest, WebRequest request) {
        DiscordProfile profile = guest.account().profile();
        return new GuestPage(
                profile.displayName(),
                profile.username().value(),
                guest.account().person().isPresent(),
                loginLink(request),
                settings.link("/auth/discord"),
                settings.link("/auth/logout"),
                guest.formToken().reveal());
    }

    private String discordLink(WebRequest request) {
        return settings.link("/auth/discord") + "?page=" + URLEncoder.encode(wanted(request), UTF_8);
    }

    /** For readers who want no pictures from elsewhere, adds a second policy: browsers enforce both. */
    private Answer withPictures(WebRequest request, Answer answer) {
        return pictures(request) ? answer : answer.with("Content-Security-Policy", "img-src 'self'");
    }

    boolean pictures(WebRequest request) {
        return shells.preferences().pictures(request);
    }

    /** Leads back to the page that was wanted. */
    private String loginLink(WebRequest request) {
        return forms.loginLink(wanted(request));
    }

    private static String wanted(WebRequest request) {
        return request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
    }

    /** Handles a form of such a page. */
    Route form(String path, VisitorEndpoint endpoint) {
        return Route.on("POST", path, gate.changing(endpoint));
    }
}
