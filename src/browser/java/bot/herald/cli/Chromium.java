package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The system's Chromium without a window, as somebody at a computer uses it.
 *
 * <p>Reaches this machine only. Chromium and its driver are those of the operating system; {@code HERALD_CHROMIUM} and
 * {@code HERALD_CHROMEDRIVER} name them where they are elsewhere.
 */
final class Chromium implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final int MOST_STOPS = 80;
    /** What is wrong with how the focus looks; empty if it can be seen. What is drawn by its label is looked at there. */
    private static final String UNSEEN = """
            const focused = document.activeElement;
            if (focused === document.body) {
                return "";
            }
            const drawn = getComputedStyle(focused).opacity === "0" ? focused.closest("label") : focused;
            const style = getComputedStyle(drawn);
            const box = drawn.getClientRects()[0];
            const said = drawn.outerHTML.slice(0, 200);
            if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
                return "no ring around " + said;
            }
            if (!box || box.width < 1 || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
                return "out of sight: " + said;
            }
            const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
            const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
            const top = document.elementFromPoint(x, y);
            return drawn.contains(top) || top.contains(drawn) ? "" : "covered by " + top.outerHTML.slice(0, 200) + ": " + said;
            """;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final Logger CDP_LOG = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private URI herald;
    private final ChromeDriver driver;

    Chromium(URI herald) {
        this.herald = herald;
        ChromeOptions options = new ChromeOptions();
        options.setBinary(executable("HERALD_CHROMIUM", "/usr/bin/chromium"));
        options.addArguments(
                "--headless=new",
                // The tests run as root in containers, which have little shared memory.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-color-profile=srgb",
                "--proxy-server=direct://",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");
        // Says at every start that it has no classes of its own for this Chromium; none are used.
        CDP_LOG.setLevel(Level.OFF);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File(executable("HERALD_CHROMEDRIVER", "/usr/bin/chromedriver")))
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(SOON);
        desktop();
    }

    private static String executable(String variable, String usual) {
        String path = Optional.ofNullable(System.getenv(variable)).orElse(usual);
        if (!Files.isExecutable(Path.of(path))) {
            throw new IllegalStateException("there is no " + path + ": install the packages chromium and"
                    + " chromium-driver, or set " + variable);
        }
        return path;
    }

    /** For another Herald, with nothing left of what it has seen: a fraction of what a start costs. */
    Chromium anew(URI another) {
        driver.get("about:blank");
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        driver.manage().logs().get("browser");
        herald = another;
        return desktop();
    }

    Chromium open(String path) {
        driver.get(herald.resolve(path).toString());
        return this;
    }

    Chromium openTwitch(URI address) {
        driver.get(address.toString());
        return this;
    }

    /** Says yes on Twitch's page, which has to be open. */
    Chromium agreeAs(String login) {
        WebElement name = one("input[name=login]");
        name.clear();
        name.sendKeys(login);
        return follow(one("button[value=allow]"));
    }

    Chromium logIn(String login) {
        open("/auth/login");
        return agreeAs(login);
    }

    /** Clicks on the link or button with these words; anything that begins with # or a dot is a CSS selector. */
    Chromium click(String linkOrButton) {
        if (linkOrButton.startsWith("#") || linkOrButton.startsWith(".")) {
            return follow(one(linkOrButton));
        }
        List<WebElement> found = Stream.of(
                        driver.findElements(By.linkText(linkOrButton)).stream(),
                        driver.findElements(By.xpath("//button[normalize-space()='" + linkOrButton + "']")).stream())
                .flatMap(elements -> elements)
                .toList();
        assertThat(found).as(linkOrButton + " on " + address() + "\n" + text()).isNotEmpty();
        return follow(found.get(0));
    }

    /** Clicks on what a script answers, without another page. */
    Chromium press(String selector) {
        inSight(one(selector)).click();
        return this;
    }

    /** What the focus is on, as it is called for those who do not see it. */
    String focused() {
        return String.valueOf(driver.executeScript("return document.activeElement.getAttribute('aria-label')"));
    }

    /** Goes on with the Tab key until the focus is on what is called so, and looks at each stop whether one sees where it is. */
    Chromium tabTo(String name) {
        for (int stops = 0; stops < MOST_STOPS; stops++) {
            keys(Keys.TAB);
            String fault = String.valueOf(driver.executeScript(UNSEEN));
            assertThat(fault).as("the focus on " + address()).isEmpty();
            if (focusedName().equals(name)) {
                return this;
            }
        }
        throw new AssertionError(
                name + " is not reached with the Tab key on " + address() + ", but " + focusedName() + "\n" + text());
    }

    /** Types where the focus is. */
    Chromium keys(CharSequence... typed) {
        driver.switchTo().activeElement().sendKeys(typed);
        return this;
    }

    /** Presses the Enter key, and waits for the page that comes. */
    Chromium enter() {
        return follow(() -> keys(Keys.ENTER));
    }

    /** What the thing that has the focus is called. */
    String focusedName() {
        return String.valueOf(driver.executeScript("""
                const focused = document.activeElement;
                const seen = focused.cloneNode(true);
                seen.querySelectorAll("[aria-hidden=true]").forEach((part) => part.remove());
                const label = focused.labels && focused.labels.length > 0
                    ? focused.labels[0].textContent : focused.getAttribute("aria-label");
                return (label || seen.textContent).replace(/\\s+/g, " ").trim();
                """));
    }

    /** Clicks, and waits for the page that comes: the driver alone may still see the one before. */
    private Chromium follow(WebElement linkOrButton) {
        return follow(() -> inSight(linkOrButton).click());
    }

    private Chromium follow(Runnable click) {
        WebElement before = one("html");
        click.run();
        Awaitility.await().atMost(SOON).until(() -> isGone(before));
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> "complete".equals(driver.executeScript("return document.readyState")));
        return this;
    }

    /** In the middle of the window, where nothing that sticks to its edges covers it. */
    private WebElement inSight(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
        return element;
    }

    private static boolean isGone(WebElement element) {
        try {
            return element.getTagName().isEmpty();
        } catch (StaleElementReferenceException e) {
            return true;
        }
    }

    /** Types into the field that has this label. */
    Chromium type(String label, String text) {
        List<WebElement> fields =
                driver.findElements(By.xpath("//*[@id=//label[normalize-space()='" + label + "']/@for]"));
        assertThat(fields).as(label + " on " + address() + "\n" + text()).hasSize(1);
        fields.get(0).clear();
        fields.get(0).sendKeys(text);
        return this;
    }

    /** Chooses from the list that has this label. */
    Chromium choose(String label, String option) {
        one("[id='"
                        + driver.findElement(By.xpath("//label[normalize-space()='" + label + "']"))
                                .getDomAttribute("for")
                        + "']")
                .findElement(By.xpath("option[normalize-space()='" + option + "']"))
                .click();
        return this;
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    boolean has(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** What a reader of the page sees. */
    String text() {
        return one("body").getText();
    }

    String text(String selector) {
        return one(selector).getText();
    }

    /** Waits until the page shows it, without a reload. */
    Chromium awaitText(String selector, String expected) {
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(text(selector)).contains(expected));
        return this;
    }

    /** Waits until the page has nothing of that any more, without a reload. */
    Chromium awaitGone(String selector) {
        Awaitility.await().atMost(SOON).until(() -> !has(selector));
        return this;
    }

    /** Waits until the page shows it, asking for it again and again. */
    Chromium reloadUntil(String expected) {
        Awaitility.await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            driver.navigate().refresh();
            assertThat(text()).contains(expected);
        });
        return this;
    }

    Chromium desktop() {
        return size(1280, 900);
    }

    Chromium phone() {
        return size(390, 844);
    }

    Chromium size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    Chromium colours(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** How many pixels of the page stand outside the window on the right. */
    long overhang() {
        return pixels("scrollWidth") - pixels("clientWidth");
    }

    private long pixels(String of) {
        Object found = driver.executeScript("return document.documentElement." + of);
        return found instanceof Long pixels ? pixels : -1;
    }

    /** The whole page as target/screenshots/NAME.png. */
    void screenshot(String name) {
        long height = pixels("scrollHeight");
        long width = pixels("clientWidth");
        size((int) width, (int) height);
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the window shows, for the documents: target/screenshots/docs/NAME.png. */
    void picture(String name) {
        try {
            Path file = SCREENSHOTS.resolve("docs").resolve(name + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What axe finds on the page that is serious or critical, a line each. Its script is run by the driver, past the page's
     * content security policy, which stays as strict as it is.
     */
    List<String> accessibilityFaults() {
        // It is there until another page comes.
        if (!Boolean.TRUE.equals(driver.executeScript("return Boolean(window.axe)"))) {
            driver.executeScript(axe());
        }
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({resultTypes: ["violations"]}).then(
                    (result) => done(result.violations
                        .filter((one) => one.impact === "serious" || one.impact === "critical")
                        .flatMap((one) => one.nodes.map(
                            (node) => one.id + " (" + one.impact + "): " + node.html + " " + node.failureSummary))),
                    (failure) => done(["axe failed: " + failure]));
                """);
        return found instanceof List<?> faults
                ? faults.stream().map(String::valueOf).toList()
                : List.of("axe answered " + found);
    }

    private static String axe() {
        try (InputStream script = Chromium.class.getClassLoader().getResourceAsStream(AXE)) {
            if (script == null) {
                throw new IllegalStateException("axe-core is not on the class path: " + AXE);
            }
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the browser complained about on Herald's pages, for example a script that the content security policy refused. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(entry -> entry.contains(herald.toString()))
                // A page that is left ends what it was asking for.
                .filter(entry -> !entry.contains("htmx:sendAbort") && !entry.contains("htmx:afterRequest"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
