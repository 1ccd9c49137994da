-- More than one person at a customer's, VAT ids, a discount on a whole order, prices that include VAT.

create table contact (
    customer integer not null references customer,
    nr       integer not null check (nr > 0),
    name     text not null,
    role     text not null default '',
    phone    text not null default '',
    digits   text not null default '',
    email    text not null default '',
    seq      integer not null,
    primary key (customer, nr),
    check (name <> '' or phone <> '' or email <> '')
) strict, without rowid;
create index contact_by_digits on contact (digits, customer) where digits <> '';

alter table customer add column vat_id text not null default '';

-- Off what all lines cost together, and whether the lines' prices include VAT; both as they were when the order was taken.
alter table orders add column discount integer not null default 0 check (discount between 0 and 10000);
alter table orders add column with_vat integer not null default 0 check (with_vat in (0, 1));
