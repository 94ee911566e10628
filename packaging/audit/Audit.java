import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the OSV database about what is shipped, by the bill of materials that the build makes:
 *
 * <pre>java -cp target/herald.jar packaging/audit/Audit.java target/herald-sbom.json packaging/audit/accepted.json</pre>
 *
 * <p>Ends with 1 for a known fault that nobody accepted, and for an acceptance that has run out or says too little. A
 * database that cannot be asked is a warning: the build has to work without it. An acceptance is
 * {@code {"id", "reason", "until": "2027-01-31"}}.
 */
final class Audit {
    private static final URI DATABASE = URI.create("https://api.osv.dev");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, LocalDate> accepted = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** @param arguments the bill of materials, the acceptances, and for tests where the database is */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Audit audit = new Audit();
        audit.readAcceptances(JSON.readTree(Path.of(arguments[1]).toFile()));
        List<String> shipped = shipped(JSON.readTree(Path.of(arguments[0]).toFile()));
        audit.ask(arguments.length > 2 ? URI.create(arguments[2]) : DATABASE, shipped);
        audit.faults.forEach(System.err::println);
        System.out.println(shipped.size() + " parts looked up, " + audit.faults.size() + " faults.");
        System.exit(audit.faults.isEmpty() ? 0 : 1);
    }

    private void readAcceptances(JsonNode file) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        for (JsonNode one : file.path("accepted")) {
            String id = one.path("id").asText();
            if (id.isBlank() || one.path("reason").asText().isBlank()) {
                faults.add("an acceptance needs an id and a reason: " + one);
                continue;
            }
            try {
                LocalDate until = LocalDate.parse(one.path("until").asText());
                if (until.isBefore(today)) {
                    faults.add(id + ": the acceptance ran out on " + until + "; update the part, or decide again");
                }
                accepted.put(id, until);
            } catch (DateTimeParseException e) {
                faults.add(id + ": the acceptance needs an end date, such as \"until\": \"2027-01-31\"");
            }
        }
    }

    /** Package URLs without what does not tell versions apart. */
    private static List<String> shipped(JsonNode bill) {
        List<String> packages = new ArrayList<>();
        for (JsonNode component : bill.path("components")) {
            packages.add(component.path("purl").asText().replaceFirst("\\?.*", ""));
        }
        if (packages.isEmpty()) {
            throw new IllegalArgumentException("the bill of materials names nothing");
        }
        return packages;
    }

    private void ask(URI database, List<String> packages) throws InterruptedException {
        ObjectNode question = JSON.createObjectNode();
        ArrayNode queries = question.putArray("queries");
        packages.forEach(purl -> queries.addObject().putObject("package").put("purl", purl));
        HttpRequest request = HttpRequest.newBuilder(database.resolve("/v1/querybatch"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode results = JSON.readTree(answer.body()).path("results");
            if (answer.statusCode() != 200 || results.size() != packages.size()) {
                throw new IOException("status " + answer.statusCode());
            }
            for (int i = 0; i < packages.size(); i++) {
                judge(packages.get(i), results.path(i));
            }
        } catch (IOException e) {
            System.err.println("warning: the database of known faults could not be asked (" + e + ")");
        }
    }

    private void judge(String purl, JsonNode result) {
        for (JsonNode known : result.path("vulns")) {
            String id = known.path("id").asText();
            if (!accepted.containsKey(id)) {
                faults.add(purl + " has " + id + ": update it, or accept it in packaging/audit/accepted.json");
            }
        }
    }
}
