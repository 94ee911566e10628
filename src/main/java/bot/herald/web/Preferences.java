package bot.herald.web;

import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Frame.Taste;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The theme, the language, and whether to load pictures from Twitch. Kept in cookies, so that they work without scripts and before a
 * login.
 */
final class Preferences {
    private static final String COOKIE = "herald_theme";
    private static final String LANGUAGE_COOKIE = "herald_language";
    private static final Duration LIFETIME = Duration.ofDays(400);
    private static final Set<String> CHOSEN = Set.of("light", "dark");
    private static final String SYSTEM = "system";
    private static final String PICTURES = "pictures";
    private static final String NO_PICTURES = "herald_pictures";
    private static final String OFF = "off";

    private final WebSettings settings;
    private final CookieNames cookies;
    private final SameOrigin sameOrigin;

    Preferences(WebSettings settings) {
        this.settings = settings;
        this.cookies = CookieNames.of(settings, "/");
        this.sameOrigin = new SameOrigin(settings);
    }

    Taste of(WebRequest request) {
        return new Taste(theme(request), language(request));
    }

    /** The texts in the reader's language. */
    Sentences say(WebRequest request) {
        return Frame.TEXTS.in(language(request));
    }

    private String theme(WebRequest request) {
        return request.cookies(cookies.name(COOKIE)::equals).stream()
                .filter(CHOSEN::contains)
                .findFirst()
                .orElse("");
    }

    /** As chosen, or else as the browser asks for. */
    private Language language(WebRequest request) {
        return request.cookies(cookies.name(LANGUAGE_COOKIE)::equals).stream()
                .flatMap(code -> Language.of(code).stream())
                .findFirst()
                .orElseGet(() ->
                        Language.accepted(request.header("accept-language").orElse("")));
    }

    /** Whether the browser may load avatars and emotes from Twitch; true unless switched off. */
    boolean pictures(WebRequest request) {
        return request.cookies(cookies.name(NO_PICTURES)::equals).stream().noneMatch(OFF::equals);
    }

    List<Route> routes() {
        return List.of(Route.on("POST", "/theme", this::choose), Route.on("POST", "/language", this::chooseLanguage));
    }

    private Answer chooseLanguage(WebRequest request) {
        if (!sameOrigin.made(request)) {
            throw new ProblemException(AccessProblems.FOREIGN_ORIGIN);
        }
        Language chosen = Parameters.ofForm(request.body())
                .find("language")
                .flatMap(Language::of)
                .orElseThrow(() -> new ProblemException(HttpProblem.of(400)));
        return Answer.seeOther(back(request))
                .with("Set-Cookie", cookies.header(LANGUAGE_COOKIE, chosen.code(), LIFETIME.toSeconds()));
    }

    private Answer choose(WebRequest request) {
        if (!sameOrigin.made(request)) {
            throw new ProblemException(AccessProblems.FOREIGN_ORIGIN);
        }
        Optional<String> pictures = Parameters.ofForm(request.body()).find(PICTURES);
        if (pictures.isPresent()) {
            boolean off = pictures.get().equals(OFF);
            return Answer.seeOther(back(request))
                    .with("Set-Cookie", cookies.header(NO_PICTURES, OFF, off ? LIFETIME.toSeconds() : 0));
        }
        String chosen = Parameters.ofForm(request.body()).find("theme").orElse("");
        if (!CHOSEN.contains(chosen) && !chosen.equals(SYSTEM)) {
            throw new ProblemException(HttpProblem.of(400));
        }
        long seconds = chosen.equals(SYSTEM) ? 0 : LIFETIME.toSeconds();
        return Answer.seeOther(back(request)).with("Set-Cookie", cookies.header(COOKIE, chosen, seconds));
    }

    /** To the page that the form was on: an address without a host, which leads nowhere but here. */
    private URI back(WebRequest request) {
        try {
            URI page = URI.create(request.header("referer").orElse(""));
            String path = page.getRawPath() == null ? "" : page.getRawPath();
            if (path.startsWith("/") && !path.startsWith("//")) {
                return URI.create(path + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery()));
            }
        } catch (IllegalArgumentException e) {
            // There is no going back to an unreadable address.
        }
        return URI.create(settings.link("/"));
    }
}
