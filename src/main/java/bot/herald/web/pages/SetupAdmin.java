package bot.herald.web.pages;

/**
 * Who is offered to become an admin.
 *
 * @param id the broadcaster's user id; empty if nobody is offered, because somebody is named already
 * @param own whether the person who sets Herald up connected that channel, so it is probably theirs
 */
public record SetupAdmin(String id, boolean own) {
    public static final SetupAdmin NAMED_ALREADY = new SetupAdmin("", false);
}
