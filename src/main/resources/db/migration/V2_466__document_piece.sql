-- The content of a document, in pieces, so that neither reading nor writing one needs it in one value.
create table document_piece (
    order_id    text  not null,
    document_id uuid  not null,
    number      int   not null,
    content     bytea not null,
    primary key (order_id, document_id, number),
    foreign key (order_id, document_id) references evidence on delete cascade,
    constraint piece_of_a_document check (number between 0 and 39),
    constraint piece_size check (length(content) between 1 and 262144)
);
create trigger document_piece_stays before update or truncate on document_piece for each statement execute function document_stays();
create trigger document_piece_goes before delete on document_piece for each row execute function document_stays();
