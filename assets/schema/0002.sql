-- Money at the counter (drawers, a ledger in double entry), exceptions, returns, counts.

create table drawer (
    id        integer primary key,
    number    text not null unique,
    staff     integer not null references staff,
    terminal  text not null,
    opened_at integer not null,
    float     integer not null check (float >= 0),
    -- what should be in it: its postings' sum; invariant 1
    expected  integer not null check (expected >= 0),
    -- taken over from this one
    parent    integer references drawer,
    cover     integer references cover,
    counted   integer check (counted >= 0),
    closed_at integer,
    closed_by integer references staff,
    reason    text not null default '',
    seq       integer not null,
    check ((closed_at is null) = (counted is null))
) strict;
create unique index drawer_open on drawer (staff) where closed_at is null;
create index drawer_by_time on drawer (opened_at, id);

create table payment_2 (
    id       integer primary key,
    number   text not null unique,
    orders   integer not null references orders,
    customer integer not null references customer,
    -- what it settles; below zero: money given back
    amount   integer not null check (amount <> 0),
    means    text not null check (means = 'cash' or means = 'card' or means = 'transfer' or means = 'history'),
    -- cash as it was given, and what was rounded up (or down) for want of small coins
    tendered integer check (tendered > 0),
    rounding integer not null default 0,
    drawer   integer references drawer,
    reason   text not null default '',
    at       integer not null,
    seq      integer not null,
    check (tendered is null or tendered >= amount + rounding)
) strict;
insert into payment_2 (id, number, orders, customer, amount, means, at, seq)
    select p.id, p.number, p.orders, o.customer, p.amount, p.means, p.at, p.seq from payment p join orders o on o.id = p.orders;
drop table payment;
alter table payment_2 rename to payment;
create index payment_by_order on payment (orders);
create index payment_in_cash on payment (customer, at) where means = 'cash';

-- Every movement of money with its counterpart: what one verb posts adds up to zero (invariants 1 and 2).
create table posting (
    seq     integer not null,
    nr      integer not null check (nr > 0),
    account text not null check (account = 'cash' or account = 'card' or account = 'transfer' or account = 'history' or account = 'customers' or account = 'rounding' or account = 'safe' or account = 'difference'),
    amount  integer not null check (amount <> 0),
    drawer  integer references drawer,
    orders  integer references orders,
    primary key (seq, nr)
) strict, without rowid;
create index posting_by_drawer on posting (drawer, seq) where drawer is not null;
insert into posting (seq, nr, account, amount, orders) select seq, 2 * row_number() over (partition by seq order by id) - 1, means, amount, orders from payment;
insert into posting (seq, nr, account, amount, orders) select seq, 2 * row_number() over (partition by seq order by id), 'customers', -amount, orders from payment;

create table stock_move_2 (
    id     integer primary key,
    seq    integer not null,
    item   integer not null references item,
    bin    integer not null references bin,
    delta  integer not null check (delta <> 0),
    kind   text not null check (kind = 'receive' or kind = 'adjust' or kind = 'pick' or kind = 'unpick' or kind = 'hand-over' or kind = 'history' or kind = 'return' or kind = 'write-off' or kind = 'count' or kind = 'move'),
    orders integer references orders,
    line   integer
) strict;
insert into stock_move_2 select * from stock_move;
drop table stock_move;
alter table stock_move_2 rename to stock_move;
create index stock_move_by_item on stock_move (item, id);
create index stock_move_by_order on stock_move (orders) where orders is not null;

alter table order_line add column returned integer not null default 0 check (returned >= 0);
alter table order_line add column refunded integer not null default 0 check (refunded >= 0);

-- A change that came after the goods were picked: somebody of the back office decides.
create table exception (
    id         integer primary key,
    number     text not null unique,
    orders     integer not null references orders,
    line       integer not null,
    -- what the customer wants of the line now
    wanted     integer not null check (wanted >= 0),
    reason     text not null,
    asked_at   integer not null,
    asked_by   integer not null references staff,
    decision   text check (decision = 'put-back' or decision = 'keep' or decision = 'send'),
    decided_at integer,
    decided_by integer references staff,
    seq        integer not null,
    check ((decision is null) = (decided_at is null))
) strict;
create unique index exception_open on exception (orders, line) where decision is null;
create index exception_by_order on exception (orders);

create table return_line (
    id       integer primary key,
    number   text not null,
    orders   integer not null references orders,
    line     integer not null,
    quantity integer not null check (quantity > 0),
    outcome  text not null check (outcome = 'restock' or outcome = 'replace' or outcome = 'refund' or outcome = 'reject'),
    bin      integer references bin,
    reason   text not null,
    seq      integer not null
) strict;
create index return_line_by_order on return_line (orders);

-- A blind count of a bin: what was counted, and what the file had at that moment.
create table stock_count (
    id          integer primary key,
    number      text not null,
    bin         integer not null references bin,
    item        integer not null references item,
    counted     integer not null check (counted >= 0),
    expected    integer not null check (expected >= 0),
    counted_at  integer not null,
    counted_by  integer not null references staff,
    approved_at integer,
    approved_by integer references staff,
    seq         integer not null,
    unique (number, item)
) strict;
create index stock_count_open on stock_count (number) where approved_at is null;

alter table bin add column walk integer not null default 0;
alter table item add column low_at integer not null default 0 check (low_at >= 0);
create index item_low on item (folded, id) where active = 1 and low_at > 0 and on_hand - allocated <= low_at;
alter table customer add column account_limit integer check (account_limit >= 0);
alter table customer add column merged_into integer references customer;
alter table customer add column erased_at integer;
alter table competence add column discount_max integer check (discount_max between 0 and 10000);
alter table document add column wide text not null default '';
create index orders_owed on orders (customer) where on_account = 1 and paid < total;
