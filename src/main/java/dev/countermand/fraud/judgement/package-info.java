/** Facts in, findings out; sweeps that look for shipments which never moved. */
@NullMarked
package dev.countermand.fraud.judgement;

import org.jspecify.annotations.NullMarked;
