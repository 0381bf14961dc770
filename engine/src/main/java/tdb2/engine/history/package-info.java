/** What was seen of the locks on a file over time: spans, figures, and recordings that can be kept and opened again. */
package tdb2.engine.history;
