/** Facts in, findings out; sweeps that look for shipments which never moved. */
@NullMarked
package dev.countermand.fraud;

import org.jspecify.annotations.NullMarked;
