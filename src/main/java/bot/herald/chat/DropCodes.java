package bot.herald.chat;

import java.util.Set;

/** What a {@code drop_reason.code} means. Twitch documents none of them: unknown ones are only shown. */
final class DropCodes {
    private static final Set<String> SHUT_OUT = Set.of(
            "msg_banned",
            "msg_timedout",
            "user_timed_out",
            "msg_channel_blocked",
            "msg_channel_suspended",
            "msg_suspended",
            "msg_verified_email",
            "msg_requires_verified_phone_number");
    private static final Set<String> NEVER_FOR_MODERATORS = Set.of(
            "msg_duplicate",
            "msg_ratelimit",
            "msg_slowmode",
            "msg_subsonly",
            "msg_emoteonly",
            "msg_r9k",
            "msg_rejected",
            "msg_followersonly",
            "msg_followersonly_followed",
            "msg_followersonly_zero");

    private DropCodes() {}

    /** The next line would be refused, too. */
    static boolean shutsOut(String code) {
        return SHUT_OUT.contains(code);
    }

    /** Moderators are exempt from this rule, so the bot is not one. */
    static boolean showsNoModerator(String code) {
        return NEVER_FOR_MODERATORS.contains(code);
    }
}
