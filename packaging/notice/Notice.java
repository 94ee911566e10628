import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Holds the list of libraries in NOTICE to what is shipped, by the bill of materials that the build makes:
 *
 * <pre>java -cp target/herald.jar packaging/notice/Notice.java target/herald-sbom.json NOTICE [--write]</pre>
 *
 * <p>Ends with 1 and names the lines that are missing or left over; {@code --write} puts them right. Versions are not
 * listed: the bill of materials has them, and an update would otherwise have to touch the file.
 */
final class Notice {
    private static final String BEGIN = "-- libraries --";
    private static final String END = "-- end of libraries --";

    public static void main(String[] arguments) throws IOException {
        List<String> shipped = shipped(new ObjectMapper().readTree(Path.of(arguments[0]).toFile()));
        Path file = Path.of(arguments[1]);
        List<String> lines = Files.readAllLines(file);
        List<String> listed = lines.subList(lines.indexOf(BEGIN) + 1, lines.indexOf(END));
        if (arguments.length > 2 && arguments[2].equals("--write")) {
            List<String> written = new ArrayList<>(lines.subList(0, lines.indexOf(BEGIN) + 1));
            written.addAll(shipped);
            written.addAll(lines.subList(lines.indexOf(END), lines.size()));
            Files.writeString(file, String.join("\n", written) + "\n");
            return;
        }
        shipped.stream().filter(line -> !listed.contains(line)).forEach(line -> System.err.println("missing: " + line));
        listed.stream().filter(line -> !shipped.contains(line)).forEach(line -> System.err.println("not shipped: " + line));
        if (!shipped.equals(listed)) {
            System.err.println("NOTICE is out of date: run this again with --write");
            System.exit(1);
        }
        System.out.println("NOTICE lists all " + shipped.size() + " libraries.");
    }

    private static List<String> shipped(JsonNode bill) {
        TreeSet<String> lines = new TreeSet<>();
        for (JsonNode component : bill.path("components")) {
            List<String> licences = new ArrayList<>();
            for (JsonNode entry : component.path("licenses")) {
                JsonNode licence = entry.path("license");
                String name = licence.path("id").asText(licence.path("name").asText(entry.path("expression").asText()));
                licences.add(switch (name) {
                    case "MIT Licence" -> "MIT";
                    case "GNU Lesser General Public License 2.1" -> "LGPL-2.1-only";
                    default -> name;
                });
            }
            if (licences.isEmpty()) {
                throw new IllegalStateException("no licence is known for " + component.path("purl").asText());
            }
            lines.add(component.path("group").asText() + ":" + component.path("name").asText() + "  "
                    + String.join(" or ", licences));
        }
        return List.copyOf(lines);
    }
}
