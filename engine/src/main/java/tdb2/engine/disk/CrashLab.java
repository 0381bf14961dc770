package tdb2.engine.disk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

import tdb2.engine.storage.SeenOffsets;

/**
 * Cuts the power of a program's disk at every moment that matters, and judges what is left: the file is opened as after a
 * reboot, recovered and read, and its content must be one of those the program promised.
 *
 * <p>
 * Between two syncs more and more may be on the medium, so it is enough to cut before each sync and at the end. Where
 * there are few images of whole sectors all are tried; of torn ones, some at random. A second cut comes while the first is recovered from,
 * and another in the commit after that. Programs are also killed at their steps, so that another takes over, before the
 * power goes.
 *
 * <pre>
 *  run ──kill──► take over, go on          every sync is a window of cuts
 *        │ cut
 *        ▼
 *       image ──► reopen, check, go on     again with windows of cuts, as deep as wanted
 * </pre>
 *
 * Everything follows from the way to an image, which is told as text: {@link #replay} goes it again. For one thread.
 */
public final class CrashLab {

    private static final int REMEMBERED = 200_000;
    private static final int FAILURES = 5;

    private final Subject subject;
    private final Budget budget;
    private final LongPredicate images;
    private final SeenOffsets judged = new SeenOffsets();
    private final Map<Long, String> contents = new HashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private long tried;
    private long distinct;

    /**
     * How much is tried.
     *
     * @param seed of what is chosen at random
     * @param exhaustive windows with at most so many images of whole sectors are tried completely
     * @param samples images with torn sectors, at random, of every window
     * @param nested the same for windows after a first cut, of which only some are looked into
     * @param depth cuts after the first
     * @param kills steps at which the program is killed; spread evenly when there are fewer of them than steps
     */
    public record Budget(long seed, long exhaustive, int samples, int nested, int depth, int kills) {}

    /**
     * An image that was not recovered to what was promised.
     *
     * @param way to it, for {@link #replay}
     * @param message what was wrong
     */
    public record Failure(String way, String message) {}

    /**
     * What came of it.
     *
     * @param tried images
     * @param distinct images, by hash
     * @param failures the first of those that were not recovered
     */
    public record Result(long tried, long distinct, List<Failure> failures) {

        public Result {
            failures = List.copyOf(failures);
        }
    }

    /**
     * A moment at which the power may go.
     *
     * @param whole what the medium may hold when each sector is written as a whole or not
     * @param torn what it may hold when sectors may also be torn
     * @param allowed contents promised
     * @param plain whether plain stores are under way
     */
    private record Window(Unsynced whole, Unsynced torn, List<String> allowed, boolean plain) {

        /** The image of a number: one of the whole ones, or when it is negative, the seed of a torn one. */
        Image image(long number) {
            return number >= 0 ? whole.image(number) : torn.sample(new SplittableRandom(number));
        }
    }

    public CrashLab(Subject subject, Budget budget) {
        this(subject, budget, new SeenOffsets()::add);
    }

    /**
     * @param images told the hash of each image; answers whether it is a new one
     */
    public CrashLab(Subject subject, Budget budget, LongPredicate images) {
        this.subject = subject;
        this.budget = budget;
        this.images = images;
    }

    /** Tries it all. */
    public Result run() {
        long steps = tryCuts(-1);
        long stride = Math.max(1, steps / Math.max(1, budget.kills));
        long first = budget.kills == 0 ? steps : Math.floorMod(budget.seed, stride);
        for (long step = first; step < steps && failures.size() < FAILURES; step += stride) {
            tryCuts(step);
        }
        return new Result(tried, distinct, failures);
    }

    /** Runs the program, killed at a step unless that is negative, and tries the cuts from there on. */
    private long tryCuts(long kill) {
        SimulatedDisk disk = new SimulatedDisk(subject.name(), subject.start());
        String way = (kill < 0 ? "-" : String.valueOf(kill)) + ":";
        try {
            tryWindows(windows(disk, kill), way, budget.depth);
        } catch (CutException e) {
            fail(way, e);
        }
        return disk.steps();
    }

    /** The first program's windows; when it is killed, those of whoever takes over. */
    private List<Window> windows(SimulatedDisk disk, long kill) {
        List<Window> windows = new ArrayList<>();
        Journal journal = new Journal(List.of(content(disk)));
        disk.beforeSync(now -> windows.add(window(now, journal)));
        if (kill >= 0) {
            disk.killAt(kill);
        }
        try {
            subject.run(disk, journal);
        } catch (KilledException _) {
            windows.clear();
            windows.add(window(disk, journal));
            disk.revive();
            takeOver(disk, journal, windows);
            return windows;
        }
        windows.add(window(disk, journal));
        return windows;
    }

