package bot.herald.feature;

import bot.herald.settings.RecordShape;
import bot.herald.settings.SettingField;
import bot.herald.settings.SettingField.Look;
import bot.herald.settings.ShapeFault;
import bot.herald.template.Placeholder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.RecordComponent;
import java.util.Set;

/** How a component of a settings record is shown and validated: form, API and API description are generated from these. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The field's label, for example {@code Minimum viewers}. */
    String label();

    /** A sentence below the field. */
    String help() default "";

    /** The lowest number allowed, or the fewest lines; only for {@code int} and lists. */
    int min() default 0;

    /** The highest number allowed, or the most lines; only for {@code int} and lists. */
    int max() default Integer.MAX_VALUE;

    /** The unit of the number, for example {@code minutes}; only for {@code int}. */
    String unit() default "";

    /** What to call it in a sentence, for example {@code greeting}; if empty, "it". */
    String noun() default "";

    /** The section of the form it belongs to; fields of one section must follow each other. */
    String group() default "";

    /** Which placeholders the text may use, for texts that the bot says; only for {@code String} and lists. */
    Says says() default Says.NOTHING;

    /** Whether the entries of the list are single words, to be typed on one line. */
    boolean words() default false;

    /** Whether null counts as an empty text. */
    boolean optional() default false;

    /** The kind of a text that the bot says. */
    enum Says {
        /** Not a text that the bot says. */
        NOTHING(Set.of()),
        ANSWER(Placeholder.COMMAND),
        TIMED_LINE(Placeholder.TIMER),
        RAID_GREETING(Placeholder.RAID),
        SHOUTOUT(Placeholder.SHOUTOUT),
        FOLLOW(Placeholder.FOLLOW),
        SUBSCRIPTION(Placeholder.SUBSCRIPTION),
        RESUBSCRIPTION(Placeholder.RESUBSCRIPTION),
        GIFT(Placeholder.GIFT),
        CHEER(Placeholder.CHEER),
        REDEMPTION(Placeholder.REDEMPTION);

        @SuppressWarnings("ImmutableEnumChecker") // All of them are made by Set.copyOf.
        private final Set<Placeholder> holds;

        Says(Set<Placeholder> holds) {
            this.holds = holds;
        }
    }

    /** Reads the annotation. */
    final class Reader {
        private Reader() {}

        /** @throws ShapeFault if a component has no annotation, or cannot be shown to people */
        public static <S extends Record> RecordShape<S> shape(Class<S> type) {
            return RecordShape.of(type, Reader::field);
        }

        private static SettingField field(RecordComponent component) {
            Setting setting = component.getAnnotation(Setting.class);
            if (setting == null) {
                throw new ShapeFault("its setting " + component.getName() + " has no @Setting");
            }
            return SettingField.of(
                    component,
                    setting.label(),
                    setting.help(),
                    setting.min(),
                    setting.max(),
                    new Look(
                            setting.group(),
                            setting.unit(),
                            setting.noun(),
                            setting.words(),
                            setting.optional(),
                            setting.says() == Says.NOTHING ? "" : setting.says().name(),
                            setting.says().holds));
        }
    }
}
