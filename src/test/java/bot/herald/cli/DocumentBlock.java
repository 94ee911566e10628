package bot.herald.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of a document for people.
 *
 * @param line where its fence opens, counted from 1
 * @param language what the fence names; empty for nothing
 */
record DocumentBlock(Path document, int line, String language, String text) {
    private static final String FENCE = "```";

    /** The README and everything below {@code docs}, as well as what contributors read. */
    static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
                            docs.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    static List<DocumentBlock> all() throws IOException {
        List<DocumentBlock> blocks = new ArrayList<>();
        for (Path document : documents()) {
            List<String> lines = Files.readAllLines(document);
            int at = 0;
            while (at < lines.size()) {
                String fence = lines.get(at).strip();
                if (fence.startsWith(FENCE)) {
                    int end = at + 1;
                    while (!lines.get(end).strip().equals(FENCE)) {
                        end++;
                    }
                    blocks.add(new DocumentBlock(
                            document,
                            at + 1,
                            fence.substring(FENCE.length()),
                            String.join("\n", lines.subList(at + 1, end)) + "\n"));
                    at = end;
                }
                at++;
            }
        }
        return blocks;
    }

    static List<DocumentBlock> in(String language) throws IOException {
        return all().stream().filter(block -> block.language().equals(language)).toList();
    }

    /** The document's text outside of blocks. */
    static String prose(Path document) throws IOException {
        return Files.readString(document).replaceAll("(?ms)^```.*?^```$", "");
    }

    @Override
    public String toString() {
        return document + ":" + line;
    }
}
