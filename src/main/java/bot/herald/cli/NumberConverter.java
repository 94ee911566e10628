package bot.herald.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number within bounds. */
abstract class NumberConverter implements ITypeConverter<Integer> {
    private final int least;
    private final int most;

    NumberConverter(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Integer convert(String text) {
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new TypeConversionException("'" + text + "' is not a number from " + least + " to " + most);
    }

    /** A TCP port; 0 for any free one. */
    static final class Port extends NumberConverter {
        Port() {
            super(0, 65535);
        }
    }

    /** The number of channels in a demo. */
    static final class Channels extends NumberConverter {
        Channels() {
            super(1, 50);
        }
    }
}
