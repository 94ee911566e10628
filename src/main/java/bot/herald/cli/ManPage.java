package bot.herald.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command, made from picocli's model of it. */
final class ManPage {
    private final CommandLine command;
    private final CommandSpec spec;
    private final String version;

    ManPage(CommandLine command, String version) {
        this.command = command;
        this.spec = command.getCommandSpec();
        this.version = version;
    }

    String fileName() {
        return name() + ".1";
    }

    private String name() {
        return spec.qualifiedName("-");
    }

    String text() {
        StringBuilder page = new StringBuilder();
        page.append(".TH \"").append(name().toUpperCase(Locale.ROOT)).append("\" \"1\" \"\" \"");
        page.append(escaped(version)).append("\" \"Herald\"\n.nh\n.ad l\n");
        List<String> description = List.of(spec.usageMessage().description());
        section(page, "NAME");
        page.append(line(name() + " - " + description.get(0)));
        section(page, "SYNOPSIS");
        page.append(line(command.getHelp().synopsis(0).strip()));
        section(page, "DESCRIPTION");
        page.append(lines(description));
        if (!spec.positionalParameters().isEmpty()) {
            section(page, "ARGUMENTS");
            spec.positionalParameters().forEach(parameter -> entry(page, label(parameter), parameter));
        }
        section(page, "OPTIONS");
        spec.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> entry(page, label(option), option));
        commands(page);
        footer(page);
        return page.toString();
    }

    private void commands(StringBuilder page) {
        if (command.getSubcommands().isEmpty()) {
            return;
        }
        section(page, "COMMANDS");
        command.getSubcommands().forEach((name, sub) -> {
            CommandSpec one = sub.getCommandSpec();
            if (!one.usageMessage().hidden()) {
                page.append(".TP\n\\fB").append(escaped(one.qualifiedName("-"))).append("\\fR(1)\n");
                page.append(line(one.usageMessage().description()[0]));
            }
        });
    }

    private void footer(StringBuilder page) {
        List<String> notes = Stream.of(spec.usageMessage().footer())
                .filter(text -> !text.isEmpty())
                .toList();
        if (!notes.isEmpty()) {
            section(page, "NOTES");
            page.append(lines(notes));
        }
    }

    private static String label(OptionSpec option) {
        String names = "\\fB" + escaped(String.join(", ", option.names())) + "\\fR";
        return option.arity().max() == 0 ? names : names + " \\fI" + escaped(option.paramLabel()) + "\\fR";
    }

    private static String label(PositionalParamSpec parameter) {
        return "\\fI" + escaped(parameter.paramLabel()) + "\\fR";
    }

    private static void entry(StringBuilder page, String label, ArgSpec argument) {
        page.append(".TP\n").append(label).append('\n').append(lines(List.of(argument.description())));
    }

    private static void section(StringBuilder page, String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private static String lines(List<String> texts) {
        return texts.stream().map(ManPage::line).collect(Collectors.joining(".br\n"));
    }

    /** To the formatter, a line that begins with a dot or a quote is a request. */
    private static String line(String text) {
        String escaped = escaped(Ansi.OFF.string(text));
        return (escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "") + escaped + "\n";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
    }
}
