package tdb2.engine.observe;

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
 * known are asked each time; to look through all processes takes long, so at most a tenth of the time goes into it. Used
 * by one thread at a time.
 */
final class Descriptors {

    private static final int SHARE = 10;

    private final Proc proc;
    private final Set<FileIdentity> names;
    private final Map<Integer, Set<Integer>> known = new LinkedHashMap<>();
    private int denied;
    private long nextSearch = System.nanoTime();

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
                Optional<String> text = info(pid, descriptor).filter(this::isOfFile);
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

    /** Looks through the descriptors of a process that may have opened the file anew. */
    void learn(int pid) {
        Proc.Numbers descriptors = proc.descriptors(pid);
        denied += descriptors.denied() ? 1 : 0;
        for (int descriptor : descriptors.numbers()) {
            if (info(pid, descriptor).filter(this::isOfFile).isPresent() && isNoOther(pid, descriptor)) {
                known.computeIfAbsent(pid, _ -> new HashSet<>()).add(descriptor);
            }
        }
    }

    /** Looks through all processes, unless that was done too recently. */
    boolean search() {
        long began = System.nanoTime();
        if (began - nextSearch < 0) {
            return false;
        }
        denied = 0;
        proc.processes().numbers().forEach(this::learn);
        long end = System.nanoTime();
        nextSearch = end + SHARE * (end - began);
        return true;
    }

    private Optional<String> info(int pid, int descriptor) {
        return proc.text(proc.process(pid).resolve("fdinfo").resolve(Integer.toString(descriptor)));
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
        Path link = proc.process(pid).resolve("fd").resolve(Integer.toString(descriptor));
        try {
            return OpenFile.look(link).map(FileFacts::identity).map(names::contains).orElse(true);
        } catch (TdbException e) {
            return true; // not to be followed: then its own words have to do
        }
    }
}
