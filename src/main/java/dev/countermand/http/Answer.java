package dev.countermand.http;

import org.jspecify.annotations.Nullable;

/**
 * What a POST answers, before it becomes bytes.
 *
 * @param status 200, 201 or 202
 * @param location path of what was made
 * @param version for the ETag
 */
public record Answer(
        int status, @Nullable String location, @Nullable Long version, Object body) {

    public static Answer created(String location, @Nullable Long version, Object body) {
        return new Answer(201, location, version, body);
    }

    public static Answer ok(@Nullable Long version, Object body) {
        return new Answer(200, null, version, body);
    }

    public static Answer accepted(String location, Object body) {
        return new Answer(202, location, null, body);
    }
}
