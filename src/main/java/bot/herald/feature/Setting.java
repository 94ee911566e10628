package bot.herald.feature;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a component of a feature's settings is shown to people; the dashboard's form is made of these. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The field's name, for example {@code Least viewers}. */
    String label();

    /** A sentence below the field. */
    String help() default "";

    /** The least number allowed; only for {@code int}. */
    int min() default 0;

    /** The greatest number allowed; only for {@code int}. */
    int max() default Integer.MAX_VALUE;
}
