package bot.herald.web.pages;

import java.util.List;

/**
 * The first step of setting Herald up.
 *
 * @param token has to come back with the form
 * @param port where the web server is to listen
 * @param publicUrlIsGiven whether it cannot be changed here
 * @param redirectAddress to be registered at Twitch
 * @param clientSecretKept whether the one typed before is still known
 * @param errors what is wrong with no field in particular
 * @param configured whether only the bot has to start
 * @param unencrypted whether others on the way can read what is sent
 */
public record SetupFormPage(
        String token,
        Port port,
        String publicUrl,
        boolean publicUrlIsGiven,
        String publicUrlError,
        String redirectAddress,
        String clientId,
        String clientIdError,
        String clientSecretError,
        boolean clientSecretKept,
        Discord discord,
        List<String> errors,
        boolean configured,
        boolean unencrypted) {
    /**
     * Where the web server is to listen.
     *
     * @param isGiven whether it cannot be changed here
     */
    public record Port(String number, boolean isGiven, String error) {}

    /**
     * The application at Discord, which is optional.
     *
     * @param redirectAddress to be registered at Discord
     * @param secretKept whether the one typed before is still known
     * @param tokenKept the same for the bot's token
     */
    public record Discord(
            String redirectAddress,
            String clientId,
            String clientIdError,
            String secretError,
            String tokenError,
            boolean secretKept,
            boolean tokenKept) {
        public boolean isRefused() {
            return !clientIdError.isEmpty() || !secretError.isEmpty() || !tokenError.isEmpty();
        }

        public boolean isBegun() {
            return !clientId.isEmpty() || secretKept || tokenKept || isRefused();
        }
    }

    /** Whether anything is wrong. */
    public boolean isRefused() {
        return !errors.isEmpty()
                || !port.error().isEmpty()
                || !publicUrlError.isEmpty()
                || !clientIdError.isEmpty()
                || !clientSecretError.isEmpty()
                || discord.isRefused();
    }
}
