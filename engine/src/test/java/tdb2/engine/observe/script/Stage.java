package tdb2.engine.observe.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

import tdb2.engine.lock.ByteRange;
import tdb2.engine.observe.LockSight;
import tdb2.engine.observe.LockWatch;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.WaitGraph;
import tdb2.engine.observe.script.Script.Move;

/** Puppets on one file, one who looks, and the model he is compared with after each move. */
final class Stage implements AutoCloseable {

    private static final long SETTLED_NANOS = 60_000_000_000L;
    private static final int MOVES = 6;

    private final LockWatch watch;
    private final Function<ByteRange, String> words;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Claim> always = new ArrayList<>();
    private Model model = new Model();
    private int situations;

    /** A puppet with what it can do. */
    private static final class Actor {
        private final Puppet puppet;
        private final List<Move> repertoire;
        private final Deque<String> releases = new ArrayDeque<>();
        private Optional<Move> pending = Optional.empty();
        private boolean full;
        private long highest;

        Actor(Puppet puppet, List<Move> repertoire) {
            this.puppet = puppet;
            this.repertoire = repertoire;
        }
    }

    /** @param words what a range means, in the words of the spec */
    Stage(LockWatch watch, Function<ByteRange, String> words) {
        this.watch = watch;
        this.words = words;
    }

    void add(Puppet puppet, List<Move> repertoire) {
        actors.add(new Actor(puppet, repertoire));
    }

    /** What is there from the beginning to the end. */
    void expectAlways(Claim claim) {
        always.add(claim);
    }

    /** Plays scenes until so many situations have been seen and compared. */
    void play(int wanted, Random random) {
        while (situations < wanted) {
            model = new Model();
            model.claims().addAll(always);
            for (int i = 0; i < MOVES; i++) {
                next(random).ifPresent(this::check);
            }
            clear();
        }
    }

    /** One move of one who does not wait, unless it would make a circle; tells what was done. */
    private Optional<String> next(Random random) {
        List<Actor> free = actors.stream().filter(actor -> actor.pending.isEmpty() && !actor.full).toList();
        if (free.isEmpty()) {
            return Optional.empty();
        }
        Actor actor = free.get(random.nextInt(free.size()));
        Move move = actor.repertoire.get(random.nextInt(actor.repertoire.size()));
        int pid = actor.puppet.pid();
        boolean sensible = move.alone()
                ? actor.releases.isEmpty()
                : move.allowed().test(model, pid) && !model.has(pid, move.range())
                        && (actor.releases.isEmpty() || move.range().start() > actor.highest);
        Model then = model.copy();
        if (!sensible) {
            return Optional.empty();
        }
        boolean done = move.effect().test(then, pid);
        if (then.hasCircle()) {
            return Optional.empty();
        }
        model = then;
        actor.puppet.begin(move.request());
        actor.full = move.alone();
        actor.highest = move.range().start();
        if (done) {
            actor.puppet.expect("done");
            actor.releases.push(move.release());
        } else {
            actor.pending = Optional.of(move);
        }
        return Optional.of(pid + " " + move.request());
    }

    /** Looks until what is seen is what must be, and stays so. */
    private void check(String done) {
        long end = System.nanoTime() + SETTLED_NANOS;
        LockSight sight = watch.look();
        while (!claims(sight).equals(expected()) && System.nanoTime() < end) {
            sight = watch.look();
        }
        sight = watch.look();
        assertThat(claims(sight)).as("after %s", done).isEqualTo(expected());
        WaitGraph graph = WaitGraph.of(sight);
        assertThat(graph.cycles()).isEmpty();
        for (ObservedLock lock : sight.locks()) {
            String means = lock.meaning(watch.map()).describe();
            assertThat(means).isEqualTo(words.apply(lock.range()));
            if (lock.waiting()) {
                assertThat(Set.copyOf(graph.blockersOf(lock))).as(means)
                        .isEqualTo(model.blockers(lock.pid().orElseThrow()));
            }
        }
        assertThat(graph.roots()).allSatisfy(root -> assertThat(model.waits(root)).isFalse());
        situations++;
    }

    private List<Claim> expected() {
        return sorted(model.expected());
    }

    private static List<Claim> claims(LockSight sight) {
        return sorted(sight.locks().stream().map(Claim::of).toList());
    }

    private static List<Claim> sorted(List<Claim> claims) {
        return claims.stream().sorted(Comparator.comparing(Claim::toString)).toList();
    }

    /** All give back what they have, and get and give back what they wait for. */
    private void clear() {
        while (actors.stream().anyMatch(actor -> actor.pending.isPresent() || !actor.releases.isEmpty())) {
            for (Actor actor : actors) {
                actor.pending.flatMap(_ -> actor.puppet.answer(1)).ifPresent(answer -> {
                    if (answer.equals("done")) {
                        actor.releases.push(actor.pending.orElseThrow().release());
                    }
                    actor.pending = Optional.empty();
                });
                while (actor.pending.isEmpty() && !actor.releases.isEmpty()) {
                    actor.puppet.ask(actor.releases.pop());
                }
                actor.full &= actor.pending.isPresent();
            }
        }
        model = new Model();
        model.claims().addAll(always);
        check("all was given back");
    }

    int situations() {
        return situations;
    }

    @Override
    public void close() {
        actors.forEach(actor -> actor.puppet.close());
        watch.close();
    }
}
