package tdb2.ui.locks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.swing.JTree;
import javax.swing.tree.DefaultMutableTreeNode;
import javax.swing.tree.DefaultTreeModel;

import tdb2.engine.history.LockSpan;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.WaitGraph;
import tdb2.ui.theme.Texts;

/**
 * Who waits for whom: circles first, then each process that keeps others waiting and waits for nobody, with those that
 * wait for it below, and those that wait for these below them. Event thread only.
 */
final class WaitTree extends JTree {

    private static final Texts TEXTS = Texts.of(WaitTree.class);
    private static final int MOST = 300;

    private transient List<List<Object>> shape = List.of();

    WaitTree() {
        super(new DefaultTreeModel(new DefaultMutableTreeNode()));
        setName("locks.tree");
        setRootVisible(false);
        setShowsRootHandles(true);
        getAccessibleContext().setAccessibleName(TEXTS.get("tree.name"));
    }

    /** One line: how deep it stands, the process it is about, and what it says. */
    record Line(int depth, int pid, String text) {}

    /** Shows who waits; what is open and chosen stays so while the same processes wait for each other. */
    void show(LockPicture picture) {
        List<Line> lines = picture.tree();
        List<List<Object>> newShape = lines.stream().map(line -> List.<Object>of(line.depth, line.pid)).toList();
        if (newShape.equals(shape)) {
            update(lines);
            return;
        }
        shape = newShape;
        var root = new DefaultMutableTreeNode();
        List<DefaultMutableTreeNode> path = new ArrayList<>(List.of(root));
        for (Line line : lines) {
            var node = new DefaultMutableTreeNode(line.text);
            while (path.size() > line.depth + 1) {
                path.removeLast();
            }
            path.getLast().add(node);
            path.add(node);
        }
        setModel(new DefaultTreeModel(root));
        for (int row = 0; row < getRowCount(); row++) {
            expandRow(row);
        }
    }

    /** Times have gone on, that is all. */
    private void update(List<Line> lines) {
        var nodes = ((DefaultMutableTreeNode) getModel().getRoot()).preorderEnumeration();
        nodes.nextElement();
        for (Line line : lines) {
            var node = (DefaultMutableTreeNode) nodes.nextElement();
            if (!line.text.equals(node.getUserObject())) {
                node.setUserObject(line.text);
                ((DefaultTreeModel) getModel()).nodeChanged(node);
            }
        }
    }

    /** What it says of a moment; for any thread. */
    static List<Line> lines(LockPicture picture) {
        List<Line> lines = new ArrayList<>();
        WaitGraph graph = picture.graph();
        Set<Integer> told = new HashSet<>();
        for (List<Integer> cycle : graph.cycles()) {
            lines.add(new Line(0, -1, TEXTS.get("tree.circle", cycle.size())));
            for (int pid : cycle) {
                told.add(pid);
                lines.add(new Line(1, pid, waits(picture, pid)));
                below(picture, pid, 2, told, lines);
            }
        }
        for (int pid : graph.roots()) {
            if (told.add(pid) && lines.size() < MOST) {
                lines.add(new Line(0, pid, keeps(picture, pid)));
                below(picture, pid, 1, told, lines);
            }
        }
        if (lines.isEmpty()) {
            lines.add(new Line(0, -1, TEXTS.get("tree.nobody")));
        }
        return lines;
    }

    private static void below(LockPicture picture, int pid, int depth, Set<Integer> told, List<Line> lines) {
        for (int waiter : picture.graph().directly(pid)) {
            if (lines.size() >= MOST) {
                return;
            }
            if (told.add(waiter)) {
                lines.add(new Line(depth, waiter, waits(picture, waiter)));
                below(picture, waiter, depth + 1, told, lines);
            }
        }
    }

    private static String keeps(LockPicture picture, int pid) {
        Optional<ObservedLock> held = picture.graph().waits().stream().flatMap(wait -> wait.obstacles().stream())
                .filter(lock -> lock.pid().orElse(WaitGraph.UNKNOWN) == pid).findFirst();
        int waiting = picture.graph().waitersFor(pid).size();
        return TEXTS.get("tree.keeps", LockWords.who(picture.graph(), pid),
                held.map(lock -> what(picture, lock)).orElse(""),
                held.map(lock -> LockWords.mode(lock.mode())).orElse(""),
                held.map(lock -> LockWords.time(picture.age(lock))).orElse(""), waiting);
    }

    private static String waits(LockPicture picture, int pid) {
        return picture.graph().waits().stream().map(WaitGraph.Wait::wanted)
                .filter(lock -> lock.pid().orElse(WaitGraph.UNKNOWN) == pid).findFirst()
                .map(lock -> TEXTS.get("tree.waits", LockWords.who(picture.graph(), pid), what(picture, lock),
                        LockWords.mode(lock.mode()), LockWords.time(picture.age(lock))))
                .orElse(LockWords.who(picture.graph(), pid));
    }

    private static String what(LockPicture picture, ObservedLock lock) {
        LockSpan span = picture.spans().get(lock);
        return span == null ? "" : LockWords.what(span.means(), span.keys());
    }
}
