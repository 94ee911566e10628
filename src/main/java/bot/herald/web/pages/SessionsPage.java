package bot.herald.web.pages;

import java.util.List;

/**
 * Where a person is logged in.
 *
 * @param discordLink where a Discord account is linked, and a form goes that ends it; empty where there is none
 * @param discordName of the account that is linked; empty for none
 * @param token has to come back with the form
 */
public record SessionsPage(List<Row> sessions, String action, String token, String discordLink, String discordName) {
    /** @param current whether it is the browser that the page is shown in */
    public record Row(String id, String device, When startedAt, When lastUsedAt, boolean current) {}
}
