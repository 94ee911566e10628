package bot.herald.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Makes web pages of README, {@code docs/} and what they lead to, which need no server and no script. */
final class Site {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Pattern TITLE = Pattern.compile("(?m)^# (.+)$");
    private static final Pattern ADDRESS = Pattern.compile("(href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("id=\"([^\"]*)\"");

    /** The pages, in the order in which somebody would want them. */
    private static final Map<String, List<String>> GROUPS = groups();

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Start", List.of("README.md"));
        groups.put(
                "Your channel",
                List.of(
                        "docs/dashboard.md",
                        "docs/commands.md",
                        "docs/raids.md",
                        "docs/moderation.md",
                        "docs/moving-in.md",
                        "docs/discord.md"));
        groups.put(
                "Running it",
                List.of(
                        "docs/operating.md",
                        "docs/permissions.md",
                        "docs/security.md",
                        "docs/privacy.md",
                        "docs/scaling.md",
                        "docs/performance.md"));
        groups.put(
                "Building on it",
                List.of(
                        "docs/api.md",
                        "docs/plugins.md",
                        "docs/simulator.md",
                        "docs/architecture.md",
                        "CONTRIBUTING.md",
                        "RATIONALE.md",
                        "CHANGELOG.md"));
        return groups;
    }

    private final Path source;
    private final Path target;
    private final Map<String, String> html = new LinkedHashMap<>();

    Site(Path source, Path target) {
        this.source = source;
        this.target = target;
    }

    private static Set<String> pages(Path source) throws IOException {
        Set<String> pages = new TreeSet<>();
        GROUPS.values().forEach(pages::addAll);
        try (var docs = Files.list(source.resolve("docs"))) {
            docs.map(file -> "docs/" + file.getFileName())
                    .filter(file -> file.endsWith(".md"))
                    .forEach(pages::add);
        }
        return pages;
    }

    void build() throws IOException {
        Parser parser = Parser.builder().extensions(EXTENSIONS).build();
        HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS).build();
        String frame = Files.readString(source.resolve("packaging/site/page.html"));
        for (String page : pages(source)) {
            Node parsed = parser.parse(Files.readString(source.resolve(page)));
            String content = renderer.render(parsed)
                    .replace("<table>", "<div class=\"table\"><table>")
                    .replace("</table>", "</table></div>");
            write(page, frame, localized(page, content));
        }
        copy("packaging/site/site.css", "site.css");
        copy("src/main/resources/bot/herald/web/favicon.svg", "favicon.svg");
    }

    private void write(String page, String frame, String content) throws IOException {
        String whole = frame.replace("{title}", page.equals("README.md") ? "Herald" : title(page) + " - Herald")
                .replace("{root}", page.contains("/") ? "../" : "")
                .replace("{open}", "")
                .replace("{nav}", navigation(page))
                .replace("{content}", content);
        html.put(address(page), whole);
        Path file = target.resolve(address(page));
        Files.createDirectories(file.getParent());
        Files.writeString(file, whole);
    }

    private static String address(String page) {
        return page.equals("README.md") ? "index.html" : page.replaceFirst("\\.md$", ".html");
    }

    private String title(String page) throws IOException {
        Matcher title = TITLE.matcher(Files.readString(source.resolve(page)));
        return title.find() ? title.group(1).replace("`", "") : page;
    }

    private String navigation(String here) throws IOException {
        StringBuilder nav = new StringBuilder();
        String root = here.contains("/") ? "../" : "";
        Map<String, List<String>> groups = new LinkedHashMap<>(GROUPS);
        groups.put("More", List.copyOf(more()));
        groups.values().removeIf(List::isEmpty);
        for (var group : groups.entrySet()) {
            nav.append("<h2>").append(group.getKey()).append("</h2><ul>");
            for (String page : group.getValue()) {
                nav.append("<li><a href=\"").append(root).append(address(page)).append('"');
                nav.append(page.equals(here) ? " aria-current=\"page\">" : ">");
                nav.append(title(page)).append("</a></li>");
            }
            nav.append("</ul>");
        }
        return nav.toString();
    }

    /** Those that nobody gave a place. */
    private Set<String> more() throws IOException {
        Set<String> more = new TreeSet<>(pages(source));
        GROUPS.values().forEach(more::removeAll);
        return more;
    }

    /** Pages lead to pages; other files of the project come along. */
    private String localized(String page, String content) {
        return ADDRESS.matcher(content).replaceAll(found -> {
            String address = found.group(2);
            if (address.startsWith("#") || URI.create(address).isAbsolute()) {
                return Matcher.quoteReplacement(found.group());
            }
            String[] parts = address.split("#", 2);
            Path file = Path.of(page).resolveSibling(parts[0]).normalize();
            String anchor = parts.length > 1 ? "#" + parts[1] : "";
            try {
                if (pages(source).contains(file.toString())) {
                    String from = page.contains("/") ? "../" : "";
                    return found.group(1) + "=\"" + from + address(file.toString()) + anchor + '"';
                }
                copy(file.toString(), file.toString());
            } catch (IOException e) {
                throw new IllegalStateException(page + " leads to " + address + ", which is not there", e);
            }
            return Matcher.quoteReplacement(found.group());
        });
    }

    private void copy(String from, String to) throws IOException {
        // As the browser tests have just made it, if they have.
        Path fresh = source.resolve("target/screenshots/docs")
                .resolve(Path.of(from).getFileName().toString());
        Path file = from.startsWith("docs/img/") && Files.exists(fresh) ? fresh : source.resolve(from);
        Path copy = target.resolve(to);
        Files.createDirectories(copy.getParent());
        if (Files.isRegularFile(file)) {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        } else if (!Files.isDirectory(file)) {
            throw new IOException("there is no " + from);
        } else {
            Files.createDirectories(copy);
        }
    }

    /** Every address on a page that leads nowhere on this site. */
    List<String> brokenLinks() {
        List<String> broken = new ArrayList<>();
        html.forEach((page, content) -> ADDRESS.matcher(content).results().forEach(found -> {
            String address = found.group(2);
            if (address.isEmpty() || URI.create(address).isAbsolute()) {
                return;
            }
            String[] parts = address.split("#", 2);
            String file = parts[0].isEmpty()
                    ? page
                    : Path.of(page).resolveSibling(parts[0]).normalize().toString();
            boolean isThere = Files.exists(target.resolve(file));
            boolean hasAnchor = parts.length < 2
                    || !html.containsKey(file)
                    || ID.matcher(html.getOrDefault(file, ""))
                            .results()
                            .anyMatch(id -> id.group(1).equals(parts[1]));
            if (!isThere || !hasAnchor) {
                broken.add(page + " leads to " + address);
            }
        }));
        return broken;
    }
}
