package tdb2.engine.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.EnabledIf;

/** What only the C library can do; skipped where the JDK stands in its place. The comment beside it says what that is. */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "tdb2.engine.posix.Posix#available", disabledReason = "needs the C library")
public @interface NeedsCLibrary {
}
