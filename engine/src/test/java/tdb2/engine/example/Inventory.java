package tdb2.engine.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import tdb2.engine.Content;
import tdb2.engine.CreateOptions;
import tdb2.engine.Edit;
import tdb2.engine.Edits;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.StoreMode;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.error.ConflictException;
import tdb2.engine.error.TdbException;

/**
 * What a program does with the engine: a stock of goods, kept in one file that several of its processes may use at once.
 * Start it twice. Needs the engine's jar alone, and {@code --enable-native-access=ALL-UNNAMED}.
 *
 * <pre>
 *   java --enable-native-access=ALL-UNNAMED -cp tdb2-engine.jar:. tdb2.engine.example.Inventory stock.tdb
 * </pre>
 */
public final class Inventory {

    private final Tdb stock;
    private final PrintStream out;

    private Inventory(Tdb stock, PrintStream out) {
        this.stock = stock;
        this.out = out;
    }

    /** Argument: the file, which is made when it is not there. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        try (Tdb stock = Files.exists(file)
                ? Tdb.open(file, OpenOptions.WRITE)
                : Tdb.create(file, CreateOptions.DEFAULT)) {
            new Inventory(stock, System.out).run();
        } catch (TdbException e) {
            System.err.println(e.getMessage()); // says which file, where, what was found, and what to do
            System.exit(1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private void run() {
        // single records: each call is on its own, and survives the end of the process
        stock.store(bytes("bolts"), bytes("12"));
        stock.store(bytes("nuts"), bytes("30"));
        boolean fresh = stock.store(bytes("washers"), Content.of(bytes("0")), StoreMode.INSERT);
        out.println(fresh ? "washers are new" : "washers are known");

        // a look at a value where it stands, without a copy
        long digits = stock.parse(bytes("nuts"), view -> view.length()).orElse(0L);
        out.println("nuts: " + digits + " digits");

        // several changes, all or none, on the disk when commit returns
        try (Transaction move = stock.begin()) {
            move.store(bytes("bolts"), bytes("10"));
            move.store(bytes("bolts, sold"), bytes("2"));
            move.commit();
        }

        // a change made only if nobody else made one since
        byte[] seen = stock.fetch(bytes("nuts")).orElseThrow();
        stock.store(bytes("nuts"), bytes("29")); // somebody else does
        try {
            Edits.of(List.of(Edit.replace(bytes("nuts"), seen, bytes("28")))).apply(stock);
        } catch (ConflictException e) {
            out.println("not stored: the number of nuts has changed");
        }

        // all records, in the order of the index
        TreeMap<String, String> all = new TreeMap<>();
        stock.traverse(Fetch.RECORDS, entry -> {
            all.put(new String(entry.key(), UTF_8), new String(entry.value().bytes(), UTF_8));
            return true;
        });
        all.forEach((name, number) -> out.println(name + ": " + number));
    }
}
