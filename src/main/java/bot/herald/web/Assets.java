package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.web.pages.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files that pages refer to; a closed list, so no path reaches the class path. */
final class Assets {
    private static final Asset STYLESHEET = Asset.load("herald.css", "text/css; charset=utf-8");
    private static final Asset ICON = Asset.load("favicon.svg", "image/svg+xml");

    private static final Asset SCRIPT = Asset.load("live.js", "text/javascript; charset=utf-8");

    private static final Asset OPENAPI = Asset.load("openapi.json", "application/json");

    private Assets() {}

    static List<Route> routes() {
        return Stream.concat(
                        Stream.of(STYLESHEET, ICON, SCRIPT)
                                .map(asset -> Route.get(asset.path(), request -> answer(asset, request))
                                        .underAnyName()),
                        Stream.of(Route.get("/api/openapi.json", request -> answer(OPENAPI, request))))
                .toList();
    }

    /** The version changes with the content, so browsers may keep a file and still see a new one at once. */
    static Frame frame(WebSettings settings) {
        return new Frame(
                settings.link("/"),
                settings.link(STYLESHEET.path()) + "?" + STYLESHEET.versionQuery(),
                settings.link(ICON.path()) + "?" + ICON.versionQuery());
    }

    /** The address of what keeps a live feed up to date. */
    static String script(WebSettings settings) {
        return settings.link(SCRIPT.path()) + "?" + SCRIPT.versionQuery();
    }

    private static Answer answer(Asset asset, WebRequest request) {
        String tag = '"' + asset.version() + '"';
        boolean same = request.header("if-none-match").filter(tag::equals).isPresent();
        Answer answer = same ? Answer.empty(304) : Answer.text(asset.contentType(), asset.content());
        boolean versioned = request.query().equals(asset.versionQuery());
        return answer.cached(versioned ? "public, max-age=31536000, immutable" : "public, max-age=3600")
                .with("ETag", tag);
    }

    private record Asset(String name, String contentType, String content, String version) {
        String path() {
            return "/assets/" + name;
        }

        String versionQuery() {
            return "v=" + version;
        }

        static Asset load(String name, String contentType) {
            try (InputStream file = Assets.class.getResourceAsStream(name)) {
                if (file == null) {
                    throw new IllegalStateException("missing from Herald's jar: " + name);
                }
                byte[] bytes = file.readAllBytes();
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
                return new Asset(
                        name,
                        contentType,
                        new String(bytes, UTF_8),
                        HexFormat.of().formatHex(hash, 0, 6));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
