package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.security.Sha256;
import bot.herald.template.Characters;
import bot.herald.web.PublicChannels.PublicChannel;
import bot.herald.web.PublicChannels.PublicCommand;
import bot.herald.web.PublicChannels.PublicCounter;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Pages;
import bot.herald.web.pages.PublicPage;
import bot.herald.web.pages.When;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * {@code /c/{login}} and the same as JSON: what viewers can type in a chat. Needs no login and sets no cookie. A channel that is not
 * connected, one that never existed, and any channel while the operator has the page switched off get the same 404.
 */
final class PublicPages {
    private static final String JSON = ".json";
    private static final int PER_MINUTE = 60;
    private static final int PER_MINUTE_SHARED = 600;
    private static final int ROWS = 200;
    private static final int LONGEST_SEARCH = 100;

    private final PublicChannels channels;
    private final WebSettings settings;
    private final Pages pages;
    private final ClientLimit limit;

    PublicPages(PublicChannels channels, WebSettings settings, Pages pages, Clock clock) {
        this.channels = channels;
        this.settings = settings;
        this.pages = pages;
        this.limit = new ClientLimit(PER_MINUTE, PER_MINUTE_SHARED, Duration.ofMinutes(1), clock);
    }

    /** Those in no category last. */
    private static final Comparator<PublicCommand> BY_CATEGORY = Comparator.comparing(
                    (PublicCommand command) -> command.category().isEmpty())
            .thenComparing(command -> command.category().toLowerCase(Locale.ROOT))
            .thenComparing(PublicCommand::category)
            .thenComparing(PublicCommand::name);

    List<Route> routes() {
        return List.of(Route.get("/c/{who}", this::answer));
    }

    private Answer answer(WebRequest request) {
        if (!limit.take(request.client())) {
            throw new ProblemException(AccessProblems.TOO_MANY_REQUESTS);
        }
        String asked = request.pathValues().getOrDefault("who", "");
        boolean isJson = asked.endsWith(JSON);
        String who = isJson ? asked.substring(0, asked.length() - JSON.length()) : asked;
        String ending = isJson ? JSON : "";
        PublicChannel channel = channels.find(who.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new ProblemException(HttpProblem.of(404)));
        if (!who.equals(channel.login())) {
            URI here = URI.create(settings.link("/c/" + channel.login() + ending));
            return new Answer(
                    301, "", "", "public, max-age=60", List.of(new Answer.Header("Location", here.toString())));
        }
        Answer whole = isJson
                ? Answer.json(200, Json.write(json(channel))).with("Access-Control-Allow-Origin", "*")
                : Answer.html(200, pages.in(channel.language()).publicPage(page(channel, request.parameters())));
        String tag = '"' + version(whole.body()) + '"';
        boolean isSame = request.header("if-none-match").filter(tag::equals).isPresent();
        Answer answer = isSame ? Answer.empty(304) : whole;
        return answer.cached("public, max-age=60").with("ETag", tag).with("X-Robots-Tag", "noindex");
    }

    /** Quotes and counters appear only if the channel shows them. */
    private record Body(
            Whose channel,
            List<Row> commands,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Said> quotes,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PublicCounter> counters) {}

    private record Said(long number, String text, String category, String addedAt) {}

    private record Whose(String id, String login, String displayName) {}

    private record Row(String name, List<String> aliases, String text, String role, Rest cooldown, String category) {}

    private record Rest(int channelSeconds, int userSeconds) {}

    private static Body json(PublicChannel channel) {
        return new Body(
                new Whose(channel.id(), channel.login(), channel.displayName()),
                channel.commands().stream()
                        .map(command -> new Row(
                                command.name(),
                                command.aliases(),
                                command.text(),
                                command.role(),
                                new Rest(command.channelSeconds(), command.userSeconds()),
                                command.category()))
                        .toList(),
                channel.quotes().stream()
                        .map(quote -> new Said(
                                quote.number(),
                                quote.text(),
                                quote.category(),
                                quote.addedAt().toString()))
                        .toList(),
                channel.counters());
    }

    private PublicPage page(PublicChannel channel, Parameters parameters) {
        String search = parameters.find("q").orElse("").strip();
        String wanted = Characters.first(LONGEST_SEARCH, search).toLowerCase(Locale.ROOT);
        List<PublicCommand> found = channel.commands().stream()
                .filter(command -> matches(command, wanted))
                .sorted(BY_CATEGORY)
                .toList();
        int pages = Math.max(1, (found.size() + ROWS - 1) / ROWS);
        int page = Math.min(pages, parameters.page());
        List<PublicPage.Group> groups = groups(
                channel, found.stream().skip((page - 1L) * ROWS).limit(ROWS).toList());
        String address = settings.link("/c/" + channel.login());
        IntFunction<String> link =
                number -> address + "?page=" + number + (wanted.isEmpty() ? "" : "&q=" + encoded(wanted));
        return new PublicPage(
                channel.displayName(),
                "https://www.twitch.tv/" + channel.login(),
                channel.liveSince().isPresent(),
                Stream.of(channel.title(), channel.category())
                        .filter(text -> !text.isBlank())
                        .toList(),
                address,
                wanted,
                groups,
                page > 1 ? link.apply(page - 1) : "",
                page < pages ? link.apply(page + 1) : "",
                channel.quotes().stream()
                        .filter(quote -> quote.text().toLowerCase(Locale.ROOT).contains(wanted))
                        .map(quote -> new PublicPage.Said(
                                Long.toString(quote.number()),
                                quote.text(),
                                quote.category(),
                                When.of(quote.addedAt())))
                        .toList(),
                channel.counters().stream()
                        .filter(counter -> counter.name().contains(wanted))
                        .map(counter ->
                                new PublicPage.Count(counter.name(), Numbers.of(counter.value(), channel.language())))
                        .toList());
    }

    /** A single group without a title if nothing has a category. */
    private static List<PublicPage.Group> groups(PublicChannel channel, List<PublicCommand> commands) {
        Map<String, List<PublicPage.Row>> groups = new LinkedHashMap<>();
        boolean titled =
                commands.stream().anyMatch(command -> !command.category().isEmpty());
        for (PublicCommand command : commands) {
            String title = command.category().isEmpty() && titled
                    ? Frame.TEXTS.in(channel.language()).say("public.more")
                    : command.category();
            groups.computeIfAbsent(title, one -> new ArrayList<>()).add(row(channel, command));
        }
        return groups.entrySet().stream()
                .map(group -> new PublicPage.Group(group.getKey(), group.getValue()))
                .toList();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, UTF_8);
    }

    private static boolean matches(PublicCommand command, String wanted) {
        return Stream.concat(Stream.of(command.name(), command.text()), command.aliases().stream())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static PublicPage.Row row(PublicChannel channel, PublicCommand command) {
        return new PublicPage.Row(
                channel.prefix() + command.name(),
                command.aliases().stream()
                        .map(alias -> channel.prefix() + alias)
                        .toList(),
                command.isBuiltIn()
                        ? List.of(PublicPage.Part.plain(Frame.TEXTS.like(command.text(), channel.language())))
                        : PublicText.parts(command.text(), channel.language()),
                Frame.TEXTS
                        .in(channel.language())
                        .say(
                                switch (command.role()) {
                                    case "subscriber" -> "role.subscriber";
                                    case "vip" -> "role.vip";
                                    default -> "role.everyone";
                                }));
    }

    private static String version(String body) {
        return Sha256.hex(body, 8);
    }
}
