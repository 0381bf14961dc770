package tdb2.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import tdb2.engine.CreateOptions;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Decoders;
import tdb2.engine.decode.FileFacts;
import tdb2.engine.decode.Subject;
import tdb2.engine.dump.DumpFormat;
import tdb2.engine.dump.DumpWriter;
import tdb2.engine.dump.Records;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.inspect.Distributions;
import tdb2.engine.inspect.FreeLists;
import tdb2.engine.inspect.Growth;
import tdb2.engine.inspect.Outline;
import tdb2.engine.inspect.Position;
import tdb2.engine.query.Query;
import tdb2.engine.repair.Repair;
import tdb2.engine.restore.Dump;
import tdb2.engine.restore.Restore;
import tdb2.engine.salvage.Inference;
import tdb2.engine.salvage.Salvage;
import tdb2.engine.storage.HeapStorage;
import tdb2.engine.storage.MemoryStorage;

/**
 * What may be given any bytes: each of them ends, and throws nothing but typed errors that say what was expected. Most of
 * them take the bytes of a file.
 */
enum Target {

    RECORDS {
        @Override
        void over(Tdb tdb) {
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.RECORDS);
            while (cursor.next()) {
                cursor.entry().value().read(0, MOST);
            }
        }
    },
    LOOKUP {
        @Override
        void over(Tdb tdb) {
            tdb.traverse(Fetch.KEYS, entry -> {
                if (tdb.view().refusesLookup().isEmpty()) {
                    typed(() -> tdb.trace(entry.key()));
                }
                return true;
            });
        }
    },
    TREE {
        @Override
        void over(Tdb tdb) {
            int partitions = tdb.view().assembly().index().partitions();
            assertThat(tdb.survey(Progress.NONE).profile()).isNotNull();
            Outline.of(tdb.view().assembly(), tdb.reads(), 0, Math.min(partitions, 1 << 12), OptionalLong.empty(),
                    Progress.NONE);
        }
    },
    SPACE {
        @Override
        void over(Tdb tdb) {
            var map = tdb.regions(Progress.NONE);
            Growth.of(map, Progress.NONE);
            Distributions.of(map, Progress.NONE);
            long[] end = new long[1];
            map.forEach(0, Progress.NONE, region -> {
                assertThat(region.offset()).isEqualTo(end[0]);
                assertThat(region.length()).isPositive();
                end[0] = region.end();
                return true;
            });
            assertThat(end[0]).isEqualTo(tdb.size());
        }
    },
    FREE_LISTS {
        @Override
        void over(Tdb tdb) {
            assertThat(FreeLists.of(tdb.view().assembly(), Progress.NONE).records()).isNotNegative();
        }
    },
    RECOVERY {
        @Override
        void run(byte[] bytes) throws IOException {
            super.run(bytes);
            typed(() -> Tdb.recover(new MemoryStorage("fuzzed", bytes), OpenOptions.WRITE));
        }

        @Override
        void over(Tdb tdb) {
            assertThat(tdb.view().recovery().summary()).isNotEmpty();
        }
    },
    DUMP {
        @Override
        void over(Tdb tdb) throws IOException {
            for (DumpFormat format : DumpFormat.values()) {
                DumpWriter writer = format.writer(OutputStream.nullOutputStream());
                writer.begin();
                Records.pass(tdb, Query.ALL, Fetch.RECORDS, Progress.NONE, writer::record);
                writer.end();
            }
        }
    },
    SALVAGE {
        @Override
        void run(byte[] bytes) throws IOException {
            super.run(bytes);
            Inference.of(new HeapStorage("fuzzed", bytes), Progress.NONE);
        }

        @Override
        void over(Tdb tdb) throws IOException {
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
            while (cursor.next()) {
                assertThat(cursor.entry().key()).isNotNull();
            }
            Salvage.unreached(tdb, cursor.reached(), Fetch.RECORDS, Progress.NONE,
                    entry -> entry.value().read(0, MOST));
        }
    },
    /** A file may be refused; what is open is checked to the end. */
    CHECK {
        @Override
        void run(byte[] bytes) throws IOException {
            List<Tdb> opened = new ArrayList<>();
            typed(() -> opened.add(Tdb.of("fuzzed", bytes, OpenOptions.DEFAULT)));
            for (Tdb tdb : opened) {
                try (tdb) {
                    over(tdb);
                }
            }
        }

        @Override
        void over(Tdb tdb) {
            assertThat(Check.diagnose(tdb, true, Progress.NONE).findings())
                    .allMatch(finding -> !finding.message().isBlank());
        }
    },
    REPAIR {
        @Override
        void run(byte[] bytes) {
            typed(() -> {
                try (Repair repair = Repair.of("fuzzed", bytes, OpenOptions.DEFAULT, Progress.NONE);
                        Tdb copy = Tdb.inMemory("copy", repair.copyOptions())) {
                    repair.fill(copy, Progress.NONE);
                    assertThat(repair.verify(copy, Progress.NONE).recordsIntact()).isEqualTo(repair.plan().recovered());
                }
            });
        }
    },
    /** Takes the bytes for a value, and for a file with values. */
    DECODERS {
        @Override
        void run(byte[] bytes) throws IOException {
            super.run(bytes);
            byte[] value = Arrays.copyOf(bytes, Math.min(LONGEST_VALUE, bytes.length));
            for (String name : NAMES) {
                FileFacts file = FileFacts.named(name, Dialect.TDB1, Set.of());
                decode(new Subject(file, "key".getBytes(StandardCharsets.US_ASCII), value, bytes.length));
            }
        }

        @Override
        void over(Tdb tdb) {
            FileFacts file = FileFacts.named(tdb.name(), tdb.view().dialect(), Set.of());
            tdb.traverse(Fetch.RECORDS, entry -> {
                decode(Decoders.subject(file, entry));
                return true;
            });
        }

        private void decode(Subject subject) {
            for (Decoder decoder : Decoders.installed().all()) {
                decoder.fit(subject);
                Decoded decoded = decoder.decode(subject);
                assertThat(decoded).isNotNull();
            }
        }
    },
    /** Takes the bytes for the text of a dump. */
    RESTORE {
        @Override
        void run(byte[] bytes) {
            typed(() -> {
                try (Tdb tdb = Tdb.inMemory("restored", CreateOptions.DEFAULT)) {
                    new Restore(Dump.of("fuzzed", new ByteArrayInputStream(bytes)), bytes.length, Progress.NONE)
                            .into(tdb, true);
                }
            });
        }
    };

    private static final int MOST = 1 << 16;
    private static final int LONGEST_VALUE = 2000;
    /** Names that make a difference for how a value is read. */
    private static final String[] NAMES = { "any.tdb", "smbXsrv_session_global.tdb", "locking.tdb.0",
            "pulse-card-database.tdb" };

    /** Something that may refuse what it is given. */
    interface Work {
        void run() throws IOException;
    }

    /** Gives it bytes: those of a file, where nothing else is said. */
    void run(byte[] bytes) throws IOException {
        typed(() -> {
            try (Tdb tdb = Tdb.of("fuzzed", bytes, OpenOptions.DEFAULT)) {
                over(tdb);
            }
        });
    }

    /** Gives it a file. */
    void over(Tdb tdb) throws IOException {
        throw new IllegalStateException(this + " takes no file: " + tdb.name());
    }

    static void typed(Work work) {
        try {
            work.run();
        } catch (TdbException refused) {
            assertThat(refused.fault().expected()).isNotEmpty();
        } catch (IOException e) {
            throw new AssertionError("bytes in memory are always there", e);
        }
    }
}
