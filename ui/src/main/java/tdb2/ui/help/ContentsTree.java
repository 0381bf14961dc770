package tdb2.ui.help;

import java.util.function.Consumer;

import javax.swing.JTree;
import javax.swing.tree.DefaultMutableTreeNode;
import javax.swing.tree.DefaultTreeCellRenderer;
import javax.swing.tree.DefaultTreeModel;
import javax.swing.tree.TreePath;
import javax.swing.tree.TreeSelectionModel;

import tdb2.ui.theme.Texts;

/** All topics by part. Event thread only. */
final class ContentsTree extends JTree {

    /** A leaf: shows the title of its topic. */
    private record Leaf(Topic topic) {

        @Override
        public String toString() {
            return topic.title();
        }
    }

    private boolean choosing;

    /** @param open told the id of a topic that the reader chose */
    ContentsTree(Consumer<String> open) {
        super(new DefaultTreeModel(new DefaultMutableTreeNode()));
        setName("help.contents");
        getAccessibleContext().setAccessibleName(Texts.of(ContentsTree.class).get("contents"));
        setRootVisible(false);
        setShowsRootHandles(true);
        getSelectionModel().setSelectionMode(TreeSelectionModel.SINGLE_TREE_SELECTION);
        var plain = new DefaultTreeCellRenderer();
        plain.setLeafIcon(null);
        plain.setOpenIcon(null);
        plain.setClosedIcon(null);
        setCellRenderer(plain);
        addTreeSelectionListener(_ -> {
            if (!choosing && getLastSelectedPathComponent() instanceof DefaultMutableTreeNode node
                    && node.getUserObject() instanceof Leaf(Topic topic)) {
                open.accept(topic.id());
            }
        });
    }

    void fill(Book book) {
        var root = new DefaultMutableTreeNode();
        for (Part part : Part.values()) {
            var branch = new DefaultMutableTreeNode(part.title());
            book.of(part).forEach(topic -> branch.add(new DefaultMutableTreeNode(new Leaf(topic))));
            if (branch.getChildCount() > 0) {
                root.add(branch);
            }
        }
        setModel(new DefaultTreeModel(root));
    }

    /** Selects a topic that is shown. */
    void choose(Topic topic) {
        var root = (DefaultMutableTreeNode) getModel().getRoot();
        var nodes = root.depthFirstEnumeration();
        while (nodes.hasMoreElements()) {
            if (nodes.nextElement() instanceof DefaultMutableTreeNode node && node.getUserObject() instanceof Leaf leaf
                    && leaf.topic().id().equals(topic.id())) {
                choosing = true;
                var path = new TreePath(node.getPath());
                setSelectionPath(path);
                scrollPathToVisible(path);
                choosing = false;
            }
        }
    }
}
