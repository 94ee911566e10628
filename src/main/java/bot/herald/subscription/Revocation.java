package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Twitch took a subscription back; what carried it lives on.
 *
 * @param owner whose token created it; empty where only the plan can tell
 */
record Revocation(
        Optional<CredentialKey> owner, String type, String version, Map<String, String> condition, String status) {
    /** Twitch's words, and the one of its own mock. */
    private static final Set<String> GRANT_IS_GONE = Set.of("authorization_revoked", "user_removed", "revoked");

    Revocation of(CredentialKey knownOwner) {
        return new Revocation(Optional.of(knownOwner), type, version, condition, status);
    }

    /** Whose grant may be gone: the owner's, and that of the broadcaster whom it was about. */
    Set<CredentialKey> grantsInDoubt() {
        if (!GRANT_IS_GONE.contains(status)) {
            return Set.of();
        }
        Set<CredentialKey> doubted = new HashSet<>(owner.stream().toList());
        for (String field : List.of("broadcaster_user_id", "to_broadcaster_user_id")) {
            String id = condition.getOrDefault(field, "");
            if (TwitchUserId.isValid(id)) {
                doubted.add(CredentialKey.channel(new TwitchUserId(id)));
            }
        }
        return doubted;
    }

    /** Whether Twitch deleted the conduit that carried it. */
    boolean isOfADeletedConduit() {
        return status.equals("conduit_deleted");
    }

    /** What it means for people, as far as Twitch's word is known. */
    String reason() {
        return switch (status) {
            case "authorization_revoked" ->
                "the user disconnected Herald on Twitch or changed the password: connect again";
            case "moderator_removed" -> "the bot is no longer a moderator there";
            case "user_removed" -> "the account no longer exists on Twitch";
            case "chat_user_banned" -> "the bot is banned in this chat";
            case "version_removed" -> "Twitch withdrew this version of the subscription: Herald needs an update";
            default -> "Twitch took it back: " + (status.length() > 60 ? status.substring(0, 60) : status);
        };
    }
}
