package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = new Table("USER ID", "LOGIN", "STATUS", "TOKEN", "HEARD");

    @Test
    void columnsAreAsWideAsTheyMustBe() {
        table.add(List.of("100002", "alice", "connected", "valid", "8 of 8"), List.of("a note"));

        assertThat(printed(80)).containsExactly("""
                USER ID  LOGIN  STATUS     TOKEN  HEARD
                100002   alice  connected  valid  8 of 8
                    a note""".split("\n", -1));
    }

    @Test
    void columnThatDoesNotFitIsANoteOfEachRow() {
        table.add(
                List.of(
                        "1000000003",
                        "a_rather_long_login_here1",
                        "needs-reauthorization",
                        "needs-reauthorization",
                        "0 of 0"),
                List.of("the broadcaster has to connect again"));
        table.add(List.of("100002", "alice", "connected", "valid", "8 of 8"), List.of());

        assertThat(printed(80)).containsExactly("""
                USER ID     LOGIN                      STATUS                 HEARD
                1000000003  a_rather_long_login_here1  needs-reauthorization  0 of 0
                    token: needs-reauthorization
                    the broadcaster has to connect again
                100002      alice                      connected              8 of 8
                    token: valid""".split("\n", -1));
        assertThat(printed(40)).filteredOn(line -> line.startsWith("    ")).hasSize(7);
    }

    @Test
    void lineThatFitsExactlyIsLeftAlone() {
        table.add(List.of("100002", "alice", "connected", "valid", "8 of 8"), List.of());

        assertThat(printed(40)).hasSize(2);
        assertThat(printed(39)).hasSize(3);
    }

    private List<String> printed(int width) {
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out, true), width);
        return out.toString().lines().toList();
    }
}
