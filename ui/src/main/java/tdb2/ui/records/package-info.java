/** The view {@link tdb2.ui.records.RecordsView}. */
package tdb2.ui.records;
