package tdb2.app;

import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** An option's value that may be left out is only what stands behind {@code =}; the next word is something else. */
final class AttachedValue implements IParameterPreprocessor {

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own signature
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        boolean attached = command.parser().separator().equals(info.get("separator"));
        if (!attached && option instanceof OptionSpec named) {
            named.setValue(Optional.of(named.fallbackValue()));
        }
        return !attached;
    }
}
