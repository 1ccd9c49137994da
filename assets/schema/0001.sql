-- The tables of an office. Money: minor units of the office's currency. Quantities: thousandths.
-- Instants: UTC milliseconds. Dates: days since 1970-01-01 in the office's time zone.
-- A CHECK stands wherever INVARIANTS.md says that something must never be.

create table office (
    id          integer primary key check (id = 1),
    name        text not null,
    currency    text not null check (length(currency) = 3),
    zone        text not null,
    language    text not null check (language in ('en', 'cs')),
    founded_at  integer not null
) strict;

-- The next number of each series ('SO-2026', 'P-2026', 'C', ...): invariant 6.
create table counter (
    series text primary key,
    next   integer not null check (next > 0)
) strict, without rowid;

create table setting (
    key   text primary key,
    value text not null
) strict, without rowid;

create table staff (
    id           integer primary key,
    code         text not null unique,
    name         text not null,
    desk         text not null check (desk in ('front', 'back')),
    language     text not null check (language in ('en', 'cs')),
    pin_hash     text not null,
    active       integer not null default 1 check (active in (0, 1)),
    wrong_pins   integer not null default 0 check (wrong_pins >= 0),
    locked_until integer,
    made_seq     integer not null
) strict;

create table competence (
    staff       integer not null references staff,
    duty        text not null check (duty = 'reception' or duty = 'sales' or duty = 'marketing' or duty = 'service' or duty = 'fulfilment' or duty = 'stock' or duty = 'production' or duty = 'accounting' or duty = 'management'),
    level       text not null check (level = 'aware' or level = 'cover' or level = 'own'),
    valid_until integer,
    signed_by   integer not null references staff,
    signed_at   integer not null,
    seq         integer not null,
    primary key (staff, duty)
) strict, without rowid;

-- One person per terminal at a time: invariant 35.
create table sign_in (
    id        integer primary key,
    staff     integer not null references staff,
    terminal  text not null,
    screen    integer not null check (screen in (0, 1)),
    opened_at integer not null,
    closed_at integer,
    how       text,
    seq       integer not null,
    check (closed_at is null or closed_at >= opened_at)
) strict;
create unique index sign_in_open on sign_in (terminal) where closed_at is null;
create index sign_in_present on sign_in (staff) where closed_at is null;

create table customer (
    id          integer primary key,
    code        text not null unique,
    name        text not null check (name <> ''),
    folded      text not null,
    company_id  text not null default '',
    contact     text not null default '',
    phone       text not null default '',
    digits      text not null default '',
    email       text not null default '',
    street      text not null default '',
    city        text not null default '',
    postal_code text not null default '',
    country     text not null default '',
    note        text not null default '',
    made_seq    integer not null,
    changed_seq integer not null
) strict;
create index customer_by_name on customer (folded, id);
create index customer_by_digits on customer (digits) where digits <> '';
create virtual table customer_words using fts5 (
    words, content = '', contentless_delete = 1, prefix = '1 2 3 4 5 6 7 8', tokenize = 'unicode61 remove_diacritics 2', detail = 'none'
);

create table item (
    id         integer primary key,
    code       text not null unique,
    barcode    text not null default '',
    name       text not null check (name <> ''),
    folded     text not null,
    unit       text not null,
    price      integer not null check (price >= 0),
    vat        integer not null check (vat between 0 and 10000),
    active     integer not null default 1 check (active in (0, 1)),
    on_hand    integer not null default 0 check (on_hand >= 0),
    allocated  integer not null default 0 check (allocated between 0 and on_hand),
    made_seq   integer not null,
    changed_seq integer not null
) strict;
create unique index item_by_barcode on item (barcode) where barcode <> '';
create index item_by_name on item (folded, id);

create table bin (
    id   integer primary key,
    code text not null unique,
    -- '@parcels' holds what is picked and not handed over, '@history' what was shipped before this file began.
    own  integer not null default 0 check (own in (0, 1))
) strict;

create table stock (
    item    integer not null references item,
    bin     integer not null references bin,
    on_hand integer not null check (on_hand >= 0),
    primary key (item, bin)
) strict, without rowid;

