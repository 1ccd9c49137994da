-- What hands need at the counter and between the shelves.

-- Scanning.

-- Orders and forms.

-- A code is found whatever its case.
create index item_by_any_case on item (upper(code));
create index customer_by_any_case on customer (upper(code));

-- Stock and picking.
-- What was not found where it should lie is promised to nobody until somebody has counted: on hand, and neither held nor free.
alter table item add column missing integer not null default 0 check (missing >= 0 and allocated + missing <= on_hand);
-- By item and bin: how much, for which order it was looked for first, when and by whom.
create table missing_goods (
    item     integer not null references item,
    bin      integer not null references bin,
    quantity integer not null check (quantity > 0),
    orders   integer not null references orders,
    since    integer not null,
    noted_by integer not null references staff,
    seq      integer not null,
    primary key (item, bin)
) strict, without rowid;
drop index item_low;
create index item_low on item (folded, id) where active = 1 and low_at > 0 and on_hand - allocated - missing <= low_at;
create index item_missing on item (folded, id) where missing > 0;
-- A bin on which parcels wait for their customers is a pickup shelf.
alter table bin add column pickup integer not null default 0 check (pickup in (0, 1));
insert into bin (code, pickup) select distinct place, 1 from parcel where place <> '' and place not like '@%' and place not in (select code from bin);
update bin set pickup = 1 where own = 0 and code in (select place from parcel where place <> '');
-- What lies in a bin, without going through every item.
create index stock_by_bin on stock (bin, item);
create index parcel_on_shelf on parcel (place) where handed_at is null;
-- Who has the pick form of an order open.
create table picking (
    orders   integer primary key references orders,
    staff    integer not null references staff,
    terminal text not null,
    since    integer not null
) strict;

-- Money.

-- An office of an earlier version goes on with what held in it: nobody has decided otherwise there. A new file has no office yet.
insert into setting (key, value)
    select kept.key, kept.value
    from (select 'drawer' as key, 'optional' as value union all select 'discount-max', '100' union all select 'account-limit', 'unlimited') kept
    where exists (select 1 from office) and not exists (select 1 from setting s where s.key = kept.key);
-- A limit of nothing used to mean none.
update setting set value = 'unlimited' where key = 'account-limit' and value = '0.00' and exists (select 1 from office);

-- The coin to which a cash payment was rounded; 0: not cash, or a payment of an earlier version. Invariant 51.
alter table payment add column coin integer not null default 0 check (coin >= 0);
-- Whether somebody at a customer's may pick up their goods.
alter table contact add column may_pick_up integer not null default 0 check (may_pick_up = 0 or may_pick_up = 1);
-- The printer of a terminal's receipts and slips; empty: none.
create table terminal_printer (
    terminal text primary key,
    printer  text not null,
    seq      integer not null
) strict, without rowid;
-- What should have been in a drawer when it was closed; null while it is open.
alter table drawer add column expected_at_close integer;
update drawer set expected_at_close = coalesce((
    select -p.amount from posting p join journal j on j.seq = p.seq
    where p.drawer = drawer.id and p.amount < 0 and (j.verb = 'drawer.close' or j.verb = 'drawer.take_over') order by p.seq desc limit 1), 0)
    where closed_at is not null;

-- Customers and search.

-- The last nine digits of a telephone number, which people say with or without the country's code, and the same backwards: one is
-- found from its beginning and from its end. What follows the number, such as "linka 12", does not belong to it.
alter table customer add column phone_end text generated always as (case when digits = '' then '' else substr(coalesce(nullif(
    replace(replace(replace(replace(replace(replace(replace(replace(substr(phone, 1, length(phone) - length(ltrim(phone, '+0123456789  ()-./'))), ' ', ''), ' ', ''), '+', ''), '(', ''), ')', ''), '-', ''), '.', ''), '/', ''),
    ''), digits), -9) end) virtual;
alter table customer add column phone_back text generated always as (
    substr(phone_end, -1, 1) || substr(phone_end, -2, 1) || substr(phone_end, -3, 1) || substr(phone_end, -4, 1) || substr(phone_end, -5, 1) || substr(phone_end, -6, 1) || substr(phone_end, -7, 1) || substr(phone_end, -8, 1) || substr(phone_end, -9, 1)) virtual;
alter table contact add column phone_end text generated always as (case when digits = '' then '' else substr(coalesce(nullif(
    replace(replace(replace(replace(replace(replace(replace(replace(substr(phone, 1, length(phone) - length(ltrim(phone, '+0123456789  ()-./'))), ' ', ''), ' ', ''), '+', ''), '(', ''), ')', ''), '-', ''), '.', ''), '/', ''),
    ''), digits), -9) end) virtual;
alter table contact add column phone_back text generated always as (
    substr(phone_end, -1, 1) || substr(phone_end, -2, 1) || substr(phone_end, -3, 1) || substr(phone_end, -4, 1) || substr(phone_end, -5, 1) || substr(phone_end, -6, 1) || substr(phone_end, -7, 1) || substr(phone_end, -8, 1) || substr(phone_end, -9, 1)) virtual;
create index customer_by_phone_end on customer (phone_end, id) where phone_end <> '';
create index customer_by_phone_back on customer (phone_back, id) where phone_back <> '';
create index contact_by_phone_end on contact (phone_end, customer) where phone_end <> '';
create index contact_by_phone_back on contact (phone_back, customer) where phone_back <> '';

-- Which cards went into another one.
create index customer_by_merged on customer (merged_into) where merged_into is not null;

-- Which parcels stand on a shelf.
create index parcel_by_place on parcel (place, id) where handed_at is null;

-- Names with an apostrophe are found without it as well.
delete from customer_words where rowid in (
    select id from customer where merged_into is null and erased_at is null
       and (name like '%''%' or name like '%’%' or contact like '%''%' or contact like '%’%'));
insert into customer_words (rowid, words)
    select c.id, replace(replace(w, '’', ' '), '''', ' ') || ' ' || replace(replace(w, '’', ''), '''', '')
    from (select id, name, contact, name || ' ' || contact || ' ' || city || ' ' || company_id || ' ' || vat_id || ' ' || email || ' ' || code
                 || coalesce((select group_concat(' ' || k.name || ' ' || k.email, '') from contact k where k.customer = customer.id), '') as w
          from customer where merged_into is null and erased_at is null) as c
    where c.name like '%''%' or c.name like '%’%' or c.contact like '%''%' or c.contact like '%’%';

-- Covers and messages.

-- What is printed on a person's badge: scanned where a code is asked for, it names the person. The PIN is still typed.
alter table staff add column badge text;
create unique index staff_by_badge on staff (badge);
