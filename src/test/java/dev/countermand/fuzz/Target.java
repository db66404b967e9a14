package dev.countermand.fuzz;

import java.util.List;

/**
 * A place of a call, and all that can be wrong with it.
 *
 * @param place such as {@code body /lines/*}{@code /sku}, {@code header If-Match} or {@code framing}
 */
record Target(Operation operation, String place, List<Wrong> wrongs) {}
