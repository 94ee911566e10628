package bot.herald.web.pages;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sidebar; on phones the bar at the bottom.
 *
 * @param here the channel that the page is about; empty for pages about none in particular
 * @param channels to switch to, not more than fit
 * @param allChannels how many there are
 * @param groups of the channel's pages; none without a channel
 * @param common the pages about no channel
 * @param formToken has to come back with the form that logs out
 */
public record Side(
        String name,
        Avatar avatar,
        Optional<Place> here,
        List<Place> channels,
        int allChannels,
        String dashboardLink,
        List<Group> groups,
        List<Link> common,
        String logoutAction,
        String formToken) {
    /** A channel to go to. */
    public record Place(String name, Avatar avatar, String link) {}

    /** @param title empty for those at the top */
    public record Group(String title, List<Link> links) {}

    /** @param count what waits there for the reader; 0 for nothing */
    public record Link(String label, Icon icon, String link, boolean current, int count) {}

    /** Those of the pages that have a place of their own in the bar of a phone. */
    public List<Link> tabs() {
        return links().filter(link -> TABS.contains(link.icon())).toList();
    }

    /** All others. */
    public List<Link> more() {
        return links().filter(link -> !TABS.contains(link.icon())).toList();
    }

    private static final Set<Icon> TABS = EnumSet.of(Icon.SPEEDOMETER2, Icon.TERMINAL, Icon.MEGAPHONE, Icon.CHAT_DOTS);

    private java.util.stream.Stream<Link> links() {
        return groups.stream().flatMap(group -> group.links().stream());
    }
}
