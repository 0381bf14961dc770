/** The words of the field and the paragraphs of the design documents, as data that views and help share. */
package tdb2.ui.glossary;
