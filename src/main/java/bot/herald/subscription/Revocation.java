package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import java.util.Map;

/** Twitch took a subscription back; the socket that carried it lives on. */
record Revocation(CredentialKey owner, String type, String version, Map<String, String> condition, String status) {
    /** What it means for people, as far as Twitch's word is known. */
    String reason() {
        return switch (status) {
            case "authorization_revoked" ->
                "the user disconnected Herald at Twitch or changed the password: connect again";
            case "moderator_removed" -> "the bot is no longer a moderator there";
            case "user_removed" -> "the account no longer exists at Twitch";
            case "chat_user_banned" -> "the bot is banned in this chat";
            case "version_removed" -> "Twitch withdrew this version of the subscription: Herald needs an update";
            default -> "Twitch took it back: " + (status.length() > 60 ? status.substring(0, 60) : status);
        };
    }
}
