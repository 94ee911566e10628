package bot.herald.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The web server and who may do what on it.
 *
 * @param port 0 lets the system choose
 * @param publicUrl how browsers reach the server; never ends with a slash
 * @param managementBind where monitoring asks, and nobody else; empty for the same port
 * @param admins lower-case logins or user ids that may see and manage everything
 * @param publicPage whether viewers find the commands of a channel on a page
 * @param allowlist lower-case logins or user ids that may connect a channel under {@link Registration#ALLOWLIST}
 */
public record WebConfig(
        String bind,
        int port,
        URI publicUrl,
        Optional<HostAndPort> managementBind,
        List<String> admins,
        Registration registration,
        List<String> allowlist,
        boolean publicPage) {
    public WebConfig(
            String bind,
            int port,
            URI publicUrl,
            List<String> admins,
            Registration registration,
            List<String> allowlist) {
        this(bind, port, publicUrl, Optional.empty(), admins, registration, allowlist, true);
    }

    public WebConfig(
            String bind,
            int port,
            URI publicUrl,
            Optional<HostAndPort> managementBind,
            List<String> admins,
            Registration registration,
            List<String> allowlist) {
        this(bind, port, publicUrl, managementBind, admins, registration, allowlist, true);
    }

    public WebConfig {
        publicUrl = Addresses.withoutTrailingSlash(publicUrl);
        admins = List.copyOf(admins);
        allowlist = List.copyOf(allowlist);
    }

    /** The one redirect address, to be entered at Twitch exactly so. */
    public URI redirectUri() {
        return URI.create(publicUrl + "/auth/callback");
    }
}
