package tdb2.ui.help;

import java.util.ArrayList;
import java.util.List;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Reads pages of the help, and gives them as HTML, as plain text, and as the links in them. Any thread. */
public final class Markdown {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true)
            .attributeProviderFactory(_ -> (node, _, attributes) -> {
                if (node instanceof TableBlock) {
                    attributes.put("cellspacing", "0");
                }
            }).build();
    private static final TextContentRenderer PLAIN = TextContentRenderer.builder().extensions(EXTENSIONS)
            .lineBreakRendering(LineBreakRendering.STRIP).build();

    private Markdown() {}

    /** The text so that a page shows it as it is, in tables too. */
    public static String escape(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1").replace('\n', ' ');
    }

    static String html(String markdown) {
        return HTML.render(PARSER.parse(markdown));
    }

    /** Its words alone, without signs and targets of links. */
    static String plain(String markdown) {
        Node page = PARSER.parse(markdown);
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                for (Node words = link.getFirstChild(); words != null; words = link.getFirstChild()) {
                    link.insertBefore(words);
                }
                link.unlink();
            }
        });
        return PLAIN.render(page);
    }

    /** Where its links lead. */
    static List<String> links(String markdown) {
        var targets = new ArrayList<String>();
        Node page = PARSER.parse(markdown);
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                targets.add(link.getDestination());
                visitChildren(link);
            }
        });
        return targets;
    }
}
