package tdb2.engine.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tdb2.engine.error.TdbException;
import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.OpenFile;
import tdb2.engine.posix.ProcLock;

/**
 * Which processes have a file open, and the open file description locks that their descriptors list. Those that are
 * known are asked each time; to look through all processes takes long, and is done seldom. Used by one thread at a time.
 */
final class Descriptors {

    private final Proc proc;
    private final Set<FileIdentity> names;
    private final Map<Integer, Set<Integer>> known = new LinkedHashMap<>();
    private int denied;
    private final Seldom everywhere = new Seldom(20);
    private final Seldom again = new Seldom(50);

    /**
     * @param names the file, by all names the kernel has for it
     */
    Descriptors(Proc proc, Set<FileIdentity> names) {
        this.proc = proc;
        this.names = names;
    }

    /** How many processes did not let us see their descriptors when all were looked through. */
    int denied() {
        return denied;
    }

    /** The processes known to have the file open, each with its descriptors of it. */
    Map<Integer, Set<Integer>> known() {
        return known;
    }

    /** The locks that known processes list, by process. */
    Map<Integer, List<ProcLock>> locks() {
        Map<Integer, List<ProcLock>> locks = new LinkedHashMap<>();
        for (Integer pid : List.copyOf(known.keySet())) {
            boolean there = false;
            for (int descriptor : List.copyOf(known.get(pid))) {
                Optional<String> text = proc.again(info(pid, descriptor)).map(Proc.Text::text).filter(this::isOfFile);
                there |= text.isPresent();
                text.ifPresent(lines -> locks.computeIfAbsent(pid, _ -> new ArrayList<>())
                        .addAll(ProcLock.parse(lines.lines().toList())));
            }
            if (!there) {
                known.remove(pid);
            }
        }
        return locks;
    }

    private void learn(int pid) {
        Proc.Numbers descriptors = proc.descriptors(pid);
        denied += descriptors.denied() ? 1 : 0;
        for (int descriptor : descriptors.numbers()) {
            if (mayBeFile(pid, descriptor)
                    && proc.text(info(pid, descriptor)).filter(this::isOfFile).isPresent()
                    && isNoOther(pid, descriptor)) {
                known.computeIfAbsent(pid, _ -> new HashSet<>()).add(descriptor);
            }
        }
    }

    /** Looks through the processes that are known, which may have opened the file anew, unless that was done too recently. */
    boolean relearn() {
        return again.run(() -> List.copyOf(known.keySet()).forEach(this::learn));
    }

    /** Looks through all processes, unless that was done too recently. */
    boolean search() {
        return everywhere.run(() -> {
            denied = 0;
            proc.processes().numbers().forEach(this::learn);
        });
    }

    /** Most descriptors are sockets and pipes, whose names are quicker read than what is told of them. */
    private boolean mayBeFile(int pid, int descriptor) {
        try {
            String name = Files.readSymbolicLink(link(pid, descriptor)).toString();
            return name.startsWith("/") && !name.startsWith("/dev/");
        } catch (IOException | UnsupportedOperationException e) {
            return true; // closed meanwhile, or a picture without names
        }
    }

    private Path link(int pid, int descriptor) {
        return proc.process(pid).resolve("fd").resolve(Integer.toString(descriptor));
    }

    private Path info(int pid, int descriptor) {
        return proc.process(pid).resolve("fdinfo").resolve(Integer.toString(descriptor));
    }

    /** It tells the inode, and with its locks the device too. */
    private boolean isOfFile(String info) {
        return info.lines().anyMatch(line -> line.startsWith("ino:")
                ? names.stream().anyMatch(name -> line.substring(4).strip().equals(Long.toUnsignedString(name.inode())))
                : line.startsWith("lock:") && ProcLock.parse(List.of(line)).stream()
                        .anyMatch(lock -> names.contains(lock.file())));
    }

    /** Files of several devices can have one inode number. */
    private boolean isNoOther(int pid, int descriptor) {
        try {
            return OpenFile.look(link(pid, descriptor)).map(FileFacts::identity).map(names::contains).orElse(true);
        } catch (TdbException e) {
            return true; // not to be followed: then its own words have to do
        }
    }
}
