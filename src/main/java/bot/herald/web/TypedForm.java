package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.feature.ChannelSettings;
import bot.herald.feature.Setting;
import bot.herald.feature.command.ChatTrigger;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.timer.ChatTimer;
import bot.herald.language.Language;
import bot.herald.settings.RecordShape;
import bot.herald.web.FormShape.Input;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.TypedField;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was typed into a form of the dashboard.
 *
 * @param page the page that has the form
 * @param fields what was sent, without anything secret
 */
record TypedForm(String page, Map<String, String> fields) {
    private static final String DASHBOARD = "/dashboard";
    private static final String SESSIONS = "/dashboard/sessions";
    private static final Pattern SECRET = Pattern.compile("(?i).*(secret|password|token|apikey|webhook).*");
    private static final Set<String> NOT_OF_THE_FORM =
            Set.of("version", DiscordLinkForms.FORM, Previews.DO, Previews.LINE, Previews.AS);
    private static final String CHANNEL = "^(/dashboard/[^/]+)";
    private static final String DOCUMENTS = "(?:command|trigger|timer|quote|counter)s";
    /** Buttons in the rows of a table: nothing is typed there. */
    private static final Pattern PRESSED = Pattern.compile(
            CHANNEL + "/(?:(commands|timers|triggers|features|built-in)/[^/]+/switch|many/(commands))$");

    /** Pages whose form shows again what was typed into it. */
    private static final Pattern REFILLED =
            Pattern.compile(CHANNEL + "/(?:" + DOCUMENTS + "/[^/]+|features/[^/]+|settings|discord)$");

    /** Forms that are sent to another address than that of their page, and the page. */
    private static final Map<Pattern, String> PAGES = Map.of(
            Pattern.compile(CHANNEL + "/(" + DOCUMENTS + ")$"),
            "$1/$2/new",
            Pattern.compile(CHANNEL + "/([^/]+/[^/]+)/delete$"),
            "$1/$2",
            PRESSED,
            "$1/$2$3",
            Pattern.compile(CHANNEL + "/audit/[^/]+/undo$"),
            "$1/log",
            Pattern.compile(CHANNEL + "/built-in/[^/]+/cooldown$"),
            "$1/commands",
            Pattern.compile(CHANNEL + "/(discord|import)/.+$"),
            "$1/$2",
            Pattern.compile(CHANNEL + "/(raids)/guard$"),
            "$1/$2",
            Pattern.compile(CHANNEL + "/ask-operator$"),
            "$1");

    /** The inputs of a channel's forms, by the part of the path after the channel. */
    private static final Map<String, List<Input>> LABELS = Map.of(
            "commands", inputs(Setting.Reader.shape(CustomCommand.class)),
            "triggers", inputs(Setting.Reader.shape(ChatTrigger.class)),
            "timers", inputs(Setting.Reader.shape(ChatTimer.class)),
            "settings", inputs(Setting.Reader.shape(ChannelSettings.class)));

    private static List<Input> inputs(RecordShape<?> shape) {
        return shape.fields().stream().map(field -> Input.of("", field)).toList();
    }

    /** @param request from one of our own pages; another site could make up what was typed */
    static Optional<TypedForm> of(WebRequest request) {
        if (!request.method().equals("POST") || !request.path().startsWith(DASHBOARD + "/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TypedForm(pageOf(request.path()), typed(request)));
        } catch (ProblemException e) {
            // Not a form, so nothing was typed.
            return Optional.empty();
        }
    }

    private static Map<String, String> typed(WebRequest request) {
        boolean isTyped = request.contentType().equals("application/x-www-form-urlencoded")
                && !request.path().equals(SESSIONS)
                && !PRESSED.matcher(request.path()).matches();
        return isTyped
                ? Parameters.ofForm(request.body()).all().entrySet().stream()
                        .filter(field -> !field.getKey().equals(FormGuard.TOKEN))
                        .filter(field -> !SECRET.matcher(field.getKey()).matches())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
                : Map.of();
    }

    private static String pageOf(String action) {
        return PAGES.entrySet().stream()
                .filter(page -> page.getKey().matcher(action).matches())
                .findFirst()
                .map(page -> page.getKey().matcher(action).replaceFirst(page.getValue()))
                .map(page -> page.replaceFirst("/built-in$", "/commands"))
                .orElse(action);
    }

    /** Whether its page shows again what was typed. */
    boolean isRefilled() {
        return REFILLED.matcher(page).matches();
    }

    /** URL-encoded, as a browser sends it. */
    String body() {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Its fields to read and copy, in the order of the form if known. */
    static List<TypedField> shown(String page, Map<String, String> fields, Language language) {
        List<TypedField> shown = new ArrayList<>();
        List<Input> inputs = inputs(page);
        for (Input input : inputs) {
            if (fields.containsKey(input.name())) {
                shown.add(new TypedField(
                        Frame.TEXTS.like(input.label(), language), fields.getOrDefault(input.name(), "")));
            }
        }
        fields.entrySet().stream()
                .filter(field -> !NOT_OF_THE_FORM.contains(field.getKey()))
                .filter(field -> inputs.stream().noneMatch(input -> input.name().equals(field.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .map(field -> new TypedField(Frame.TEXTS.like(inWords(field.getKey()), language), field.getValue()))
                .forEach(shown::add);
        return List.copyOf(shown);
    }

    private static List<Input> inputs(String page) {
        String[] parts = page.split("/", -1);
        return parts.length > 3 ? LABELS.getOrDefault(parts[3], List.of()) : List.of();
    }

    /** "settings.minimumViewers" is "Minimum viewers". */
    private static String inWords(String name) {
        String words = name.substring(name.lastIndexOf('.') + 1)
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
