package tdb2.engine.torture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;

/** Starts classes of this program in processes of their own. */
final class SameJava {

    private SameJava() {}

    /**
     * The command that runs a class with the Java and the classes of this process.
     *
     * @throws RefusedException when this runtime has no command to start processes with
     */
    static ProcessBuilder running(Class<?> main, String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isExecutable(java)) {
            throw new RefusedException(new Fault(java.toString(), Fault.NOWHERE, "a Java to start processes with",
                    "a runtime without the command java", "run it from the sources: ./tdb2"));
        }
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xmx64m", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
