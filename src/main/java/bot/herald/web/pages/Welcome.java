package bot.herald.web.pages;

/**
 * The first steps in a channel that has no commands of its own yet.
 *
 * @param greeted whether the bot has said anything there lately
 * @param moderator whether it moderates the channel, as far as it has to
 * @param prefix what commands begin with
 * @param bot its login
 */
public record Welcome(
        boolean greeted, boolean moderator, String prefix, String bot, String importLink, String writeLink) {
    /** How many of the three steps are done. */
    public int done() {
        return (greeted ? 1 : 0) + (moderator ? 1 : 0);
    }
}
