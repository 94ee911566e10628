package bot.herald.cli;

import bot.herald.simulator.Fault;
import bot.herald.simulator.TwitchSimulator;
import java.util.List;
import java.util.Map;

/** Somebody who grants less than was asked for, as the consent page of Twitch does not let anybody do. */
final class LessGranted {
    /** How a request is told from that for the app's own token, which the bot makes when it likes. */
    static final String BY_DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private LessGranted() {}

    /** Whoever asks next what became of a code gets a token of this account with these scopes. */
    static void next(TwitchSimulator twitch, String login, String... scopes) {
        var pair = twitch.grant(twitch.user(login).id(), List.of(scopes));
        String answer = "{\"access_token\":\"" + pair.accessToken() + "\",\"refresh_token\":\"" + pair.refreshToken()
                + "\",\"expires_in\":14000,\"scope\":\"" + String.join(" ", scopes)
                + "\",\"token_type\":\"bearer\"}";
        twitch.faults()
                .next("POST", "/oauth2/token", BY_DEVICE, 1, Fault.status(200, answer, "application/json", Map.of()));
    }
}
