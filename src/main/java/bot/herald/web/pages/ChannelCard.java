package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * A channel on the dashboard.
 *
 * @param status as the API writes it
 * @param line how it is doing, and what is wrong if anything is
 * @param remark shown wherever the channel is; empty for nothing
 * @param notes further sentences
 * @param cannot what was not granted; each completes "the bot cannot …"
 * @param shortfalls what is switched on and cannot act
 * @param askAction where the form goes that asks the operator; empty when there is nothing to ask for
 * @param asked when the operator was last asked
 * @param fix what to do about it; empty when there is no need or it is somebody else's to do
 * @param pageLink where there is more about it
 */
public record ChannelCard(
        String displayName,
        String login,
        String status,
        String line,
        String remark,
        List<String> notes,
        List<String> cannot,
        List<Shortfall> shortfalls,
        String askAction,
        Optional<When> asked,
        Optional<FixButton> fix,
        String pageLink) {
    /** {@code good}, {@code warn} or {@code bad}. */
    public String kind() {
        return switch (status) {
            case "connected" -> "good";
            case "needs-reauthorization", "disconnected" -> "bad";
            default -> "warn";
        };
    }
}
