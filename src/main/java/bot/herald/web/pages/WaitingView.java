package bot.herald.web.pages;

import java.util.List;

/**
 * What a feature waits for.
 *
 * @param cannot each completes "the bot cannot …"
 * @param who has to do what, in a sentence
 * @param grantLink where it is granted; empty when it is somebody else's to do
 */
public record WaitingView(List<String> cannot, String who, String grantLink) {}
