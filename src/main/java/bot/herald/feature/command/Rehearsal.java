package bot.herald.feature.command;

import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.Role;
import bot.herald.feature.command.ChatTrigger.Moment;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.language.Texts;
import bot.herald.settings.Document;
import bot.herald.stream.StreamState;
import bot.herald.template.ChatText;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Shows what commands and triggers would answer: nothing is counted, fetched or said, and no cooldown starts. Safe for
 * concurrent use.
 */
public final class Rehearsal {
    private static final TwitchUserId VIEWER = new TwitchUserId("1");
    private static final int PERCENT = 100;
    private static final Texts TEXTS = CommandResponder.TEXTS;

    private final CommandResponder.Needs services;
    private final CustomAnswers answers;
    private final Cooldowns cooldowns;
    private final Triggers triggers;
    private final Sentences say;

    /**
     * The result.
     *
     * @param said the line; empty if nothing is left to say, or the text is invalid
     * @param reasons why it would not be said now, one sentence each; empty if it would
     * @param notes anything else worth knowing
     */
    public record Outcome(Optional<String> said, List<String> reasons, List<String> notes) {
        public Outcome {
            reasons = List.copyOf(reasons);
            notes = List.copyOf(notes);
        }
    }

    /** A trigger that matches a line, and the result. */
    public record Match(ChatTrigger trigger, Outcome outcome) {}

    Rehearsal(CommandResponder.Needs services, CustomAnswers answers, Cooldowns cooldowns, Triggers triggers) {
        this(services, answers, cooldowns, triggers, TEXTS.in(Language.EN));
    }

    private Rehearsal(
            CommandResponder.Needs services,
            CustomAnswers answers,
            Cooldowns cooldowns,
            Triggers triggers,
            Sentences say) {
        this.services = services;
        this.answers = answers;
        this.cooldowns = cooldowns;
        this.triggers = triggers;
        this.say = say;
    }

    /** The same with reasons and notes in another language. */
    public Rehearsal in(Language language) {
        return new Rehearsal(services, answers, cooldowns, triggers, TEXTS.in(language));
    }

    /** Who writes it: the broadcaster, or an invented viewer. */
    public Account writer(TwitchUserId channel, Role role) {
        String name = role == Role.BROADCASTER ? services.channelName().apply(channel) : Placeholder.USER.sample();
        return new Account(
                role == Role.BROADCASTER ? channel : VIEWER,
                new TwitchLogin(Placeholder.USER.sample().toLowerCase(Locale.ROOT)),
                name);
    }

    /**
     * @param wanted as it would be saved
     * @param arguments what is written after it
     */
    public Outcome command(TwitchUserId channel, CustomCommand wanted, Role role, String arguments) {
        List<String> reasons = new ArrayList<>();
        if (!wanted.enabled()) {
            reasons.add(say.say("rehearsal.command-off"));
        }
        addRole(reasons, wanted.role(), role);
        addRest(reasons, cooldowns.rest(channel, wanted.name(), role));
        return outcome(
                call(channel, role, wanted.name(), arguments),
                wanted.withCount(wanted.count() + 1),
                wanted.text(),
                reasons,
                List.of());
    }

    /** @param wanted as it would be saved */
    public Outcome trigger(TwitchUserId channel, ChatTrigger wanted, Role role, String line) {
        List<String> reasons = new ArrayList<>();
        if (CommandCall.parse(message(channel, role, line), services.prefix().apply(channel))
                .isPresent()) {
            reasons.add(
                    say.say("rehearsal.is-command", "prefix", services.prefix().apply(channel)));
        } else if (!fits(wanted, line)) {
            reasons.add(say.say("rehearsal.not-set-off"));
        }
        reasons.addAll(reasons(channel, wanted, role));
        return outcome(channel, wanted, role, line, reasons);
    }

