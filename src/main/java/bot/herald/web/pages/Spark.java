package bot.herald.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small picture of numbers in their order, 120 wide and 36 high; a number beside it says what matters.
 *
 * @param line of the path; empty for pillars
 * @param pillars empty for a line
 */
public record Spark(String line, List<Pillar> pillars) {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 36;
    private static final int ROOM = 4;

    /** One of the pillars. */
    public record Pillar(String x, String width, String y, String height) {}

    public static Spark line(List<? extends Number> numbers) {
        double most = most(numbers);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < numbers.size(); i++) {
            double x = numbers.size() == 1 ? 0 : (double) WIDTH * i / (numbers.size() - 1);
            line.append(i == 0 ? "M" : " L")
                    .append(shown(x))
                    .append(',')
                    .append(shown(
                            HEIGHT - 2 - (HEIGHT - 2 - ROOM) * numbers.get(i).doubleValue() / most));
        }
        return new Spark(line.toString(), List.of());
    }

    public static Spark pillars(List<? extends Number> numbers) {
        double most = most(numbers);
        double step = (double) WIDTH / Math.max(1, numbers.size());
        List<Pillar> pillars = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            double height = Math.max(1.5, HEIGHT * numbers.get(i).doubleValue() / most);
            pillars.add(
                    new Pillar(shown(step * i + step / 8), shown(step * 3 / 4), shown(HEIGHT - height), shown(height)));
        }
        return new Spark("", List.copyOf(pillars));
    }

    /** The ground under the line. */
    public String area() {
        return "M0," + HEIGHT + " L" + line.substring(Math.min(1, line.length())) + " L" + WIDTH + "," + HEIGHT + "Z";
    }

    private static double most(List<? extends Number> numbers) {
        return numbers.stream().mapToDouble(Number::doubleValue).max().orElse(0) == 0
                ? 1
                : numbers.stream().mapToDouble(Number::doubleValue).max().orElse(1);
    }

    private static String shown(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
