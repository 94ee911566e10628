package bot.herald.web.pages;

/**
 * What every page needs besides its content.
 *
 * @param home the address of the start page
 * @param stylesheet the address of the style sheet
 * @param icon the address of the icon
 */
public record Frame(String home, String stylesheet, String icon) {}
