package tdb2.ui.records;

import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTree;
import javax.swing.event.TreeExpansionEvent;
import javax.swing.event.TreeWillExpandListener;
import javax.swing.tree.DefaultMutableTreeNode;
import javax.swing.tree.DefaultTreeCellRenderer;
import javax.swing.tree.DefaultTreeModel;
import javax.swing.tree.TreePath;
import javax.swing.tree.TreeSelectionModel;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.query.Filter;
import tdb2.engine.query.KeyLevel;
import tdb2.engine.query.KeySplit;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Settings;

/**
 * The keys of a file as a tree of names. Each level is read by a job when it is opened, and holds a bounded number of
 * names. Selecting a name filters. Event thread only.
 */
final class KeyTree extends JPanel {
    private static final Texts TEXTS = Texts.of(KeyTree.class);
    private static final String SLOT = "records.tree";
    private static final String REMEMBERED = "records.separator.";
    private static final int SAMPLE = 2000;

    /** How to take keys apart, or that it is to be guessed. */
    private record Choice(Optional<KeySplit> split) {}

    /** One name in the tree. */
    private record Node(List<byte[]> path, String label) {
        @Override
        public String toString() {
            return label;
        }
    }

    private final Document document;
    private final Settings settings;
    private final Consumer<Filter> listener;
    private final JComboBox<Choice> choice = new JComboBox<>();
    private final DefaultMutableTreeNode top = new DefaultMutableTreeNode(new Node(List.of(), TEXTS.get("tree.all")));
    private final DefaultTreeModel model = new DefaultTreeModel(top);
    private final JTree tree = new JTree(model);
    private Optional<KeySplit> split = Optional.empty();
    private boolean filling;

    /**
     * @param listener told the filter that the selected name means
     */
    KeyTree(Document document, Settings settings, Consumer<Filter> listener) {
        super(new BorderLayout());
        this.document = document;
        this.settings = settings;
        this.listener = listener;
        choice.addItem(new Choice(Optional.empty()));
        KeySplit.USUAL.forEach(usual -> choice.addItem(new Choice(Optional.of(usual))));
        choice.setName("tree.separator");
        choice.setRenderer(Choices.of(this::name));
        choice.getAccessibleContext().setAccessibleName(TEXTS.get("tree.separator"));
        choice.setToolTipText(TEXTS.get("tree.separator.tip"));
        remembered().ifPresent(choice::setSelectedItem);
        choice.addActionListener(_ -> choose());
        prepareTree();
        var bar = new JPanel(new MigLayout("insets 4 8 4 8, gapx 8", "[][grow, fill]"));
        var label = new JLabel(TEXTS.get("tree.separator"));
        label.setLabelFor(choice);
        bar.add(label);
        bar.add(choice, "wmin 0");
        var scroll = new JScrollPane(tree);
        scroll.setBorder(null);
        add(bar, BorderLayout.PAGE_START);
        add(scroll);
    }

    /** Reads the first level anew. */
    void load() {
        var wanted = ((Choice) choice.getSelectedItem()).split();
        read(new Job<KeySplit>() {
            @Override
            public String title() {
                return TEXTS.get("job.tree");
            }

            @Override
            public KeySplit work(Progress progress) {
                return wanted.or(() -> KeySplit.guess(KeyLevel.sample(document.tdb(), SAMPLE)))
                        .orElse(KeySplit.USUAL.getFirst());
            }

            @Override
            public void done(KeySplit found) {
                split = Optional.of(found);
                choice.repaint();
                open(top);
            }

            @Override
            public void failed(TdbException why) {
                say(top, why.getMessage());
            }
        });
    }

    /** Puts the focus into the tree. */
    void focus() {
        tree.requestFocusInWindow();
    }

    /** Nothing is selected any more; nobody is told. */
    void clearSelection() {
        filling = true;
        tree.clearSelection();
        filling = false;
    }

