package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.dialect.NtdbCreation;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.TdbException;
import tdb2.engine.format.Dialect;

/** Makes a new file. */
@Command(name = "create", description = { "Makes a new, empty database: writes FILE.",
        "It appears complete or not at all, and never takes the place of another: with --force, a file of that name is "
                + "first given the name FILE.old (FILE.old.2, …), where programs that have it open go on with it." },
        footer = { "", "Examples:",
                "  tdb2 create new.tdb", "  tdb2 create --dialect tdb1 --hash-size 10007 for-samba.tdb",
                "  tdb2 create --variant 0 --byte-order BE --seed 0x1234 old-style.tdb" })
final class CreateCommand extends FileCommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "The file to make; it is WRITTEN.")
    private Path file;

    @Option(names = "--dialect", paramLabel = "D", defaultValue = "tdb2",
            description = "tdb2 (default), tdb1, which Samba's library reads and writes, tdb2-tables or ntdb.")
    private String dialect;

    @Mixin
    private NewDatabase wanted;

    @Option(names = "--seed", paramLabel = "N", converter = SeedConverter.class,
            description = "Seed of the hash function, decimal or 0x hex; random without it.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--hash-size", paramLabel = "N",
            description = "Chains of a tdb1 file, groups of an ntdb file. The tree of a tdb2 file grows by itself and has "
                    + "no such size.")
    private Optional<Long> hashSize = Optional.empty();

    @Option(names = "--force", description = "Move a file of that name aside, to FILE.old.")
    private boolean force;

    @Option(names = "--json",
            description = "Print a JSON object: file, dialect, byteOrder, seed, fileSize, and movedTo where a file was moved.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CreateOptions options = wanted.options(seed.map(OptionalLong::of).orElse(OptionalLong.empty()))
                .withDialect(known()).withHash(hash());
        if (hashSize.isPresent()) {
            options = options.withHashSize(hashSize.get());
        }
        Optional<Path> moved = Optional.empty();
        if (force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isRegularFile(file)) {
                throw new RefusedException(new Fault(file.toString(), Fault.NOWHERE, "a regular file to move aside",
                        "something else", "choose another name"));
            }
            options = options.withPermissions(permissions());
            moved = Optional.of(MovedAside.move(file));
        }
        make(options, moved);
        return ExitCode.OK;
    }

    private Dialect known() {
        Dialect known = dialect(dialect, this);
        if (hashSize.isPresent() && (known == Dialect.TDB2 || known == Dialect.TDB2_TABLES)) {
            throw usage("--hash-size goes with --dialect tdb1 and ntdb: the tree of a %s file grows by itself"
                    .formatted(dialect));
        }
        if (seed.isPresent() && known == Dialect.TDB1) {
            throw usage("--seed does not go with --dialect tdb1: its hash has none");
        }
        requireHashSize(known, hashSize, this);
        return known;
    }

    /** The dialect of a name on the command line. */
    static Dialect dialect(String name, FileCommand command) {
        return Dialect.of(name).orElseThrow(() -> command.usage("\"" + name
                + "\" is no dialect: tdb2, tdb2-tables, ntdb, tdb1"));
    }

    /** Throws when an NTDB file cannot be made with so many buckets. */
    static void requireHashSize(Dialect dialect, Optional<Long> hashSize, FileCommand command) {
        if (dialect == Dialect.NTDB && hashSize.isPresent()
                && (hashSize.get() < 1 || hashSize.get() > NtdbCreation.MOST)) {
            throw command.usage("--hash-size %d: an ntdb file may have 1 to %d buckets".formatted(hashSize.get(),
                    NtdbCreation.MOST));
        }
    }

    /** Those of the file whose place is taken: what it kept from others the new one keeps from them. */
    private int permissions() throws IOException {
        return (int) Files.getAttribute(file, "unix:mode") & 07777;
    }

    private void make(CreateOptions options, Optional<Path> moved) throws IOException {
        try (Tdb tdb = Tdb.create(file, options)) {
            if (json) {
                print(tdb, moved);
            }
        } catch (TdbException e) {
            if (moved.isPresent()) {
                MovedAside.putBack(moved.get(), file);
            }
            throw e;
        }
        moved.ifPresent(aside -> streams().err().println("tdb2: " + file + ": what was there is now " + aside));
    }

    private void print(Tdb tdb, Optional<Path> moved) throws IOException {
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeStringField("file", tdb.name());
            object.writeStringField("dialect", tdb.view().dialect().id());
            object.writeStringField("byteOrder", Amounts.order(tdb.view().header().order()));
            Json.unsigned(object, "seed", tdb.view().hashing().seed());
            object.writeNumberField("fileSize", tdb.size());
            if (moved.isPresent()) {
                object.writeStringField("movedTo", moved.get().toString());
            }
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
