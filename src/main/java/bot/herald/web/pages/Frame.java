package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * What every page needs besides its content.
 *
 * @param home the address of the start page
 * @param stylesheets the addresses of the style sheets, in their order
 * @param scripts likewise; pages work without them
 * @param plotStylesheet and
 * @param plotScript of pages with plots alone
 * @param icon the address of the icon
 * @param themeAction where a form goes that changes the theme
 * @param theme {@code light} or {@code dark}; empty for the system's
 * @param side what stands beside the content for whoever is logged in; empty for others
 */
public record Frame(
        String home,
        List<String> stylesheets,
        List<String> scripts,
        String plotStylesheet,
        String plotScript,
        String icon,
        String themeAction,
        String theme,
        Optional<Side> side) {
    public Frame with(String theme, Optional<Side> side) {
        return new Frame(home, stylesheets, scripts, plotStylesheet, plotScript, icon, themeAction, theme, side);
    }

    /** What the browser's tab says: the page, and where there is a channel, whose. */
    public String title(String page) {
        return side.flatMap(Side::here)
                .map(here -> here.name().equals(page) ? page : page + " · " + here.name())
                .orElse(page);
    }
}