    private void prepareTree() {
        tree.setName("records.tree");
        tree.getAccessibleContext().setAccessibleName(TEXTS.get("tree.name"));
        tree.getAccessibleContext().setAccessibleDescription(TEXTS.get("tree.description"));
        tree.getSelectionModel().setSelectionMode(TreeSelectionModel.SINGLE_TREE_SELECTION);
        tree.setFont(Theme.mono());
        var renderer = new DefaultTreeCellRenderer();
        renderer.setLeafIcon(null);
        renderer.setOpenIcon(null);
        renderer.setClosedIcon(null);
        tree.setCellRenderer(renderer);
        tree.setLargeModel(true);
        tree.addTreeSelectionListener(event -> {
            if (!filling && event.isAddedPath()) {
                pick((DefaultMutableTreeNode) event.getPath().getLastPathComponent());
            }
        });
        tree.addTreeWillExpandListener(new TreeWillExpandListener() {
            @Override
            public void treeWillExpand(TreeExpansionEvent event) {
                var node = (DefaultMutableTreeNode) event.getPath().getLastPathComponent();
                boolean unread = node.getChildCount() == 1
                        && ((DefaultMutableTreeNode) node.getFirstChild()).getUserObject() instanceof String;
                if (unread && !node.isRoot()) {
                    open(node);
                }
            }

            @Override
            public void treeWillCollapse(TreeExpansionEvent event) {
                // what was read stays
            }
        });
    }

    private void pick(DefaultMutableTreeNode picked) {
        if (picked.getUserObject() instanceof Node node) {
            split.ifPresent(
                    taken -> listener.accept(node.path().isEmpty() ? Filter.ALL : taken.below(node.path())));
        }
    }

    private void choose() {
        if (!filling) {
            var chosen = (Choice) choice.getSelectedItem();
            settings.put(REMEMBERED + document.path().toAbsolutePath(), Integer.toString(choice.getSelectedIndex()));
            split = chosen.split();
            listener.accept(Filter.ALL);
            load();
        }
    }

    private Optional<Choice> remembered() {
        int index = settings.number(REMEMBERED + document.path().toAbsolutePath(), 0);
        return index > 0 && index < choice.getItemCount() ? Optional.of(choice.getItemAt(index)) : Optional.empty();
    }

    private String name(Object item) {
        var wanted = ((Choice) item).split();
        if (wanted.isEmpty()) {
            return split.filter(_ -> choice.getSelectedIndex() == 0).map(guessed -> TEXTS.get("tree.guessed",
                    sign(guessed))).orElse(TEXTS.get("tree.guess"));
        }
        return TEXTS.get(wanted.get().fromRight() ? "tree.right" : "tree.left", sign(wanted.get()));
    }

    private static String sign(KeySplit split) {
        return String.valueOf((char) split.separator());
    }

    private void open(DefaultMutableTreeNode node) {
        var path = ((Node) node.getUserObject()).path();
        var taken = split.orElseThrow();
        say(node, TEXTS.get("tree.reading"));
        read(new Job<KeyLevel>() {
            @Override
            public String title() {
                return TEXTS.get("job.tree");
            }

            @Override
            public KeyLevel work(Progress progress) {
                return KeyLevel.of(document.tdb(), taken, path, progress);
            }

            @Override
            public void done(KeyLevel level) {
                fill(node, path, level);
            }

            @Override
            public void failed(TdbException why) {
                say(node, why.getMessage());
            }

            @Override
            public void cancelled() {
                say(node, TEXTS.get("tree.cancelled"));
            }
        });
    }

    private <T> void read(Job<T> job) {
        document.jobs().scan(SLOT, job);
    }

    private void fill(DefaultMutableTreeNode node, List<byte[]> path, KeyLevel level) {
        node.removeAllChildren();
        for (KeyLevel.Name name : level.names()) {
            var below = new ArrayList<>(path);
            below.add(name.name());
            var label = TEXTS.get("tree.node", ByteText.escaped(name.name()), Formats.count(name.records()));
            var child = new DefaultMutableTreeNode(new Node(List.copyOf(below), label));
            if (name.below() > 0) {
                child.add(new DefaultMutableTreeNode(TEXTS.get("tree.reading")));
            }
            node.add(child);
        }
        if (level.moreRecords() > 0) {
            node.add(new DefaultMutableTreeNode(TEXTS.get("tree.more", Formats.count(level.moreRecords()))));
        }
        model.nodeStructureChanged(node);
        tree.expandPath(new TreePath(node.getPath()));
    }

    private void say(DefaultMutableTreeNode node, String text) {
        node.removeAllChildren();
        node.add(new DefaultMutableTreeNode(text));
        model.nodeStructureChanged(node);
        if (node.isRoot()) {
            tree.expandPath(new TreePath(node.getPath()));
        }
    }
}
