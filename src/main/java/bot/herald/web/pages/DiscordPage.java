package bot.herald.web.pages;

import java.util.List;

/**
 * The Discord channels to which Herald posts a channel's streams and raids.
 *
 * @param trouble why Discord does not work as it should, with what helps; empty while it does
 * @param hasBot whether there are servers that the bot can be in; webhooks do without
 * @param connectLink where the person links a Discord account; empty if they have
 * @param links existing links
 * @param fresh the form for one more
 * @param webhook the form for one more by a webhook
 * @param servers those that the person may manage
 */
public record DiscordPage(
        Notice notice,
        String trouble,
        boolean hasBot,
        String connectLink,
        List<Linked> links,
        Form fresh,
        Form webhook,
        List<Server> servers,
        String token) {
    /**
     * An existing link.
     *
     * @param posts what is posted, in words
     * @param paused why nothing is posted; empty while something is
     */
    public record Linked(String name, String posts, String paused, Form form, String removeLink) {}

    /**
     * What can be chosen.
     *
     * @param prefix of the fields' ids, which are on one page with others
     * @param version of what the form was made from; empty for a new link
     * @param isRefused whether it holds what was sent and not saved
     * @param isByWebhook whether an address is asked for instead of a channel, and the role by its id
     */
    public record Form(
            String prefix,
            String action,
            String version,
            boolean isRefused,
            List<Group> channels,
            List<Group> roles,
            boolean isByWebhook,
            String roleId,
            boolean live,
            boolean raid,
            boolean raidSent,
            String liveText,
            String raidText,
            List<String> livePlaceholders,
            List<String> raidPlaceholders) {
        public boolean isPossible() {
            return isByWebhook || !channels.isEmpty();
        }

        /** The same for a webhook. */
        public Form byWebhook() {
            return new Form(
                    prefix,
                    action,
                    version,
                    isRefused,
                    List.of(),
                    List.of(),
                    true,
                    roleId,
                    live,
                    raid,
                    raidSent,
                    liveText,
                    raidText,
                    livePlaceholders,
                    raidPlaceholders);
        }
    }

    /** Choices in one server. */
    public record Group(String title, List<Choice> choices) {}

    /** @param lacks why it cannot be chosen; empty if it can */
    public record Choice(String value, String label, String lacks, boolean isChosen) {}

    /** @param inviteLink where Herald is invited; empty if it is in the server */
    public record Server(String name, String inviteLink, When asOf) {}
}
