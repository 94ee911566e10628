package bot.herald.web.pages;

import java.util.List;

/**
 * What a logged-in person sees.
 *
 * @param avatarUrl an https address, or empty for none
 * @param connectLink where the person connects their own channel; empty when it is connected
 * @param sessionsLink where the person sees where they are logged in
 * @param formToken has to come back with every form
 * @param botLink where an admin connects the bot account; empty for others
 * @param adminLink where an admin sees more of the machinery; empty for others
 * @param tokens of everybody, for admins
 */
public record DashboardPage(
        String displayName,
        String login,
        String avatarUrl,
        List<ChannelCard> channels,
        String connectLink,
        String logoutAction,
        String sessionsLink,
        String formToken,
        boolean admin,
        String botLink,
        String adminLink,
        List<TokenRow> tokens) {}
