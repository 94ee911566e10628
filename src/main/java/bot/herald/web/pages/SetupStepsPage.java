package bot.herald.web.pages;

import java.util.List;

/**
 * What is left to do once the bot runs.
 *
 * @param token has to come back with every form
 * @param step 2 for the bot account, 3 for the first channel, 4 for trying it
 * @param note what has just happened or failed, in words; empty for nothing
 * @param newAddress where this page is from now on; empty where it is
 * @param link where the step's account is connected
 * @param linkQr the same for a camera; none if the link works on this machine alone
 * @param botLink where another account for the bot is chosen
 * @param botLogin empty as long as there is none
 * @param channelName empty as long as there is none
 * @param chatLink the channel's chat at Twitch
 * @param command what to write there
 * @param feed the latest first
 * @param answered whether the bot has said something
 * @param dashboardLink where the live feed is
 * @param onThisMachineOnly whether the links work in browsers of this machine alone
 */
public record SetupStepsPage(
        String token,
        int step,
        String note,
        String newAddress,
        String link,
        QrPicture linkQr,
        SetupDeviceCode code,
        String botLink,
        String botLogin,
        String channelName,
        String chatLink,
        String command,
        List<FeedRow> feed,
        boolean answered,
        String dashboardLink,
        SetupAdmin admin,
        boolean onThisMachineOnly) {}
