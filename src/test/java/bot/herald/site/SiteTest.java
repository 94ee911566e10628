package bot.herald.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Makes the site of the documentation in {@code target/site}, and looks whether everything on it leads somewhere. */
class SiteTest {
    private static final Path TARGET = Path.of("target", "site");

    @Test
    void theDocumentationIsASiteOnWhichEveryLinkLeadsSomewhere() throws IOException {
        Site site = new Site(Path.of(""), TARGET);
        site.build();

        assertThat(site.brokenLinks()).isEmpty();
        assertThat(TARGET.resolve("docs/img"))
                .isDirectoryContaining("glob:**/live.png")
                .isDirectoryContaining("glob:**/phone.png")
                .isDirectoryNotContaining(picture -> picture.toFile().length() > 200_000);
        assertThat(Files.readString(TARGET.resolve("index.html")))
                .contains("<title>Herald</title>", "docs/commands.html", "docs/img/dashboard.png", "width=device-width")
                .doesNotContain("<script");
        assertThat(Files.readString(TARGET.resolve("docs/commands.html")))
                .contains("aria-current=\"page\"", "<table>", "../index.html");
    }
}
