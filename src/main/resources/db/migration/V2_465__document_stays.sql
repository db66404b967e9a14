-- A document is never changed. It goes as a whole, with its row in evidence, when its buyer is forgotten.
create function document_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if not exists (select from evidence e where e.order_id = old.order_id and e.id = old.document_id) then
            return old;
        end if;
    end if;
    raise exception 'a document is never changed: % of %', lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end
$$;
