package bot.herald.template;

import bot.herald.language.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** A piece of a parsed text. */
sealed interface Node {
    void say(Rendering out);

    /** The nodes inside, at any depth. */
    default Stream<Node> parts() {
        return Stream.of();
    }

    static Stream<Node> all(List<Node> nodes) {
        return nodes.stream().flatMap(node -> Stream.concat(Stream.of(node), node.parts()));
    }

    /** Text that is said as it stands. */
    record Literal(String text) implements Node {
        @Override
        public void say(Rendering out) {
            out.literal(text);
        }
    }

    /** A placeholder. */
    sealed interface Named extends Node {
        Placeholder placeholder();
    }

    /** A value that the caller supplies. */
    record Value(Placeholder placeholder) implements Named {
        @Override
        public void say(Rendering out) {
            String text = out.values().of(placeholder);
            out.value(text, out.values().own(placeholder, text));
        }
    }

    /** What the chatter wrote after the command, percent-encoded. */
    record EncodedArguments() implements Named {
        @Override
        public Placeholder placeholder() {
            return Placeholder.ARGS;
        }

        @Override
        public void say(Rendering out) {
            out.value(Percent.encoded(out.values().of(Placeholder.ARGS)), Template.GAP);
        }
    }

    /**
     * A word that the chatter wrote after the command.
     *
     * @param number from 1 to 9
     * @param otherwise said if there is no such word
     */
    record Argument(int number, List<Node> otherwise) implements Named {
        @Override
        public Placeholder placeholder() {
            return Placeholder.ARGUMENT;
        }

        @Override
        public Stream<Node> parts() {
            return all(otherwise);
        }

        @Override
        public void say(Rendering out) {
            List<String> words = out.values().arguments();
            if (number <= words.size()) {
                out.value(words.get(number - 1), Template.GAP);
            } else if (otherwise.isEmpty()) {
                out.value("", "");
            } else {
                otherwise.forEach(node -> node.say(out));
            }
        }
    }

    /** A new random number each time, both ends included. */
    record RandomNumber(int from, int to) implements Named {
        @Override
        public Placeholder placeholder() {
            return Placeholder.RANDOM;
        }

        @Override
        public void say(Rendering out) {
            out.own(Integer.toString(from + out.random().nextInt(to - from + 1)));
        }
    }

    /** One option, picked at random. */
    record Pick(List<List<Node>> options) implements Named {
        @Override
        public Placeholder placeholder() {
            return Placeholder.PICK;
        }

        @Override
        public Stream<Node> parts() {
            return options.stream().flatMap(Node::all);
        }

        @Override
        public void say(Rendering out) {
            options.get(out.random().nextInt(options.size())).forEach(node -> node.say(out));
        }
    }

    /** A counter of the channel, changed first. */
    record Counter(String name, CounterStep step) implements Named {
        @Override
        public Placeholder placeholder() {
            return Placeholder.COUNTER;
        }

        @Override
        public void say(Rendering out) {
            out.own(Long.toString(out.values().counter(name, step)));
        }
    }

    /** How long ago somebody last wrote in chat. */
    record LastSeen(List<Node> name) implements Named {
        @Override
        public Placeholder placeholder() {
            return Placeholder.LASTSEEN;
        }

        @Override
        public Stream<Node> parts() {
            return all(name);
        }

        @Override
        public void say(Rendering out) {
            out.own(out.values().lastSeen(out.part(name).text()));
        }
    }

    /** The time in a time zone. */
    record Time(ZoneId zone, DateTimeFormatter format) implements Named {
        @Override
        public Placeholder placeholder() {
            return Placeholder.TIME;
        }

        @Override
        public void say(Rendering out) {
            out.own(format.withLocale(out.values().language().locale())
                    .format(out.values().now().atZone(zone)));
        }
    }

    /**
     * The time until or since a moment.
     *
     * @param placeholder {@code UNTIL} or {@code SINCE}
     */
    record Span(Placeholder placeholder, Instant moment) implements Named {
        @Override
        public void say(Rendering out) {
            Instant now = out.values().now();
            Duration left =
                    placeholder == Placeholder.UNTIL ? Duration.between(now, moment) : Duration.between(moment, now);
            Language language = out.values().language();
            out.own(
                    left.isNegative() || left.isZero()
                            ? Words.now(language)
                            : Words.distance(language, left, placeholder == Placeholder.SINCE));
        }
    }

    /** Arithmetic, in which each placeholder stands for one number. */
    record Calculation(List<Node> expression) implements Named {
        @Override
        public Placeholder placeholder() {
            return Placeholder.MATH;
        }

        @Override
        public Stream<Node> parts() {
            return all(expression);
        }

        @Override
        public void say(Rendering out) {
            StringBuilder whole = new StringBuilder();
            boolean isOwn = true;
            boolean isWhole = true;
            for (Node node : expression) {
                Template.Said part = out.part(List.of(node));
                if (node instanceof Literal) {
                    whole.append(part.text());
                } else {
                    // A bracket that a viewer types must not close one of the text's.
                    String typed = Arithmetic.typed(part.text());
                    isWhole &= Arithmetic.isWellFormed(typed);
                    whole.append('(').append(typed).append(')');
                }
                isOwn &= !part.own().contains(Template.GAP);
            }
            String result = isWhole ? Arithmetic.result(whole.toString()) : Arithmetic.NONE;
            out.value(result, isOwn ? result : Template.GAP);
        }
    }

    /** One of two texts, depending on a condition. */
    record If(List<Node> left, Comparison comparison, List<Node> right, List<Node> then, List<Node> otherwise)
            implements Named {
        @Override
        public Placeholder placeholder() {
            return Placeholder.IF;
        }

        @Override
        public Stream<Node> parts() {
            return Stream.of(left, right, then, otherwise).flatMap(Node::all);
        }

        @Override
        public void say(Rendering out) {
            boolean holds =
                    comparison.holds(out.part(left).text(), out.part(right).text());
            (holds ? then : otherwise).forEach(node -> node.say(out));
        }
    }

    /**
     * What a web address answers.
     *
     * @param host as written, with a port if there is one
     * @param address begins with a literal that holds scheme and host
     * @param path into the JSON of the answer; empty for all of it
     */
    record Fetch(String host, List<Node> address, List<String> path) implements Named {
        @Override
        public Placeholder placeholder() {
            return Placeholder.FETCH;
        }

        @Override
        public Stream<Node> parts() {
            return all(address);
        }

        @Override
        public void say(Rendering out) {
            StringBuilder whole = new StringBuilder();
            boolean isOwn = true;
            for (Node node : address) {
                Template.Said part = out.part(List.of(node));
                boolean asItIs = node instanceof Literal || node instanceof EncodedArguments;
                whole.append(asItIs ? part.text() : Percent.encoded(part.text()));
                isOwn &= !part.own().contains(Template.GAP);
            }
            String answer = out.values().fetched(whole.toString(), path);
            out.value(answer, isOwn ? answer : Template.GAP);
        }
    }
}