-- Lists of words are checked with `or`: for `in` SQLite builds a table at every insert.
-- States are derived by model::order::states and stored for the indexes.
create table orders (
    id           integer primary key,
    number       text not null unique,
    customer     integer not null references customer,
    placed_at    integer not null,
    placed_by    integer not null references staff,
    promised_at  integer,
    queue_at     integer not null,
    delivery     text not null check (delivery in ('pickup', 'delivery')),
    papers       text not null default '',
    note         text not null default '',
    reference    text not null default '',
    hold         text,
    cancelled    text,
    total        integer not null check (total >= 0),
    deposit      integer not null default 0 check (deposit >= 0),
    paid         integer not null default 0 check (paid >= 0),
    on_account   integer not null default 0 check (on_account in (0, 1)),
    commercial   text not null check (commercial = 'quote' or commercial = 'sent' or commercial = 'taken' or commercial = 'on-hold' or commercial = 'closed' or commercial = 'cancelled' or commercial = 'lapsed'),
    fulfilment   text not null check (fulfilment = 'new' or fulfilment = 'waiting' or fulfilment = 'to-pick' or fulfilment = 'picking' or fulfilment = 'ready' or fulfilment = 'partly-handed-over' or fulfilment = 'handed-over' or fulfilment = 'returned'),
    money        text not null check (money = 'nothing-due' or money = 'deposit-due' or money = 'to-pay' or money = 'to-invoice' or money = 'partly-paid' or money = 'paid' or money = 'refund-due'),
    open         integer not null check (open in (0, 1)),
    pickable     integer not null default 0 check (pickable in (0, 1)),
    changed_seq  integer not null,
    made_seq     integer not null
) strict;
create index orders_by_time on orders (placed_at, id);
create index orders_by_customer on orders (customer, placed_at, id);
create index orders_by_state on orders (commercial, placed_at, id) where commercial <> 'closed';
create index orders_open on orders (fulfilment, queue_at, id) where open = 1;
create index orders_open_newest on orders (placed_at, id) where open = 1;
create index orders_open_by_customer on orders (customer) where open = 1;
create index orders_to_pick on orders (queue_at, id) where pickable = 1;

create table order_line (
    orders      integer not null references orders,
    line        integer not null check (line > 0),
    item        integer not null references item,
    name        text not null,
    unit        text not null,
    ordered     integer not null check (ordered > 0),
    price       integer not null check (price >= 0),
    vat         integer not null check (vat between 0 and 10000),
    discount    integer not null default 0 check (discount between 0 and 10000),
    net         integer not null check (net >= 0),
    cancelled   integer not null default 0 check (cancelled >= 0),
    allocated   integer not null default 0 check (allocated >= 0),
    picked      integer not null default 0 check (picked between 0 and allocated),
    handed_over integer not null default 0 check (handed_over >= 0),
    -- What an open, running order still lacks: ordered, not cancelled, not held, not handed over.
    waiting     integer not null default 0 check (waiting >= 0),
    primary key (orders, line),
    check (cancelled + allocated + handed_over + waiting <= ordered)
) strict, without rowid;
create index order_line_waiting on order_line (item) where waiting > 0;
create index order_line_open on order_line (item) where allocated > 0;

create table parcel (
    id           integer primary key,
    number       text not null unique,
    orders       integer not null references orders,
    picked_by    integer not null references staff,
    picked_at    integer not null,
    place        text not null default '',
    ready_at     integer,
    handed_at    integer,
    handed_by    integer references staff,
    collected_by text not null default '',
    seq          integer not null,
    check (handed_at is null or ready_at is not null)
) strict;
create index parcel_by_order on parcel (orders);
create index parcel_here on parcel (picked_at) where handed_at is null;

create table parcel_line (
    parcel   integer not null references parcel,
    line     integer not null,
    bin      integer not null references bin,
    item     integer not null references item,
    quantity integer not null check (quantity > 0),
    primary key (parcel, line, bin)
) strict, without rowid;

-- The ledger of stock. A pick moves goods from a bin to '@parcels'; a hand-over takes them out of the office.
create table stock_move (
    id     integer primary key,
    seq    integer not null,
    item   integer not null references item,
    bin    integer not null references bin,
    delta  integer not null check (delta <> 0),
    kind   text not null check (kind = 'receive' or kind = 'adjust' or kind = 'pick' or kind = 'unpick' or kind = 'hand-over' or kind = 'history'),
    orders integer references orders,
    line   integer
) strict;
create index stock_move_by_item on stock_move (item, id);
create index stock_move_by_order on stock_move (orders) where orders is not null;

