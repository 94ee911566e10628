package bot.herald.web;

import bot.herald.auth.Completion;
import bot.herald.auth.DeviceFlow;
import bot.herald.auth.DeviceLogin;
import bot.herald.auth.Purpose;
import bot.herald.channel.Channel;
import bot.herald.feed.FeedEvent;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Pages;
import bot.herald.web.pages.QrPicture;
import bot.herald.web.pages.SetupAdmin;
import bot.herald.web.pages.SetupDeviceCode;
import bot.herald.web.pages.SetupStepsPage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The set-up page once the bot runs: connects one account after the other, until the bot has answered.
 *
 * <p>Links within it are relative, because the public address may have changed on the way. Safe for concurrent use.
 */
final class SetupSteps {
    static final URI HERE = URI.create("setup");
    private static final int FEED_SHOWN = 8;
    private static final String LOOK_AGAIN_SECONDS = "5";

    private final Pages pages;
    private final Preferences preferences;
    private final SetupAccess access;
    private final SetupServices installing;
    private final SessionCookie session;
    /** The broadcaster whose channel was connected with a code, which logs nobody in. */
    private volatile Optional<TwitchUserId> byCode = Optional.empty();

    private final Map<Purpose, DeviceLogin> codes = new ConcurrentHashMap<>();

    SetupSteps(WebSettings settings, SetupServices installing, SetupAccess access) {
        this.pages = new Pages(Assets.frame(settings));
        this.preferences = new Preferences(settings);
        this.installing = installing;
        this.access = access;
        this.session = new SessionCookie(settings);
    }

    Answer askForCode(FirstSteps running, Purpose purpose, WebRequest request) {
        DeviceFlow.Begun begun = running.askForCode(purpose);
        if (begun instanceof DeviceFlow.Begun.NotBegun none) {
            return show(running, request, none.refused().message());
        }
        codes.put(purpose, ((DeviceFlow.Begun.Waiting) begun).login());
        return Answer.seeOther(HERE);
    }

    Answer show(FirstSteps running, WebRequest request, String problem) {
        Sentences say = preferences.say(request);
        List<String> notes = new ArrayList<>(problem.isEmpty() ? List.of() : List.of(problem));
        // Polled from here, not in the background: without an open page nobody waits for the code.
        for (Purpose purpose : List.of(Purpose.BOT, Purpose.CHANNEL)) {
            look(purpose, say).ifPresent(notes::add);
        }
        Optional<Channel> channel = running.channel();
        int step = running.bot().isEmpty() ? 2 : channel.isEmpty() ? 3 : 4;
        if (notes.isEmpty() && step < 4 && request.parameters().find("looked").isPresent()) {
            notes.add(say.say(step == 2 ? "setup.no-bot" : "setup.no-channel"));
        }
        Optional<DeviceLogin> code = Optional.ofNullable(codes.get(step == 2 ? Purpose.BOT : Purpose.CHANNEL))
                .filter(waiting -> step < 4);
        List<FeedEvent> feed = channel.map(one -> running.feed(one.id())).orElse(List.of());
        String link = step == 2 ? running.botLink().toString() : running.publicUrl() + "/auth/channel";
        boolean answered = feed.stream().anyMatch(event -> event.type().equals("herald.chat.sent"));
        Answer answer = Answer.html(
                200,
                pages.themed(preferences.of(request))
                        .setupSteps(new SetupStepsPage(
                                access.formToken().reveal(),
                                step,
                                notes.stream()
                                        .map(note -> Frame.TEXTS.like(note, say.language()))
                                        .collect(Collectors.joining(" ")),
                                newAddress(request),
                                link,
                                running.isOnThisMachineOnly() ? QrPicture.NONE : QrPicture.of(link),
                                code.map(SetupSteps::shown).orElse(SetupDeviceCode.NONE),
                                step == 3 ? running.botLink().toString() : running.publicUrl() + "/auth/bot",
                                running.bot().map(TwitchLogin::value).orElse(""),
                                channel.map(one -> one.profile().displayName()).orElse(""),
                                channel.map(one -> "https://www.twitch.tv/popout/"
                                                + one.profile().login() + "/chat")
                                        .orElse(""),
                                running.commandPrefix() + "ping",
                                FeedRows.latest(feed, FEED_SHOWN, say),
                                answered,
                                channel.map(one -> running.publicUrl() + "/dashboard/" + one.id() + "/live")
                                        .orElse(""),
                                channel.map(this::admin).orElse(SetupAdmin.NAMED_ALREADY),
                                running.isOnThisMachineOnly())));
        boolean waits = code.isPresent() || (step == 4 && !answered);
        return waits ? answer.with("Refresh", LOOK_AGAIN_SECONDS + "; url=setup") : answer;
    }

