-- Receipts and papers.

-- Payments that were made in one act stand on one receipt, which bears the number of the first of them; empty in that one, and in
-- a payment made by itself.
alter table payment add column act integer references payment;
create index payment_by_act on payment (act) where act is not null;
-- The cash of one act is rounded once: what that adds to a payment beyond the rounding of its own order. Invariant 51.
alter table payment add column carried integer not null default 0;
-- The other orders that stand on a receipt, besides the one that it is filed under.
create table document_also (
    orders integer not null references orders,
    number text not null,
    primary key (orders, number)
) strict, without rowid;
create index document_also_by_number on document_also (number);
