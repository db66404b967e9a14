-- The next case of a moderator, claimed.
\set moderator random(1, 20)
begin;
select c.order_id as taken, c.id as taken_id from review_case c join orders o on o.order_id = c.order_id
where c.status = 'OPEN' order by coalesce(c.ranks_at, c.due_at), c.id limit 1 for update of o, c skip locked \gset
update review_case set status = 'CLAIMED', assignee = 'mod-' || :moderator, claim_token = gen_random_uuid(),
    claim_until = now() + interval '30 minutes', version = version + 1
where order_id = :taken and id = :taken_id;
rollback;
