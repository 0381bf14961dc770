package tdb2.app;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** An option's value that may be left out is only what stands behind {@code =}; the next word is something else. */
final class AttachedValue implements IParameterPreprocessor {

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's own signature
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        boolean attached = info.get("separator") != null && !info.get("separator").toString().isEmpty();
        if (!attached) {
            option.setValue(java.util.Optional.of(((picocli.CommandLine.Model.OptionSpec) option).fallbackValue()));
        }
        return !attached;
    }
}
