package tdb2.app;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import tdb2.ui.help.Manual;

/** The commands there are. A command line is put together with the one it names, so that it starts fast. */
final class Commands {

    private static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("info", InfoCommand::new);
        ALL.put("dump", DumpCommand::new);
        ALL.put("digest", DigestCommand::new);
        ALL.put("get", GetCommand::new);
        ALL.put("decoders", DecodersCommand::new);
        ALL.put("keys", KeysCommand::new);
        ALL.put("put", PutCommand::new);
        ALL.put("append", AppendCommand::new);
        ALL.put("delete", DeleteCommand::new);
        ALL.put("create", CreateCommand::new);
        ALL.put("convert", ConvertCommand::new);
        ALL.put("grep", GrepCommand::new);
        ALL.put("layout", LayoutCommand::new);
        ALL.put("explain", ExplainCommand::new);
        ALL.put("summary", SummaryCommand::new);
        ALL.put("check", CheckCommand::new);
        ALL.put("backup", BackupCommand::new);
        ALL.put("restore", RestoreCommand::new);
        ALL.put("diff", DiffCommand::new);
        ALL.put("merge", MergeCommand::new);
        ALL.put("collect", CollectCommand::new);
        ALL.put("recovery", RecoveryCommand::new);
        ALL.put("recover", RecoverCommand::new);
        ALL.put("repack", RepackCommand::new);
        ALL.put("repair", RepairCommand::new);
        ALL.put("lock", LockCommand::new);
        ALL.put("locks", LocksCommand::new);
        ALL.put("contend", ContendCommand::new);
        ALL.put("ps", PsCommand::new);
        ALL.put("shell", ShellCommand::new);
        ALL.put("torture", TortureCommand::new);
        ALL.put("bench", BenchCommand::new);
        ALL.put("gui", GuiCommand::new);
        ALL.put("completion", CompletionCommand::new);
        ALL.put("man", ManCommand::new);
        ALL.put("help", HelpCommand::new);
    }

    private static final Map<String, String> EXIT_CODES = exitCodes();

    private Commands() {}

    /** The parser for a command line: with the command it names, or with all when it names none or asks for help. */
    static CommandLine line(Main main, String... args) {
        CommandLine line = new CommandLine(main);
        Optional<String> named = Arrays.stream(args).filter(word -> !word.startsWith("-")).findFirst()
                .filter(word -> ALL.containsKey(word) && !needsAll(word));
        ALL.forEach((name, command) -> {
            if (named.isEmpty() || named.get().equals(name)) {
                line.addSubcommand(name, command.get());
            }
        });
        line.getSubcommands().values().forEach(command -> complete(command.getCommandSpec()));
        // after the commands were added: these settings go down to them
        return line.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
    }

    /** How each command is used, as its {@code --help} says it, for the help of the browser. */
    static List<Manual.Page> manual() {
        CommandLine tdb2 = line(new Main(Streams.ofProcess()));
        return Stream.concat(Stream.of(tdb2), tdb2.getSubcommands().values().stream())
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .map(command -> new Manual.Page(command.getCommandName(), command.getUsageMessage(Ansi.OFF))).toList();
    }

    private static boolean needsAll(String command) {
        return command.equals("help") || command.equals("completion") || command.equals("man");
    }

    /** What all commands have: a way to ask for help, and the exit codes in it. */
    private static void complete(CommandSpec command) {
        command.addOption(
                OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help and exit.").build());
        UsageMessageSpec usage = command.usageMessage();
        usage.sortOptions(false);
        if (usage.exitCodeListHeading().isEmpty()) {
            usage.exitCodeListHeading("%nExit codes:%n");
        }
        usage.exitCodeList(EXIT_CODES);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "done, nothing wrong");
        codes.put("1",
                "done, with problems: key not there (or there, where it must not be), only part of the file readable, damage found");
        codes.put("2", "wrong usage");
        codes.put("3", "not readable as any known dialect, or an I/O error");
        codes.put("4", "a lock was not granted in time");
        codes.put("5", "refused, because the answer could be wrong or data be lost");
        return codes;
    }
}
