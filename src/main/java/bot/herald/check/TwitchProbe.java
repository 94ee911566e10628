package bot.herald.check;

import bot.herald.config.TwitchConfig.Endpoints;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether Twitch can be reached, and whether this machine's clock agrees with Twitch's. */
final class TwitchProbe {
    private static final String SUBJECT = "Twitch";
    private static final String CLOCK = "clock";
    private static final Duration OFF = Duration.ofSeconds(15);
    private static final Duration FAR_OFF = Duration.ofMinutes(2);

    private final Endpoints endpoints;
    private final TwitchHttp http;
    private final Clock clock;
    private boolean reached;

    TwitchProbe(Endpoints endpoints, TwitchHttp http, Clock clock) {
        this.endpoints = endpoints;
        this.http = http;
        this.clock = clock;
    }

    /** Whether {@link #look} got plausible answers, so that other probes can ask Twitch. */
    boolean reached() {
        return reached;
    }

    List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        // A refusal, which both give without a token, shows that Twitch answers.
        boolean oauth = reach("login service", endpoints.oauth(), TwitchCall.VALIDATE_TOKEN, findings);
        boolean helix = reach("API", endpoints.helix(), TwitchCall.GET_USERS, findings);
        reached = oauth && helix;
        return findings;
    }

    private boolean reach(String what, URI base, TwitchCall call, List<Finding> findings) {
        Instant before = clock.instant();
        HttpAnswer answer = http.send(
                call, HttpRequest.newBuilder(URI.create(base + call.path())).GET());
        if (answer instanceof HttpAnswer.NoAnswer none) {
            findings.add(Finding.wrong(
                    SUBJECT,
                    "the " + what + " at " + base + " does not answer (" + none.reason() + ")",
                    "Look at this machine's network, name service and firewall; Herald needs https to the outside."));
            return false;
        }
        HttpAnswer.Response response = (HttpAnswer.Response) answer;
        if (response.status() >= 500) {
            findings.add(Finding.warning(
                    SUBJECT,
                    "the " + what + " is out of order (HTTP " + response.status() + ")",
                    "Try again later; Herald waits by itself."));
            return false;
        }
        if (response.status() != 401) {
            findings.add(Finding.wrong(
                    SUBJECT,
                    base + " does not answer like Twitch's " + what + " (HTTP " + response.status() + ")",
                    "Correct twitch.endpoints, or leave it out: only the simulator needs it. A proxy may be in the"
                            + " way, too."));
            return false;
        }
        findings.add(Finding.ok(SUBJECT, "the " + what + " answers"));
        if (base.equals(endpoints.oauth())) {
            offset(before, response).ifPresent(off -> findings.add(time(off)));
        }
        return true;
    }

    /** How far this machine's clock is ahead of Twitch's. */
    private Optional<Duration> offset(Instant before, HttpAnswer.Response response) {
        Instant middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        return response.headers()
                .firstValue("Date")
                .flatMap(TwitchProbe::parsed)
                .map(there -> Duration.between(there, middle));
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Finding time(Duration ahead) {
        String text = ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " Twitch";
        String remedy = "Set this machine's clock and keep it right with NTP (timedatectl set-ntp true).";
        if (ahead.abs().compareTo(FAR_OFF) >= 0) {
            return Finding.wrong(
                    CLOCK, text + "; secure connections fail, and times that the bot shows are wrong", remedy);
        }
        return ahead.abs().compareTo(OFF) >= 0
                ? Finding.warning(CLOCK, text, remedy)
                : Finding.ok(CLOCK, "agrees with Twitch's");
    }
}
