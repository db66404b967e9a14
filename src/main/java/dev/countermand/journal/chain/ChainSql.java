package dev.countermand.journal.chain;

/** The statements of the chain: they go over rows of the audit that this room did not write, many at a time. */
final class ChainSql {

    private static final String ENTRY = """
            e.id, e.subject, e.object, e.action, e.at, e.actor, e.role, e.on_behalf_of, e.version, e.details""";

    private static final String SEAL = """
            s.number, s.entry_id, s.sealed_at, s.kind, encode(s.salt, 'hex') as salt, encode(s.personal, 'hex') as personal,
            encode(s.digest, 'hex') as digest, encode(s.hash, 'hex') as hash""";

    private static final String HEAD = """
            select cast(day as text), first_number, last_number, encode(previous, 'hex') as previous, encode(hash, 'hex') as hash,
                signature, sealed_at
            from audit_day
            """;

    private ChainSql() {}

    /** What an idle tick costs. */
    static final String WAITING = "select exists (select from audit_unsealed)";

    /** By a statement of its own: those behind it must see what was committed before the lock was had. */
    static final String LOCK = "select began_at from audit_chain where only_row for update";

    static final String BEGIN = "update audit_chain set began_at = :now where only_row and began_at is null";

    static final String BEGAN = "select began_at from audit_chain where only_row";

    static final String NEWEST_HEAD = HEAD + " order by day desc limit 1";

    static final String HEADS =
            HEAD + " where day >= (select coalesce(max(day), :from) from audit_day where day < :from)"
                    + " and day <= (select coalesce(min(day), :to) from audit_day where day > :to) order by day";

    /**
     * Entries that wait, each with whether it has a seal already that nothing was taken from: it is not sealed again. One
     * that an erasure is changing is left for the next tick.
     */
    static final String BATCH = """
            with waiting as materialized (
                select entry_id from audit_unsealed order by entry_id limit :batch for update skip locked)
            select w.entry_id, exists (select from audit_seal s where s.entry_id = w.entry_id and s.salt is not null) as sealed,
                e.signature, %s
            from waiting w left join audit_entry e on e.id = w.entry_id
            order by w.entry_id
            """.formatted(ENTRY);

    /** Cast twice: a text that is sent as JSON would be one string of it. */
    static final String ADD = """
            insert into audit_seal (id, number, entry_id, sealed_at, kind, salt, personal, digest, hash)
            select id, number, entry_id, cast(:at as timestamptz), kind, decode(salt, 'hex'), decode(personal, 'hex'), decode(digest, 'hex'),
                decode(hash, 'hex')
            from jsonb_to_recordset(cast(cast(:seals as text) as jsonb)) as made (id uuid, number bigint, entry_id uuid,
                kind text, salt text, personal text, digest text, hash text)
            """;

    static final String SEALED =
            "delete from audit_unsealed where entry_id = any(cast(cast(:ids as text[]) as uuid[]))";

    static final String END_OF_DAY = """
            insert into audit_day (day, first_number, last_number, previous, hash, signature, sealed_at)
            values (:day, :first, :last, decode(:previous, 'hex'), decode(:hash, 'hex'), :signature, :at)
            on conflict (day) do update set last_number = excluded.last_number, hash = excluded.hash,
                signature = excluded.signature, sealed_at = excluded.sealed_at
            """;

    static final String WALK = """
            select %s,
                s.salt is null and (exists (select from audit_seal l where l.entry_id = s.entry_id and l.number > s.number)
                    or exists (select from audit_unsealed u where u.entry_id = s.entry_id)) as followed,
                s.kind = 'UNSIGNED' and exists
                    (select from audit_seal p where p.entry_id = s.entry_id and p.number < s.number) as preceded,
                %s
            from audit_seal s left join audit_entry e on e.id = s.entry_id
            where s.number > :after and s.number <= :last
            order by s.number limit :page
            """.formatted(SEAL, ENTRY);

    static final String HASH_OF = "select encode(hash, 'hex') from audit_seal where number = :number";

    /** Entries of a time, each with its last seal, if it has one. */
    static final String ENTRIES = """
            select %s, e.signature, exists (select from audit_unsealed u where u.entry_id = e.id) as waits, l.sealed_once,
                l.number, l.entry_id, l.sealed_at, l.kind, l.salt, l.personal, l.digest, l.hash
            from audit_entry e left join lateral (
                select %s, true as sealed_once from audit_seal s where s.entry_id = e.id order by s.number desc limit 1) l on true
            where e.id > :after and e.id < :end
            order by e.id limit :page
            """.formatted(ENTRY, SEAL);

    /** One that waits to be sealed and is gone. */
    static final String GONE = """
            select u.entry_id from audit_unsealed u
            where u.entry_id >= :first and u.entry_id < :end
                and not exists (select from audit_entry e where e.id = u.entry_id)
            order by u.entry_id limit 1
            """;

    /** What the retention has written into the audit about itself, with its last seal or signature. */
    static final String FORGOTTEN = """
            select %s, e.signature from audit_entry e
            where e.subject = 'audit' and e.action = 'audit.purged' order by e.id desc limit 20
            """.formatted(ENTRY);

    static final String FORGET =
            "update audit_chain set kept_from = greatest(kept_from, cast(:before as uuid)) where only_row";

    /** What stands in the default partitions and is older. */
    static final String OLD_IN_REST = """
            select exists (select from audit_entry_default where id < :before)
                or exists (select from audit_seal_default where id < :before)
            """;

    /** First, so that whoever is sealing one of them is waited for, and what is read behind it is as they left it. */
    static final String WAIT_AGAIN = """
            insert into audit_unsealed (entry_id) select unnest(cast(cast(:ids as text[]) as uuid[]))
            on conflict (entry_id) do update set entry_id = excluded.entry_id
            """;

    static final String IDS_OF_SUBJECTS = """
            select e.id from audit_entry e where e.subject = any(cast(:subjects as text[])) and e.id > :after
            order by e.id limit :batch
            """;

    static final String ENTRIES_OF = """
            select %s from audit_entry e where e.id = any(cast(cast(:ids as text[]) as uuid[])) order by e.id
            """.formatted(ENTRY);

    static final String UNDER_ERASURE = "select set_config('countermand.erasure', :id, true)";

    static final String ERASE = """
            update audit_entry e set subject = n.subject, object = n.object, actor = n.actor, on_behalf_of = n.on_behalf_of,
                details = n.details, signature = n.signature
            from jsonb_to_recordset(cast(cast(:entries as text) as jsonb)) as n (id uuid, subject text, object text, actor text,
                on_behalf_of text, details text, signature text)
            where e.id = n.id
            """;

    static final String FORGET_SALTS = """
            update audit_seal set salt = null
            where entry_id = any(cast(cast(:ids as text[]) as uuid[])) and salt is not null
            """;
}
