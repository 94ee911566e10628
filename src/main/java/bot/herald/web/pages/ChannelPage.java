package bot.herald.web.pages;

import java.util.List;

/**
 * Everything about one channel.
 *
 * @param done what was just done, in words; empty for nothing
 * @param notDone why what was asked for was not done; empty for nothing
 * @param disconnectLink empty for those who may not
 * @param feedPath where the live feed is
 * @param lastEvent the id of the latest event on the page
 * @param feed the latest first
 * @param script the address of what keeps the feed live
 */
public record ChannelPage(
        ChannelCard channel,
        String done,
        String notDone,
        FormView settings,
        List<ItemRow> commands,
        String addCommandLink,
        List<ItemRow> timers,
        String addTimerLink,
        List<LogRow> audit,
        String feedPath,
        long lastEvent,
        List<FeedRow> feed,
        String script,
        String dashboardLink,
        String disconnectLink) {}