    /** Ends the set-up; the people who were ticked become admins. */
    Answer finish(FirstSteps running, Parameters form, WebRequest request) {
        Optional<Channel> channel = running.channel();
        Optional<Channel> ticked = channel.filter(
                one -> form.find("admin").equals(Optional.of(one.id().value())));
        if (ticked.isPresent() && !installing.hasAdmin()) {
            Optional<String> problem = installing.makeAdmin(ticked.get().id());
            if (problem.isPresent()) {
                return show(running, request, problem.get());
            }
        }
        access.end();
        Answer answer = Answer.seeOther(
                URI.create(channel.map(one -> "dashboard/" + one.id() + "/live").orElse("dashboard")));
        // Somebody who connected it in this browser is logged in already.
        return ticked.map(Channel::id)
                .filter(id -> byCode.equals(Optional.of(id)))
                .map(id -> session.set(answer, running.logIn(id, Device.of(request))))
                .orElse(answer);
    }

    /** The address to move on to; the cookie is valid on another port, but not on another host. */
    private String newAddress(WebRequest request) {
        return installing
                .newAddress()
                .filter(address -> "http".equalsIgnoreCase(address.getScheme()))
                .filter(address -> request.header("host")
                        .filter(host -> !host.equalsIgnoreCase(address.getRawAuthority()))
                        .filter(host -> host.replaceFirst(":[0-9]*$", "").equalsIgnoreCase(address.getHost()))
                        .isPresent())
                .map(URI::toString)
                .orElse("");
    }

    private SetupAdmin admin(Channel channel) {
        return installing.hasAdmin()
                ? SetupAdmin.NAMED_ALREADY
                : new SetupAdmin(channel.id().value(), access.isOwn(channel.id()));
    }

    /** Asks whether the code was used; says so if that failed, or granted less than is needed. */
    private Optional<String> look(Purpose purpose, Sentences say) {
        DeviceLogin waiting = codes.get(purpose);
        if (waiting == null) {
            return Optional.empty();
        }
        Optional<Completion> ended = waiting.poll();
        if (ended.isPresent()) {
            codes.remove(purpose, waiting);
        }
        ended.filter(end -> purpose == Purpose.CHANNEL)
                .filter(Completion.Connected.class::isInstance)
                .map(end -> ((Completion.Connected) end).profile().id())
                .ifPresent(id -> {
                    byCode = Optional.of(id);
                    access.connected(id);
                });
        return ended.flatMap(end -> remark(end, say));
    }

    private static Optional<String> remark(Completion ended, Sentences say) {
        if (ended instanceof Completion.Refused refused) {
            return Optional.of(refused.message());
        }
        Completion.Connected connected = (Completion.Connected) ended;
        return connected.purpose() == Purpose.CHANNEL
                        && !connected.missingScopes().isEmpty()
                ? Optional.of(
                        say.say("setup.less", "channel", connected.profile().displayName()))
                : Optional.empty();
    }

    private static SetupDeviceCode shown(DeviceLogin login) {
        return new SetupDeviceCode(
                login.userCode(),
                login.address().toString(),
                QrPicture.of(login.address().toString()),
                Math.max(1, login.lifetime().toMinutes()));
    }
}