    /** The channel's triggers that match the line, in the order in which they are tried; the first that may answer does. */
    public List<Match> triggers(TwitchUserId channel, Role role, String line) {
        ChatMessageReceived message = message(channel, role, line);
        if (CommandCall.parse(message, services.prefix().apply(channel)).isPresent()) {
            return List.of();
        }
        Optional<ChatTrigger> first = triggers.of(message);
        List<Match> matches = new ArrayList<>();
        for (ChatTrigger trigger : triggers.matching(message)) {
            List<String> reasons = reasons(channel, trigger, role);
            first.filter(other -> trigger.enabled() && !other.name().equals(trigger.name()))
                    .filter(other -> other.name().compareTo(trigger.name()) < 0)
                    .ifPresent(other -> reasons.add(say.say("rehearsal.comes-first", "trigger", other.name())));
            matches.add(new Match(trigger, outcome(channel, trigger, role, line, reasons)));
        }
        return matches;
    }

    /** Whether a line sets it off, regardless of its writer's role. */
    public boolean fits(ChatTrigger wanted, String line) {
        return TriggerMatcher.problems(wanted.when()).isEmpty()
                && TriggerMatcher.of(wanted.when()).matches(TriggerMatcher.Line.of(line));
    }

    private List<String> reasons(TwitchUserId channel, ChatTrigger trigger, Role role) {
        List<String> reasons = new ArrayList<>();
        if (!trigger.enabled()) {
            reasons.add(say.say("rehearsal.trigger-off"));
        }
        addRole(reasons, trigger.role(), role);
        boolean isLive =
                services.streams().peek(channel).filter(StreamState::isLive).isPresent();
        if (trigger.moment() == Moment.LIVE && !isLive) {
            reasons.add(say.say("rehearsal.live-only"));
        } else if (trigger.moment() == Moment.OFFLINE && isLive) {
            reasons.add(say.say("rehearsal.offline-only"));
        }
        addRest(reasons, cooldowns.rest(channel, Triggers.resting(trigger), role));
        return reasons;
    }

    private Outcome outcome(TwitchUserId channel, ChatTrigger trigger, Role role, String line, List<String> reasons) {
        CommandCall call = call(channel, role, trigger.name(), line);
        return outcome(
                call,
                trigger.withCount(trigger.count() + 1),
                trigger.text(),
                reasons,
                trigger.chance() < PERCENT ? List.of(say.counted("rehearsal.chance", trigger.chance())) : List.of());
    }

    private Outcome outcome(
            CommandCall call, Document document, String text, List<String> reasons, List<String> notes) {
        Optional<Template.Said> said = answers.tried(call, document, text);
        said.flatMap(line -> answers.objection(call, line))
                .ifPresent(why -> reasons.add(say.say("rehearsal.filtered", "why", why)));
        Optional<String> line = said.map(Template.Said::text).filter(one -> !one.isEmpty());
        if (said.isPresent() && line.isEmpty()) {
            reasons.add(say.say("rehearsal.nothing-left"));
        }
        return new Outcome(line, reasons, notes);
    }

    private void addRole(List<String> reasons, Role least, Role role) {
        if (!role.isAtLeast(least)) {
            reasons.add(say.say("rehearsal.only." + least.text()));
        }
    }

    private void addRest(List<String> reasons, Optional<Duration> rest) {
        rest.ifPresent(left ->
                reasons.add(say.say("rehearsal.rests", "time", Words.span(say.language(), left.plusMillis(999)))));
    }

    private CommandCall call(TwitchUserId channel, Role role, String name, String arguments) {
        String clean = ChatText.clean(arguments);
        return new CommandCall(services.prefix().apply(channel), name, clean, message(channel, role, clean));
    }

    private ChatMessageReceived message(TwitchUserId channel, Role role, String text) {
        return new ChatMessageReceived(
                new EventOrigin(
                        "rehearsal", "channel.chat.message", services.clock().instant()),
                channel,
                new TwitchLogin("channel"),
                writer(channel, role),
                "rehearsal",
                text,
                role == Role.EVERYONE ? Set.of() : Set.of(role.text()),
                Optional.empty(),
                Optional.empty());
    }
}