create table payment (
    id      integer primary key,
    number  text not null unique,
    orders  integer not null references orders,
    amount  integer not null check (amount > 0),
    means   text not null check (means = 'cash' or means = 'card' or means = 'transfer' or means = 'history'),
    at      integer not null,
    seq     integer not null
) strict;
create index payment_by_order on payment (orders);

create table paper (
    orders    integer not null references orders,
    kind      text not null,
    signed_by text not null,
    seq       integer not null,
    primary key (orders, kind)
) strict, without rowid;

-- What was printed, kept as it was printed, so that a reprint is identical.
create table document (
    number text primary key,
    kind   text not null,
    orders integer references orders,
    text   text not null,
    seq    integer not null
) strict;
create index document_by_order on document (orders) where orders is not null;

create table cover (
    id          integer primary key,
    number      text not null unique,
    kind        text not null check (kind = 'asked' or kind = 'declared' or kind = 'customer'),
    -- comma-separated duties, in the order of model::Duty
    duties      text not null check (duties <> ''),
    reason      text not null check (reason = 'lunch' or reason = 'sick' or reason = 'errand' or reason = 'customer-waiting' or reason = 'training' or reason = 'other'),
    -- whose duties: empty only where nobody was named
    owner       integer references staff,
    -- the person asked; empty: anyone who can
    asked       integer references staff,
    coverer     integer references staff,
    orders      integer references orders,
    parent      integer references cover,
    asked_at    integer not null,
    starts_at   integer,
    ends_at     integer not null,
    ended_at    integer,
    ended_how   text check (ended_how = 'handed-back' or ended_how = 'taken-back' or ended_how = 'timed-out' or ended_how = 'ended-by-manager' or ended_how = 'handed-on' or ended_how = 'signed-out' or ended_how = 'closed-with-card' or ended_how = 'withdrawn' or ended_how = 'declined' or ended_how = 'never-begun'),
    ended_by    integer references staff,
    note        text not null default '',
    hand_back   text not null default '',
    seen_at     integer,
    seq         integer not null,
    check ((ended_at is null) = (ended_how is null)),
    check (starts_at is null or coverer is not null),
    check (coverer is null or owner is null or coverer <> owner)
) strict;
create index cover_running on cover (coverer) where ended_at is null;
create index cover_unended on cover (id) where ended_at is null;
create index cover_of on cover (owner) where seen_at is null;

create table handback_answer (
    cover  integer not null references cover,
    line   integer not null,
    answer text not null check (answer in ('accepted', 'disputed')),
    words  text not null default '',
    by     integer not null references staff,
    at     integer not null,
    seq    integer not null,
    primary key (cover, line)
) strict, without rowid;

-- What one desk is told: short picks, declared covers, released orders.
create table notice (
    id       integer primary key,
    at       integer not null,
    desk     text check (desk in ('front', 'back')),
    staff    integer references staff,
    kind     text not null,
    orders   integer references orders,
    cover    integer references cover,
    data     text not null default '{}',
    read_at  integer,
    read_by  integer references staff,
    seq      integer not null,
    check (desk is not null or staff is not null)
) strict;
create index notice_desk on notice (desk, id) where read_at is null and desk is not null;
create index notice_staff on notice (staff, id) where read_at is null and staff is not null;
create index notice_all on notice (desk, staff, id);

create table journal (
    seq      integer primary key,
    at       integer not null,
    staff    integer references staff,
    terminal text not null,
    sign_in  integer,
    duty     text,
    cover    integer references cover,
    review   integer not null default 0 check (review in (0, 1)),
    verb     text not null,
    subject  text not null,
    orders   integer,
    data     text not null,
    prev     blob not null check (length(prev) = 32),
    hash     blob not null check (length(hash) = 32)
) strict;
create index journal_by_order on journal (orders, seq) where orders is not null;
create index journal_by_cover on journal (cover, seq) where cover is not null;
create trigger journal_keeps_lines before delete on journal begin select raise(abort, 'journal lines stay'); end;
create trigger journal_keeps_words before update on journal begin select raise(abort, 'journal lines stay'); end;

-- The first answer to a request that carried an id: invariant 18.
create table request (
    id     text primary key,
    verb   text not null,
    seq    integer not null,
    answer text not null
) strict, without rowid;
