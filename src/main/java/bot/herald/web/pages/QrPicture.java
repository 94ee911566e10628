package bot.herald.web.pages;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as a path of SVG: one unit to a module, the quiet zone around it left to the page.
 *
 * @param size modules to a side; 0 for no code
 * @param path what is dark
 */
public record QrPicture(int size, String path) {
    public static final QrPicture NONE = new QrPicture(0, "");
    /** The quiet zone that the standard requires, so that cameras see where the code begins. */
    private static final int QUIET = 4;

    private static final int LONGEST = 500;

    /** A code that can still be read with some dirt and glare; none for an address too long for cameras. */
    public static QrPicture of(String address) {
        if (address.length() > LONGEST) {
            return NONE;
        }
        QrCode code = QrCode.encodeText(address, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            int x = 0;
            while (x < code.size) {
                int begin = x;
                while (x < code.size && code.getModule(x, y)) {
                    x++;
                }
                if (x > begin) {
                    path.append('M').append(begin).append(' ').append(y);
                    path.append('h')
                            .append(x - begin)
                            .append("v1H")
                            .append(begin)
                            .append('z');
                }
                x++;
            }
        }
        return new QrPicture(code.size, path.toString());
    }

    public boolean isThere() {
        return size > 0;
    }

    /** With the quiet zone. */
    public String viewBox() {
        int side = size + 2 * QUIET;
        return -QUIET + " " + -QUIET + " " + side + " " + side;
    }
}
