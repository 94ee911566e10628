package bot.herald.check;

import bot.herald.config.WebConfig;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Whether Twitch would take {@code web.public-url}: https, or http on localhost by that very name. */
record AddressProbe(WebConfig web) {
    private static final String SUBJECT = "public address";

    List<Finding> look() {
        URI address = web.publicUrl();
        String host = address.getHost().toLowerCase(Locale.ROOT);
        if (address.getScheme().equalsIgnoreCase("https") || host.equals("localhost")) {
            return List.of(web.disagreement()
                    // A tunnel or a web server in front may make up for it; only who set it up knows.
                    .map(
                            difference -> Finding.warning(
                                    SUBJECT,
                                    address + " " + difference,
                                    "Unless something in between forwards it, make web.public-url, web.bind and web.port agree."))
                    .orElseGet(() -> Finding.ok(
                            SUBJECT,
                            address + (web.isOnThisMachineOnly() ? ", which works on this machine only" : ""))));
        }
        boolean loopback = host.startsWith("127.") || host.equals("[::1]");
        return List.of(
                loopback
                        ? Finding.warning(
                                SUBJECT,
                                "Twitch takes http only for the name localhost, not for " + host,
                                "Set web.public-url to http://localhost"
                                        + (address.getPort() < 0 ? "" : ":" + address.getPort())
                                        + ", here and at dev.twitch.tv/console.")
                        : Finding.wrong(
                                SUBJECT,
                                address + " is not https, which Twitch requires outside of localhost",
                                "Put a web server with a certificate in front (docs/operating.md), and set"
                                        + " web.public-url to its https address."));
    }
}
