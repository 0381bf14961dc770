/** The view {@link tdb2.ui.inspector.InspectorView}. */
package tdb2.ui.inspector;
