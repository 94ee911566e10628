package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.security.Sha256;
import bot.herald.settings.Documents;
import bot.herald.web.pages.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The files that pages refer to; a closed list, so no path reaches the class path. */
final class Assets {
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    /** Folder of the libraries; their versions are those of the build. */
    private static final String LIBRARIES = "/META-INF/resources/webjars/";

    private static final Asset BOOTSTRAP =
            Asset.load("bootstrap.css", LIBRARIES + "bootstrap/5.3.8/dist/css/bootstrap.min.css", CSS);
    private static final Asset ICONS = Asset.of(
            "icons.svg",
            "image/svg+xml",
            IconSprite.picture(new String(bytes(LIBRARIES + "bootstrap-icons/1.13.1/bootstrap-icons.svg"), UTF_8))
                    .getBytes(UTF_8));
    private static final Asset ICON_STYLES = Asset.of(
            "icons.css",
            CSS,
            IconSprite.rules(ICONS.name() + "?" + ICONS.versionQuery()).getBytes(UTF_8));
    private static final Asset PLOT_STYLES =
            Asset.load("uplot.css", LIBRARIES + "uplot/1.6.30/dist/uPlot.min.css", CSS);
    private static final Asset PLOTS =
            Asset.load("uplot.js", LIBRARIES + "uplot/1.6.30/dist/uPlot.iife.min.js", SCRIPT);
    private static final Asset HTMX = Asset.load("htmx.js", LIBRARIES + "htmx.org/2.0.10/dist/htmx.min.js", SCRIPT);
    private static final Asset STYLESHEET = Asset.own("herald.css", CSS);
    private static final Asset OWN_SCRIPT = Asset.own("herald.js", SCRIPT);
    private static final Asset ICON = Asset.own("favicon.svg", "image/svg+xml");

    private Assets() {}

    static List<Route> routes() {
        return Stream.of(BOOTSTRAP, ICON_STYLES, ICONS, PLOT_STYLES, PLOTS, HTMX, STYLESHEET, OWN_SCRIPT, ICON)
                .map(asset -> Route.get("/assets/" + asset.name(), request -> answer(asset, request))
                        .underAnyName())
                .toList();
    }

    /**
     * @param kinds the kinds of documents that the API offers
     * @param discord whether there are routes for Discord
     */
    static Route description(List<Documents> kinds, boolean discord) {
        Supplier<Asset> description = new Once<>(() -> {
            JsonNode written = Json.read(new String(bytes("api.json"), UTF_8));
            return Asset.of(
                    "openapi.json",
                    "application/json",
                    Json.write(ApiDescription.of(written, kinds, discord)).getBytes(UTF_8));
        });
        return Route.get("/api/openapi.json", request -> answer(description.get(), request));
    }

    /** The version changes with the content, so browsers may keep a file and still see a new one at once. */
    static Frame frame(WebSettings settings) {
        return new Frame(
                settings.link("/"),
                links(settings, BOOTSTRAP, ICON_STYLES, STYLESHEET),
                links(settings, HTMX, OWN_SCRIPT),
                links(settings, PLOT_STYLES).get(0),
                links(settings, PLOTS).get(0),
                links(settings, ICON).get(0),
                settings.link("/theme"),
                settings.link("/language"),
                Frame.Taste.NONE,
                Optional.empty());
    }

    private static List<String> links(WebSettings settings, Asset... assets) {
        return Stream.of(assets)
                .map(asset -> settings.link("/assets/" + asset.name()) + "?" + asset.versionQuery())
                .toList();
    }

    private static Answer answer(Asset asset, WebRequest request) {
        boolean packed =
                request.header("accept-encoding").filter(Assets::takesGzip).isPresent()
                        && asset.packed().get().isPresent();
        String tag = '"' + asset.version() + (packed ? "-gz" : "") + '"';
        boolean same = request.header("if-none-match").filter(tag::equals).isPresent();
        Answer answer = same
                ? Answer.empty(304)
                : Answer.file(asset.contentType(), packed ? asset.packed().get().orElseThrow() : asset.content());
        boolean versioned = request.query().equals(asset.versionQuery());
        Answer kept = answer.cached(versioned ? "public, max-age=31536000, immutable" : "public, max-age=3600")
                .with("ETag", tag)
                .with("Vary", "Accept-Encoding");
        return packed ? kept.with("Content-Encoding", "gzip") : kept;
    }

    private static boolean takesGzip(String accepted) {
        return Stream.of(accepted.split(",", -1)).map(String::strip).anyMatch("gzip"::equals);
    }

    private static byte[] bytes(String resource) {
        try (InputStream file = Assets.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("missing from Herald's jar: " + resource);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Computed on first use, so that startup does not wait for it. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> make;
        private @Nullable T made;

        private Once(Supplier<T> make) {
            this.make = make;
        }

        @Override
        public synchronized T get() {
            T there = made;
            if (there == null) {
                there = make.get();
                made = there;
            }
            return there;
        }
    }

    /** @param packed gzipped; empty where that saves nothing */
    private record Asset(
            String name,
            String contentType,
            ByteBuffer content,
            Supplier<Optional<ByteBuffer>> packed,
            String version) {
        String versionQuery() {
            return "v=" + version;
        }

        static Asset own(String name, String contentType) {
            return load(name, name, contentType);
        }

        static Asset load(String name, String resource, String contentType) {
            return of(name, contentType, bytes(resource));
        }

        static Asset of(String name, String contentType, byte[] bytes) {
            return new Asset(
                    name,
                    contentType,
                    ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
                    new Once<>(() -> packed(bytes)),
                    HexFormat.of().formatHex(Sha256.of(bytes), 0, 6));
        }

        private static Optional<ByteBuffer> packed(byte[] bytes) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.size() < bytes.length * 9 / 10
                    ? Optional.of(ByteBuffer.wrap(packed.toByteArray()).asReadOnlyBuffer())
                    : Optional.empty();
        }
    }
}
