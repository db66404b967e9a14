-- The release before adds documents and deletes those of who is forgotten; it changes none.
create trigger evidence_stays before update or truncate on evidence for each statement execute function document_stays();
