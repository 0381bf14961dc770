/** Real programs that hold and wait for locks by a script, and a model of what must be seen of them. */
package tdb2.engine.observe.script;
