-- Which rows each journal line changed, with a digest of their content, so that the file is proved by its journal.

-- null: the line was written before there were digests.
alter table journal add column rows blob;

-- The digests of what an office of an earlier version held when it was brought up to date; the journal line "file.sealed" has
-- the hash of each part.
create table seal (
    nr    integer primary key,
    name  text not null,
    rows  blob not null
) strict;

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

-- The drawer: what was counted stays counted.

-- Every count of a drawer. The first is made before anybody is told what should be in it, and none is ever overwritten.
create table drawer_count (
    drawer     integer not null references drawer,
    nr         integer not null check (nr > 0),
    counted_by integer not null references staff,
    at         integer not null,
    counted    integer not null check (counted >= 0),
    -- what should have been in it at that moment
    expected   integer not null check (expected >= 0),
    -- whoever counted it hands it over to this person with it
    given_to   integer references staff,
    seq        integer not null,
    primary key (drawer, nr)
) strict, without rowid;

-- Of a closed drawer: the line of the journal that closed it, whether it was counted and signed by both when it changed hands, and
-- what of the counted stayed in it as the float of the next.
alter table drawer add column closed_seq integer;
alter table drawer add column closed_how text check (closed_how = 'closed' or closed_how = 'both' or closed_how = 'alone');
alter table drawer add column float_left integer not null default 0 check (float_left >= 0);
update drawer set closed_seq = j.seq, closed_how = 'closed'
    from (select subject, max(seq) as seq from journal where verb = 'drawer.close' group by subject) j
    where j.subject = drawer.number and drawer.closed_at is not null;
-- Until now nobody signed beside whoever took a drawer over.
update drawer set closed_seq = taken.seq, closed_how = 'alone'
    from (select parent, seq from drawer where parent is not null) taken
    where taken.parent = drawer.id and drawer.closed_at is not null;
insert into drawer_count (drawer, nr, counted_by, at, counted, expected, seq)
    select id, 1, closed_by, closed_at, counted, expected_at_close, closed_seq from drawer where closed_seq is not null;
-- What stayed at a terminal for the next drawer that is opened there.
create index drawer_by_terminal on drawer (terminal, opened_at, id);

-- A bin is found whatever the case of its code, as an item is.
create index bin_by_any_case on bin (upper(code));

-- The counter shows what was handed over today.
create index parcel_by_handed on parcel (handed_at, id) where handed_at is not null;
