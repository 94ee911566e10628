package bot.herald.web.pages;

/**
 * Who is offered as the one who may see and manage everything.
 *
 * @param id the broadcaster's user id; empty if nobody is offered, because somebody is named already
 * @param own whether whoever sets Herald up connected that channel, so that it is likely they
 */
public record SetupAdmin(String id, boolean own) {
    public static final SetupAdmin NAMED_ALREADY = new SetupAdmin("", false);
}
