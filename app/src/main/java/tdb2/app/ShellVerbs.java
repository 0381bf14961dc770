package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tdb2.engine.StoreMode;
import tdb2.engine.dump.CText;
import tdb2.engine.lock.LockBackend.Mode;

/** The verbs of the shell: those of {@code tdbtool}, and more. */
final class ShellVerbs {

    /** What a verb does with its words. */
    @FunctionalInterface
    private interface Action {
        int run(ShellSession session, Words words) throws IOException, InterruptedException;
    }

    /**
     * A verb.
     *
     * @param names it has, the first is told
     * @param operands as help tells them; one in brackets may be left out, three dots may be many
     * @param writes whether it needs leave to write
     */
    private record Verb(List<String> names, String operands, boolean writes, String does, Action action) {

        boolean takes(int words) {
            String[] told = operands.isEmpty() ? new String[0] : operands.split(" ");
            long needed = List.of(told).stream().filter(word -> !word.startsWith("[")).count();
            return words >= needed && (operands.endsWith("...") || words <= told.length);
        }
    }

    /** The words behind a verb. */
    private record Words(List<String> list) {

        String text(int i) {
            return list.get(i);
        }

        byte[] bytes(int i) {
            return list.size() > i ? CText.bytes(list.get(i)) : new byte[0];
        }

        byte[] hex(int i) {
            return KeyText.hex(list.get(i));
        }

        byte[][] all() {
            return list.stream().map(CText::bytes).toArray(byte[][]::new);
        }
    }

    private final Map<String, Verb> verbs = new LinkedHashMap<>();
    private final ShellSession session;
    private final Streams streams;

    ShellVerbs(ShellSession session, Streams streams) {
        this.session = session;
        this.streams = streams;
        reading();
        writing();
        transactions();
        locks();
        verb("help ?", "", "this list", (_, _) -> help());
        verb("quit q exit", "", "end", (_, _) -> ExitCode.OK);
    }

    private void verb(String names, String operands, String does, Action action) {
        add(new Verb(List.of(names.split(" ")), operands, false, does, action));
    }

    private void writer(String names, String operands, String does, Action action) {
        add(new Verb(List.of(names.split(" ")), operands, true, does, action));
    }

    private void add(Verb verb) {
        verb.names.forEach(name -> verbs.put(name, verb));
    }

    private void reading() {
        verb("get show", "KEY", "the value, as text with C escapes", (s, w) -> s.get(w.bytes(0), false));
        verb("showhex", "HEXKEY", "the value in hex", (s, w) -> s.get(w.hex(0), true));
        verb("exists", "KEY", "whether the key is there", (s, w) -> s.exists(w.bytes(0)));
        verb("first 1", "", "the first record", (s, _) -> s.first());
        verb("next n", "", "the record after it", (s, _) -> s.next());
        verb("keys", "[PREFIX]", "keys", (s, w) -> s.keys(w.bytes(0), false));
        verb("hexkeys", "[PREFIX]", "keys in hex", (s, w) -> s.keys(w.bytes(0), true));
        verb("dump", "[PREFIX]", "records, as tdbdump prints them", (s, w) -> s.dump(w.bytes(0)));
        verb("info", "", "what the file is and how it is", (s, _) -> s.info());
        verb("check", "", "every structural finding", (s, _) -> s.check());
        verb("free list freelist_size", "", "free records on lists", (s, _) -> s.free());
        verb("!", "COMMAND...", "run a command of the system", (s, w) -> s.run(String.join(" ", w.list)));
    }

    private void writing() {
        writer("put store", "KEY VALUE", "store a value", (s, w) -> s.store(w.bytes(0), w.bytes(1), StoreMode.REPLACE));
        writer("storehex", "HEXKEY HEXVALUE", "the same in hex",
                (s, w) -> s.store(w.hex(0), w.hex(1), StoreMode.REPLACE));
        writer("insert", "KEY VALUE", "store it if the key is not there",
                (s, w) -> s.store(w.bytes(0), w.bytes(1), StoreMode.INSERT));
        writer("modify", "KEY VALUE", "store it if the key is there",
                (s, w) -> s.store(w.bytes(0), w.bytes(1), StoreMode.MODIFY));
        writer("append", "KEY MORE", "add to the end of a value", (s, w) -> s.append(w.bytes(0), w.bytes(1)));
        writer("delete", "KEY", "delete a record", (s, w) -> s.delete(w.bytes(0)));
        writer("move", "KEY FILE", "move a record to another file", (s, w) -> s.move(w.bytes(0), Path.of(w.text(1))));
        writer("erase", "", "delete all records", (s, _) -> s.erase());
        writer("repack", "", "lay all records out anew", (s, _) -> s.repack());
    }

    private void transactions() {
        writer("begin transaction_start", "", "begin a transaction", (s, _) -> s.begin());
        writer("prepare transaction_prepare", "", "do all of its commit that can fail for want of room",
                (s, _) -> s.prepare());
        writer("commit transaction_commit", "", "commit it", (s, _) -> s.commit());
        writer("cancel transaction_cancel", "", "cancel it", (s, _) -> s.cancel());
    }

    private void locks() {
        writer("lock", "KEY...", "lock records, until unlock", (s, w) -> s.lock(Mode.WRITE, w.all()));
        verb("lockread", "KEY...", "lock records for reading", (s, w) -> s.lock(Mode.READ, w.all()));
        writer("lockall", "", "lock all records", (s, _) -> s.lockAll(Mode.WRITE));
        verb("lockallread", "", "lock all records for reading", (s, _) -> s.lockAll(Mode.READ));
        verb("unlock", "", "give back what was locked last", (s, _) -> s.unlock());
    }

    private int help() throws IOException {
        Table table = new Table("lll");
        new LinkedHashMap<>(verbs).values().stream().distinct().forEach(verb -> table.row(
                String.join(", ", verb.names), verb.operands,
                verb.does + (verb.writes ? " (needs --allow-write)" : "")));
        table.print(streams.out());
        streams.out()
                .println("  Words are text with C escapes; quotes keep blanks; # begins a comment. An empty line at a "
                        + "terminal is next.");
        return ExitCode.OK;
    }

    /** All names. */
    TreeSet<String> names() {
        return new TreeSet<>(verbs.keySet());
    }

    /** Whether a line ends the shell. */
    static boolean ends(List<String> words) {
        return !words.isEmpty() && List.of("quit", "q", "exit").contains(words.getFirst());
    }

    /**
     * Does what a line says; answers an exit status.
     *
     * @throws IllegalArgumentException when it says nothing that makes sense
     */
    int run(List<String> words) throws IOException, InterruptedException {
        Verb verb = verbs.get(words.getFirst());
        if (verb == null) {
            throw new IllegalArgumentException("\"" + words.getFirst() + "\" is no verb; help lists them");
        }
        List<String> rest = words.subList(1, words.size());
        if (!verb.takes(rest.size())) {
            throw new IllegalArgumentException("expected " + (verb.names.getFirst() + " " + verb.operands).strip());
        }
        if (verb.writes) {
            session.requireWritable();
        }
        return verb.action.run(session, new Words(rest));
    }
}
