package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the build names as a dependency of its own is in NOTICE; packaging/notice compares all that is shipped. */
class NoticeTest {
    @Test
    void everyLibraryThatHeraldAsksForIsInTheNotice() throws Exception {
        List<String> asked = new ArrayList<>();
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getDocumentElement();
        NodeList dependencies = project.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            boolean isOwn = dependency.getParentNode().getParentNode() == project;
            if (isOwn && dependency.getElementsByTagName("scope").getLength() == 0) {
                asked.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
            }
        }

        assertThat(asked)
                .hasSizeGreaterThan(15)
                .allSatisfy(library -> assertThat(notice()).anyMatch(line -> line.startsWith(library + "  ")));
    }

    private static List<String> notice() throws IOException {
        return Files.readAllLines(Path.of("NOTICE"));
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }
}
