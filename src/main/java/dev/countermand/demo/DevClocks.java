package dev.countermand.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The movable clock in place of the machine's. */
class DevClocks {

    @Produces
    @Singleton
    @IfBuildProfile("dev")
    DevClock kept() {
        return DevClock.keptIn(DevFolder.find().clock());
    }

    @Produces
    @Singleton
    @IfBuildProfile("test")
    DevClock forgotten() {
        return DevClock.inMemory();
    }
}
