package tdb2.ui.widgets;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;
import javax.swing.JTable;
import javax.swing.UIManager;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.batik.svggen.SVGGraphics2D;

import tdb2.ui.theme.Texts;

/** What a picture can be kept as: drawn in lines, drawn in pixels, or its figures. Event thread only. */
public enum PictureFormat {
    SVG, PNG, CSV;

    /** A picture of pixels has so many for each of the screen's. */
    private static final int SHARPNESS = 2;

    /** How files of it end: "svg". */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name for people. */
    public String label() {
        return Texts.of(PictureFormat.class).get("picture.format." + name());
    }

    /** The content of a file with a picture as it stands on the screen, or with the rows of its table. */
    byte[] bytes(Picture picture, FactTable table) {
        try {
            return switch (this) {
                case SVG -> svg(picture);
                case PNG -> png(picture);
                case CSV -> csv(table).getBytes(StandardCharsets.UTF_8);
            };
        } catch (IOException | ParserConfigurationException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static byte[] svg(Picture picture) throws IOException, ParserConfigurationException {
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null);
        var g = new SVGGraphics2D(document);
        g.setSVGCanvasSize(picture.getSize());
        paint(picture, g);
        var bytes = new ByteArrayOutputStream();
        g.stream(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), true);
        return bytes.toByteArray();
    }

    private static byte[] png(Picture picture) throws IOException {
        var image = new BufferedImage(Math.max(1, picture.getWidth() * SHARPNESS),
                Math.max(1, picture.getHeight() * SHARPNESS), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(SHARPNESS, SHARPNESS);
        paint(picture, g);
        g.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static void paint(Picture picture, Graphics2D g) {
        g.setColor(UIManager.getColor("Panel.background"));
        g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        picture.paintOn(g);
    }

    /** The rows as they are sorted, with exact figures where the table has them. */
    private static String csv(FactTable table) {
        var lines = new StringBuilder(line(table, column -> table.getColumnName(column)));
        for (int row = 0; row < table.getRowCount(); row++) {
            int at = row;
            lines.append(line(table, column -> exact((FactTable.Cell) table.getValueAt(at, column))));
        }
        return lines.toString();
    }

    private static String exact(FactTable.Cell cell) {
        return cell.sort() instanceof Long number ? number.toString() : cell.text();
    }

    private static String line(JTable table, java.util.function.IntFunction<String> cell) {
        return IntStream.range(0, table.getColumnCount()).mapToObj(cell)
                .map(text -> text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
