/**
 * What keys and values mean: decoders for the programs that use trivial databases.
 *
 * <p>
 * A {@link tdb2.engine.decode.Decoder} is a service ({@link java.util.ServiceLoader}). It says how well it fits a
 * {@link tdb2.engine.decode.Subject} (a key and its value in a file) and turns the value into a
 * {@link tdb2.engine.decode.Decoded}, an immutable tree of named fields, each with the bytes it stands for.
 * {@link tdb2.engine.decode.Rendering} shows the tree as a line, as text, or as rows of a table.
 * {@link tdb2.engine.decode.Decoders} chooses.
 *
 * <p>
 * To add a decoder: implement {@code Decoder} with a public constructor without arguments, read the value through
 * {@link tdb2.engine.decode.Parse} (it checks every bound), and name the class in
 * {@code META-INF/services/tdb2.engine.decode.Decoder}. {@code engine/docs/decoders.md} walks through one.
 *
 * <p>
 * The packages below hold the decoders that come with the engine, one package for each owner of files.
 */
package tdb2.engine.decode;
