-- What opening a case reads.
\set number random(1, :cases)
select * from review_case where order_id = 'case-' || :number;
select * from orders where order_id = 'case-' || :number;
select * from order_line where order_id = 'case-' || :number;
select * from finding where order_id = 'case-' || :number order by id;
select * from audit_entry where subject = 'case-' || :number order by id desc limit 500;
select * from shipment where order_id = 'case-' || :number;
select * from case_note where order_id = 'case-' || :number order by id desc limit 200;
