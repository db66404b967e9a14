/** Completes the published contract while the service is built; nothing of it serves a request. */
@NullMarked
package dev.countermand.http.contract;

import org.jspecify.annotations.NullMarked;
