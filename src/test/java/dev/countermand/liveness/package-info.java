/**
 * Whether anything is forgotten (P7): orders of every market live through random acts of everybody, beside each other, and
 * then through silence; and two acts of two parties at once. {@link dev.countermand.liveness.LivenessTest} and
 * {@link dev.countermand.liveness.PairsAtOnceTest} are the commands.
 */
@NullMarked
package dev.countermand.liveness;

import org.jspecify.annotations.NullMarked;
