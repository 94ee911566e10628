package bot.herald.testing;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads QR codes as a camera does. */
public final class QrReader {
    private static final int QUIET = 4;
    /** Pixels to a module. */
    private static final int SCALE = 4;

    private static final int WHITE = 0xFFFFFF;

    private static final Pattern ON_PAGE =
            Pattern.compile("<svg class=\"qr\" viewBox=\"-4 -4 (\\d+) \\d+\"[^>]*><path d=\"([^\"]*)\"/></svg>");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1H(\\d+)z");

    private QrReader() {}

    /** What the codes on a page hold, in their order. */
    public static List<String> onPage(String html) {
        List<String> read = new ArrayList<>();
        Matcher code = ON_PAGE.matcher(html);
        while (code.find()) {
            read.add(ofPath(code.group(2), Integer.parseInt(code.group(1)) - 2 * QUIET));
        }
        return read;
    }

    /** What a path of SVG holds that draws a code of so many modules to a side. */
    public static String ofPath(String path, int size) {
        boolean[][] dark = new boolean[size][size];
        for (MatchResult run : RUN.matcher(path).results().toList()) {
            int x = Integer.parseInt(run.group(1));
            Arrays.fill(dark[Integer.parseInt(run.group(2))], x, x + Integer.parseInt(run.group(3)), true);
        }
        return of(dark);
    }

    /**
     * What a code holds.
     *
     * @param dark its modules, row by row, without the quiet zone
     */
    public static String of(boolean[][] dark) {
        int side = (dark.length + 2 * QUIET) * SCALE;
        int[] pixels = new int[side * side];
        Arrays.fill(pixels, WHITE);
        for (int y = 0; y < dark.length * SCALE; y++) {
            for (int x = 0; x < dark.length * SCALE; x++) {
                if (dark[y / SCALE][x / SCALE]) {
                    pixels[(y + QUIET * SCALE) * side + x + QUIET * SCALE] = 0;
                }
            }
        }
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels))))
                    .getText();
        } catch (ReaderException e) {
            throw new AssertionError("no camera can read this code", e);
        }
    }
}
