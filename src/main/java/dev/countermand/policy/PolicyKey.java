package dev.countermand.policy;

/** What an order keeps for good (M1): the name of a policy and its version. */
public record PolicyKey(String name, int version) implements Comparable<PolicyKey> {

    @Override
    public int compareTo(PolicyKey other) {
        int byName = name.compareTo(other.name);
        return byName == 0 ? Integer.compare(version, other.version) : byName;
    }

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