    private void takeOver(SimulatedDisk disk, Journal before, List<Window> windows) {
        disk.beforeSync(now -> windows.add(window(now, before)));
        attempt(() -> subject.takeOver(disk), "another process cannot take over");
        if (!before.plain()) {
            goOn(disk, judge(disk, before.allowed()), windows);
        }
    }

    private void goOn(SimulatedDisk disk, String content, List<Window> windows) {
        Journal journal = new Journal(List.of(content));
        disk.beforeSync(now -> windows.add(window(now, journal)));
        attempt(() -> subject.goOn(disk, journal), "the recovered file cannot be written to");
        windows.add(window(disk, journal));
    }

    private Window window(SimulatedDisk disk, Journal journal) {
        return new Window(disk.unsynced(false), disk.unsynced(true).withFragile(subject.fragile()), journal.allowed(),
                journal.plain());
    }

    private void tryWindows(List<Window> windows, String way, int depth) {
        SplittableRandom random = new SplittableRandom(budget.seed ^ ImageHash.of(way.getBytes(
                StandardCharsets.UTF_8)));
        boolean outer = depth == budget.depth;
        for (int i = 0; i < windows.size(); i++) {
            String prefix = way + i + ".";
            Window window = windows.get(i);
            long all = window.whole.count();
            boolean every = all <= (outer ? budget.exhaustive : budget.nested);
            for (long n = 0; n < all && every && failures.size() < FAILURES; n++) {
                tryImage(window, n, prefix + n, depth);
            }
            int samples = outer ? budget.samples : budget.nested;
            for (int n = 0; n < samples && failures.size() < FAILURES; n++) {
                long number = -1 - (random.nextLong() >>> 1);
                tryImage(window, number, prefix + number, depth);
            }
        }
    }

    private void tryImage(Window window, long number, String way, int depth) {
        Image image = window.image(number);
        tried++;
        long hash = image.hash();
        distinct += images.test(hash) ? 1 : 0;
        if (!judged.add(ImageHash.mix(hash, window.allowed.hashCode()))) {
            return;
        }
        try {
            // most cuts have no second one
            boolean deeper = depth > 0 && (hash & 7) == 0;
            List<Window> next = after(window, image, deeper);
            if (deeper) {
                tryWindows(next, way + "/", depth - 1);
            }
        } catch (CutException e) {
            fail(way, e);
        }
    }

    /** Recovers from an image; the windows of the recovery and of one more commit, when they are wanted. */
    private List<Window> after(Window window, Image image, boolean wanted) {
        SimulatedDisk disk = image.disk(subject.name());
        List<Window> windows = new ArrayList<>();
        Journal journal = new Journal(window.allowed);
        journal.plain(window.plain);
        if (wanted) {
            disk.beforeSync(now -> windows.add(window(now, journal)));
        }
        if (window.plain) {
            return windows;
        }
        attempt(() -> subject.reopen(disk), "the file cannot be recovered");
        String content = judge(disk, window.allowed);
        if (wanted) {
            goOn(disk, content, windows);
        }
        return windows;
    }

    private String judge(SimulatedDisk disk, List<String> allowed) {
        String content = content(disk);
        if (!allowed.contains(content)) {
            throw new CutException("the content is " + content + ", promised was one of " + allowed, null);
        }
        return content;
    }

    /** The content is a function of the bytes, and few contents are left of many images. */
    private String content(SimulatedDisk disk) {
        long hash = disk.hash();
        String known = contents.get(hash);
        if (known != null) {
            return known;
        }
        String[] content = new String[1];
        attempt(() -> content[0] = subject.content(disk), "the recovered file is damaged");
        if (contents.size() < REMEMBERED) {
            contents.put(hash, content[0]);
        }
        return content[0];
    }

    private static void attempt(Runnable what, String otherwise) {
        try {
            what.run();
        } catch (CutException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CutException(otherwise + ": " + e, e);
        }
    }

    private void fail(String way, CutException e) {
        failures.add(new Failure(way, e.getMessage()));
    }

    /**
     * Goes the way to one image again.
     *
     * @return what was wrong with it; empty when nothing is
     */
    public String replay(String way) {
        int colon = way.indexOf(':');
        long kill = way.charAt(0) == '-' ? -1 : Long.parseLong(way.substring(0, colon));
        try {
            List<Window> windows = windows(new SimulatedDisk(subject.name(), subject.start()), kill);
            for (String cut : way.substring(colon + 1).split("/", -1)) {
                if (!cut.isEmpty()) {
                    int dot = cut.indexOf('.');
                    Window window = windows.get(Integer.parseInt(cut.substring(0, dot)));
                    windows = after(window, window.image(Long.parseLong(cut.substring(dot + 1))), true);
                }
            }
            return "";
        } catch (CutException e) {
            return e.getMessage();
        }
    }

    /** A promise was broken. */
    private static final class CutException extends RuntimeException {

        private static final long serialVersionUID = 1;

        CutException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
