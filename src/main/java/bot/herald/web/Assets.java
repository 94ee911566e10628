package bot.herald.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files that pages need, out of the jar. */
final class Assets {
    private Assets() {}

    static Route of(String name, String contentType) {
        byte[] content = read(name);
        return exchange -> exchange.asset(contentType, content);
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
