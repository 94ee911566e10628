package bot.herald.web;

import bot.herald.account.ManagedChannels;
import bot.herald.channel.Channel;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.SettingField;
import bot.herald.web.pages.DashboardPage.Done;
import bot.herald.web.pages.DashboardPage.Done.One;
import bot.herald.web.pages.DashboardPage.Many;
import bot.herald.web.pages.DashboardPage.Option;
import bot.herald.web.pages.DashboardPage.Refused;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Notice;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes several of a person's channels at once, each as if it were the only one: with the rights that the person has there, an entry
 * in its own log, and its own undo.
 */
final class ManyChannels {
    /** What can be copied. */
    private static final List<String> KINDS = List.of("command", "timer");

    private final Editors editing;
    private final ManagedChannels managed;
    private final PageNeeds needs;

    ManyChannels(Editors editing, ManagedChannels managed, PageNeeds needs) {
        this.editing = editing;
        this.managed = managed;
        this.needs = needs;
    }

    /**
     * What the form offers.
     *
     * @param here where the form is sent
     * @param channels to copy from
     */
    Many offered(String here, List<Channel> channels, Refused refused, Sentences say) {
        List<Option> features =
                channels.stream()
                        .findFirst()
                        .map(one -> editing.books().features().list(one.id()))
                        .orElse(List.of())
                        .stream()
                        .flatMap(feature -> switches(feature, say))
                        .toList();
        List<Option> sources = channels.stream()
                .map(channel ->
                        new Option(channel.id().value(), channel.profile().displayName()))
                .toList();
        return new Many(here, features, sources, refused);
    }

    private Stream<Option> switches(Shown feature, Sentences say) {
        String title = feature.json().path("title").asText();
        return FeaturePages.switches(feature).stream().map(field -> {
            String part = field.look().group();
            return new Option(
                    feature.name() + "/" + field.name(),
                    Frame.TEXTS.like(part.isEmpty() ? title : part, say.language()));
        });
    }

    /** The change that a form asks for, applied to one channel after the other. */
    private interface Doing {
        /**
         * @return what was done; empty if there was nothing to do
         * @throws ProblemException if it cannot be done there
         */
        Optional<String> in(Channel channel);
    }

    /**
     * Does it in all of them; a failure in one does not stop the others.
     *
     * @param picked channels that the person manages
     */
    Done done(WebRequest request, Visitor visitor, Parameters form, List<Channel> picked) {
        Sentences say = needs.say(request);
        Optional<Doing> doing = switch (form.find("do").orElse("")) {
            case "on" -> turning(form, visitor, true, say);
            case "off" -> turning(form, visitor, false, say);
            case "copy" -> copying(form, visitor, say);
            default -> throw new ProblemException(HttpProblem.of(400));
        };
        if (picked.isEmpty()) {
            return refused(form, say.say("channels.checking-none"));
        }
        if (doing.isEmpty()) {
            return refused(
                    form,
                    say.say(
                            form.find("do").filter("copy"::equals).isPresent()
                                    ? "channels.copy.which"
                                    : "channels.feature.which"));
        }
        List<One> results = picked.stream()
                .sorted(Comparator.comparing(
                        channel -> channel.profile().login().value()))
                .map(channel -> one(request, visitor, channel, doing.get(), say))
                .toList();
        long well = results.stream().filter(one -> !one.notice().bad()).count();
        String summary = say.say(
                "channels.done",
                "n",
                Numbers.of(well, say.language()),
                "all",
                Numbers.of(results.size(), say.language()));
        return new Done(well == results.size() ? Notice.done(summary) : Notice.notDone(summary), results);
    }

    private static Done refused(Parameters form, String why) {
        return new Done(
                Notice.notDone(why),
                List.of(),
                new Refused(
                        form.find("feature").orElse(""),
                        form.find("what").orElse(""),
                        form.find("from").orElse(""),
                        why,
                        form.all().keySet()));
    }

    private One one(WebRequest request, Visitor visitor, Channel channel, Doing doing, Sentences say) {
        Notice notice;
        try {
            Optional<String> done = doing.in(channel);
            notice = done.map(text -> {
                        Notice last = needs.confirmations().last(request, channel, visitor, Notice.NONE);
                        return new Notice(text, false, last.undoLink(), last.token());
                    })
                    .orElseGet(() -> Notice.done(say.say("channels.as-before")));
        } catch (ProblemException e) {
            notice = Notice.notDone(Changes.message(e.problem()).in(say.language()));
        }
        return new One(channel.profile().displayName(), needs.links().page(channel, Section.LOG.path()), notice);
    }

    private Optional<Doing> turning(Parameters form, Visitor visitor, boolean on, Sentences say) {
        String[] wanted = form.find("feature").orElse("").split("/", 2);
        if (wanted.length < 2) {
            return Optional.empty();
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("settings").put(wanted[1], on);
        return Optional.of(channel -> {
            Shown feature = editing.books()
                    .features()
                    .find(channel.id(), wanted[0])
                    .filter(one -> FeaturePages.switches(one).stream()
                            .map(SettingField::name)
                            .anyMatch(wanted[1]::equals))
                    .orElseThrow(() -> new ProblemException(HttpProblem.of(404)));
            if (feature.json().path("settings").path(wanted[1]).asBoolean() == on) {
                return Optional.empty();
            }
            Changes.done(
                    editing.of("feature")
                            .replace(visitor.person(), channel.id(), feature.name(), change, IfMatch.ANYTHING),
                    IfMatch.ANYTHING);
            String label = switches(feature, say)
                    .filter(option -> option.value().equals(feature.name() + "/" + wanted[1]))
                    .map(Option::label)
                    .findFirst()
                    .orElse(feature.name());
            return Optional.of(say.say(on ? "channels.switched.on" : "channels.switched.off", "feature", label));
        });
    }

    /** The command of that name in the source channel, or else the timer. */
    private Optional<Doing> copying(Parameters form, Visitor visitor, Sentences say) {
        Optional<Channel> from = form.find("from")
                .filter(TwitchUserId::isValid)
                .flatMap(id -> managed.find(visitor.person(), new TwitchUserId(id)));
        if (from.isEmpty()) {
            return Optional.empty();
        }
        String what = form.find("what").orElse("").strip();
        String prefix = needs.prefixes().of(from.get().id());
        String name = what.startsWith(prefix) ? what.substring(prefix.length()) : what;
        for (String kind : KINDS) {
            Documents documents = editing.of(kind).documents();
            Optional<Shown> original = documents.find(from.get().id(), name.toLowerCase(Locale.ROOT));
            if (!name.isEmpty() && original.isPresent()) {
                return Optional.of(channel -> copy(kind, original.get(), from.get(), channel, visitor, say));
            }
        }
        return Optional.empty();
    }

    private Optional<String> copy(
            String kind, Shown original, Channel from, Channel to, Visitor visitor, Sentences say) {
        if (to.id().equals(from.id())) {
            return Optional.empty();
        }
        DocumentEditor editor = editing.of(kind);
        Shown copied = Changes.done(editor.create(visitor.person(), to.id(), original.content()), IfMatch.ANYTHING);
        return Optional.of(say.say(
                "done.added",
                "thing",
                kind.equals("command")
                        ? needs.prefixes().of(to.id()) + copied.name()
                        : say.say("thing.timer", "name", copied.name())));
    }
}
