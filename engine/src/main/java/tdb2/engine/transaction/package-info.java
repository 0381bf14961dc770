/**
 * How a transaction reaches the disk, and what a crash leaves: recovery bundles of native files, undo areas of the older
 * dialects.
 *
 * <h2>The commit of transaction n</h2>
 *
 * <pre>
 *  reserve    the file gets as long as it will be
 *  announce   tx = 2n
 *  bundle     B(n): the new bytes, into the area of slot n mod 2
 *  pointer    P(n): where B(n) is and its checksum, into the page of slot n mod 2
 *  sync       the commit point: B(n), P(n), the length, and all that n-1 stored in place
 *  apply      everybody locked out: tx = 2n+1, the new bytes in place, committed = n, tx = 0
 * </pre>
 *
 * Recovery: sync; both valid bundles above {@code retired} in place, the lower number first; what is no whole pointer, and
 * pointers above {@code retired} that name no valid bundle, zeroed ({@code SCRUB}); sync; {@code retired} =
 * {@code committed} = the higher number, {@code tx} = 0. {@link tdb2.engine.transaction.Protocol} has these orders as data,
 * so that the simulated disk can be shown that it catches every other.
 *
 * <h2>Why that is right</h2>
 *
 * Stores may reach the medium in any order, torn at any 8 bytes, until a sync has returned. When n begins, everything up
 * to n-2 is durable in place, and bundle n-1 is durable or needed no more.
 * <ul>
 * <li>Power gone before the sync of n has returned: the medium has state n-2 and any part of what n-1 stored. Bundle n-1 is
 * valid, and replaying it completes state n-1. If bundle and pointer of n got there in one piece too, replaying it after
 * that gives state n, complete: nobody was promised that it does not.</li>
 * <li>Power gone later: what n-1 stored is durable. Replaying n-1 may put older bytes where n has stored; replaying n puts
 * the newer ones back. Both are needed and their order matters.</li>
 * <li>Bundle n-2, which B(n) overwrites, is needed no more: the sync of n-1 made its stores durable.</li>
 * <li>A bundle has only what differs from the state before. That state is durable or brought back by bundle n-1, but only up
 * to its end. Beyond it the medium may hold anything: growth and truncation can be lost, and the page cache does not tell.
 * So there every byte of a page that was written to is in the bundle, whether it differs or not.</li>
 * <li>The areas of both slots and the words of the protocol are in no bundle: they change while a transaction's pages still
 * show them as they were.</li>
 * <li>The sync before a replay is for a recovery within one boot: there pointer and bundle may be valid in the page cache
 * alone. The sync after it is for the next commit, which overwrites the older bundle.</li>
 * <li>A pointer that was torn is not a valid one, and the number it had is given again. The next pointer in its page has
 * words in common with it (the tag, the number, often the place), and torn in its turn it could make the old one whole: a
 * transaction that was found lost would come back. So a recovery zeroes what is left of a pointer, before its second
 * sync.</li>
 * <li>What is stored plainly after n would be undone by a replay of n. So whoever stores plainly first waits for the disk
 * and then raises {@code retired}; {@link tdb2.engine.transaction.Settling} argues why no lock is held meanwhile.</li>
 * <li>Bundle n is durable before {@code committed} can be n, and is overwritten only when n+1 is durable. So when all valid
 * bundles are below {@code committed}, no power cut did that: bundle n was damaged since. Replaying n-1 alone would put older
 * bytes where n has stored, and nothing would put them right; so nothing is replayed.</li>
 * <li>A bundle that lies beyond the end, after a repack, is settled for good before anything else may be stored there.</li>
 * <li>The pages of the pointers are made before there is a bundle to protect that: with each store on the disk before the
 * next, so that a power cut leaves no more than a kill, and two words that name both pages or count as none. They move in the
 * same way, once nothing in them is needed.</li>
 * </ul>
 *
 * <h2>Who is kept waiting, and for how long</h2>
 *
 * From its beginning a transaction keeps plain writers and other transactions out, readers never. Readers wait while the
 * bytes are stored in place, which takes no disk: microseconds. Read transactions keep that last step waiting; the gate
 * keeps new ones out meanwhile, so that a stream of them does not keep a commit waiting for ever. A process that dies
 * leaves {@code tx} behind and no lock; whoever takes a lock next recovers ({@link tdb2.engine.transaction.Recoverer}).
 *
 * <h2>Many at once</h2>
 *
 * Transactions of one process stand on each other in memory and reach the disk together
 * ({@link tdb2.engine.transaction.BundleQueue}); soft ones do so after a moment, in the background. Both leave one bundle
 * for many transactions, so the argument above holds for bundles, and a transaction is in exactly one. Plain reads see
 * the file alone: what is not applied yet is seen only by transactions that stand on it. The bundle of a transaction that
 * stands on the file is planned when it is done; the locks that are held keep the file as it is until the bundle is
 * written. Once another has joined, all that both changed is compared with the file again. A bundle that could go to the
 * disk waits for transactions that run or wait for their turn, and for as many as the one before had, as long as a sync takes
 * at most, and longer only while they join it ({@link tdb2.engine.transaction.Gathering}); a transaction that is alone goes at
 * once.
 *
 * <p>
 * Who looks at the recovery pages without a lock, to tell people or to preview a replay, may see a bundle while it is
 * written over. So it is checked before it is read and afterwards; what fails is looked at again, and is no damage.
 *
 * <p>
 * Plain stores that were not synced are no part of any promise: a power cut may leave some of them, with a transaction that
 * came after them or without.
 */
package tdb2.engine.transaction;
