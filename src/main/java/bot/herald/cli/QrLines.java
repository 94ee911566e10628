package bot.herald.cli;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/** A QR code for a terminal: black on white in any colour scheme, two rows of modules per line. */
final class QrLines {
    private static final int QUIET = 4;
    private static final String BLACK_ON_WHITE = "\u001b[30;107m";
    private static final String AS_BEFORE = "\u001b[0m";

    private QrLines() {}

    /**
     * The QR code of an address, in lines of the same width.
     *
     * @param columns the width of the terminal
     * @return empty if it does not fit
     */
    static List<String> of(String address, int columns) {
        QrCode code = QrCode.encodeText(address, QrCode.Ecc.LOW);
        if (code.size + 2 * QUIET > columns) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (int y = -QUIET; y < code.size + QUIET; y += 2) {
            StringBuilder line = new StringBuilder(BLACK_ON_WHITE);
            for (int x = -QUIET; x < code.size + QUIET; x++) {
                boolean upper = code.getModule(x, y);
                boolean lower = code.getModule(x, y + 1);
                line.append(upper ? (lower ? '\u2588' : '\u2580') : lower ? '\u2584' : ' ');
            }
            lines.add(line.append(AS_BEFORE).toString());
        }
        return List.copyOf(lines);
    }
}
