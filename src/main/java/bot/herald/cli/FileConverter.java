package bot.herald.cli;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a file. An empty one, as an unset variable leaves it, would be the working folder. */
final class FileConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("it is empty; name a file");
        }
        return Path.of(text);
    }
}
