package bot.herald.web;

import bot.herald.web.pages.LoginPage;
import bot.herald.web.pages.Pages;

/** What every page for logged-in people needs. */
record PageNeeds(
        WebSettings settings, Pages pages, Gate gate, ManagedChannel channels, ChannelLinks links, KeptForms forms) {
    static PageNeeds of(WebSettings settings, Pages pages, Gate gate, People people, KeptForms forms) {
        return new PageNeeds(
                settings, pages, gate, new ManagedChannel(people.managed()), new ChannelLinks(settings), forms);
    }

    /** For others there is a page that leads to the login. */
    Route page(String path, VisitorEndpoint endpoint) {
        return Route.get(
                path, gate.page(endpoint, request -> Answer.html(401, pages.login(new LoginPage(loginLink(request))))));
    }

    /** Leads back to the page that was wanted. */
    private String loginLink(WebRequest request) {
        String wanted = request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
        return forms.loginLink(wanted);
    }

    /** Takes what a form of such a page sends. */
    Route form(String path, VisitorEndpoint endpoint) {
        return Route.on("POST", path, gate.changing(endpoint));
    }
}
