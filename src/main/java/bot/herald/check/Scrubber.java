package bot.herald.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.auth.Credential;
import bot.herald.config.BotConfig;
import bot.herald.identity.Secret;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Removes every secret of this installation from a text, however it may be encoded there.
 *
 * <p>There should be none. This is the second line of defence for a text that others will read.
 */
final class Scrubber {
    private static final Pattern SETUP_CODE = Pattern.compile("setup=[A-Za-z0-9_-]+");
    private static final Pattern HEADER = Pattern.compile("(?i)\\b(bearer|oauth)(\\s+|:)[A-Za-z0-9_.-]{10,}");
    private static final Pattern FIELD = Pattern.compile(
            "(?i)(client_secret|access_token|refresh_token|password)(=|\\\\?\"\\s*:\\s*\\\\?\")[^\\s&\"',;\\\\]+");
    private static final Pattern QUERY = Pattern.compile("([?&](?:code|state|token)=)[^\\s&\"']+");

    private final Set<String> forms = new LinkedHashSet<>();

    private Scrubber() {}

    static Scrubber of(BotConfig config, Collection<Credential> credentials) {
        Scrubber scrubber = new Scrubber();
        scrubber.add(config.twitch().clientSecret());
        scrubber.add(config.database().password());
        for (Credential credential : credentials) {
            credential.token().accessToken().ifPresent(scrubber::add);
            credential.token().refreshToken().ifPresent(scrubber::add);
        }
        return scrubber;
    }

    private void add(Secret secret) {
        if (secret.isEmpty()) {
            return;
        }
        byte[] bytes = secret.reveal().getBytes(UTF_8);
        forms.add(secret.reveal());
        forms.add(URLEncoder.encode(secret.reveal(), UTF_8));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String scrub(String text) {
        String clean = text;
        for (String form : forms) {
            clean = clean.replace(form, "[secret]");
        }
        clean = SETUP_CODE.matcher(clean).replaceAll("setup=[secret]");
        clean = HEADER.matcher(clean).replaceAll("$1$2[secret]");
        clean = FIELD.matcher(clean).replaceAll("$1$2[secret]");
        clean = QUERY.matcher(clean).replaceAll("$1[secret]");
        String home = System.getProperty("user.home", "");
        // The home folder is often named after a person.
        return home.length() > 1 ? clean.replace(home, "~") : clean;
    }
}
