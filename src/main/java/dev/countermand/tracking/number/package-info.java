/**
 * What a tracking number says of itself. The decoder is plain Java over a catalogue of
 * formats kept as data in {@code carriers/} on the class path; it tells whether a number can be what a seller declares
 * (F4), where the parcel goes (F6) and whose shipper account it was made under (F8), and it says so when an answer is
 * only a guess.
 *
 * <p>Others use {@link DecodedNumber}, {@link Carriers}, {@link CheckDigit}, {@link FormatMatch}, {@link CarrierNames},
 * {@link NumberReading} and {@link TrackingNumberDecoder}.
 */
@NullMarked
package dev.countermand.tracking.number;

import org.jspecify.annotations.NullMarked;
