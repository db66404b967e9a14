create table audit_seal_default partition of audit_seal default;
