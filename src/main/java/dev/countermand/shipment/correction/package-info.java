/** P4: which numbers a parcel had, and which are proposed for it. A parcel whose number was never put right has none here. */
@NullMarked
package dev.countermand.shipment.correction;

import org.jspecify.annotations.NullMarked;
