package tdb2.ui.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives the tests of this process a display of their own, so that others' windows do not take the keyboard from theirs: an
 * Xvfb with a window manager, before AWT loads. Both end with the process, however it ends. Where there is no Xvfb they
 * take the display there is. Keys do not repeat: on a busy machine a key that a robot presses is
 * down for as long as one that somebody holds.
 */
public final class OwnDisplay implements LauncherSessionListener {
    /** The shell waits for the end of its input, which is the end of this process, then takes the display away. */
    private static final String START = """
            exec 3<&0
            Xvfb -r -displayfd 1 -screen 0 1600x1200x24 -dpi 96 -nolisten tcp 2>/dev/null </dev/null &
            server=$!
            read -r end <&3
            kill $server
            """;

    private Process shell;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        boolean wanted = System.getProperty("os.name").equals("Linux") && !Boolean.getBoolean("java.awt.headless");
        if (!wanted) {
            return;
        }
        try {
            var number = startServer();
            setEnvironment("DISPLAY", ":" + number);
            startWindowManager(":" + number);
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            if (shell != null) {
                shell.destroy();
            }
            if (isSet("DISPLAY")) {
                return;
            }
            System.err.println("No display for the tests that show windows, and Xvfb does not start (" + e
                    + "). On Debian: apt-get install xvfb openbox fontconfig fonts-dejavu-core");
        }
    }

    private String startServer() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        shell = new ProcessBuilder("sh", "-c", START).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var output = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII));
        var number = CompletableFuture.supplyAsync(() -> firstLine(output)).get(20, TimeUnit.SECONDS);
        if (number == null) {
            throw new IOException("it ended at once");
        }
        return number;
    }

    private static String firstLine(BufferedReader output) {
        try {
            return output.readLine();
        } catch (IOException _) {
            return null;
        }
    }

    private static void startWindowManager(String display) {
        var builder = new ProcessBuilder("openbox", "--sm-disable").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", display);
        try {
            builder.start(); // ends with its display
        } catch (IOException _) {
            // Tests run without a window manager too, only less evenly.
        }
    }

    private static boolean isSet(String variable) {
        var value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }

    /** Java cannot change its own environment; AWT reads it through the C library. */
    private static void setEnvironment(String name, String value) {
        var linker = Linker.nativeLinker();
        var setenv = linker.downcallHandle(linker.defaultLookup().findOrThrow("setenv"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            int status = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (status != 0) {
                throw new IllegalStateException("setenv failed");
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
