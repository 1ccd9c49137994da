-- Who is here when, covers that are planned, training, questions between the desks.
-- Hours of a day are written as people say them, "08:00-12:00,12:30-16:30" (the gap is the break); empty: does not work.

-- What somebody usually works on a weekday (1 is Monday), from a day on: of the rows of one weekday the latest that has begun counts.
create table roster_week (
    staff      integer not null references staff,
    weekday    integer not null check (weekday between 1 and 7),
    valid_from integer not null,
    hours      text not null,
    desk       text not null check (desk = 'front' or desk = 'back'),
    seq        integer not null,
    primary key (staff, weekday, valid_from)
) strict, without rowid;

-- One day that is otherwise.
create table roster_day (
    day   integer not null,
    staff integer not null references staff,
    hours text not null,
    desk  text not null check (desk = 'front' or desk = 'back'),
    note  text not null default '',
    seq   integer not null,
    primary key (day, staff)
) strict, without rowid;

-- Days on which the office is closed, or open although it is a public holiday.
create table office_day (
    day  integer primary key,
    open integer not null check (open in (0, 1)),
    name text not null,
    seq  integer not null
) strict;

create table absence (
    id         integer primary key,
    number     text not null unique,
    staff      integer not null references staff,
    kind       text not null check (kind = 'holiday' or kind = 'sick' or kind = 'errand' or kind = 'training' or kind = 'lunch' or kind = 'other'),
    starts_at  integer not null,
    ends_at    integer not null,
    note       text not null default '',
    asked_at   integer not null,
    asked_by   integer not null references staff,
    state      text not null check (state = 'asked' or state = 'approved' or state = 'declined' or state = 'withdrawn'),
    decided_at integer,
    decided_by integer references staff,
    words      text not null default '',
    seq        integer not null,
    check (ends_at > starts_at),
    check ((state = 'asked') = (decided_at is null))
) strict;
create index absence_by_end on absence (ends_at, id) where state = 'approved';
create index absence_asked on absence (id) where state = 'asked';
create index absence_by_staff on absence (staff, starts_at, id);
-- Who has gone home today.
create index sign_in_left on sign_in (closed_at, staff) where screen = 1 and closed_at is not null;

-- A cover that is planned has a time at which it is to begin, and is accepted before it begins.
alter table cover add column begins_at integer;
alter table cover add column accepted_at integer;
alter table cover add column declined text not null default '';
alter table cover add column arrangement integer references arrangement;
-- What the owner does first, chosen from the sheet: the read-back.
alter table cover add column first_thing text not null default '';
alter table cover add column first_by integer references staff;
create index cover_first on cover (first_by) where first_thing <> '';
create index drawer_by_cover on drawer (cover) where cover is not null;
create index cover_planned on cover (begins_at, id) where begins_at is not null and starts_at is null and ended_at is null;
-- What was asked is read when it is answered.
create index notice_by_cover on notice (cover) where cover is not null and read_at is null;
create index cover_by_parent on cover (parent) where parent is not null;
create index cover_by_start on cover (starts_at, id) where starts_at is not null;

-- "The clerk covers the receptionist's lunch on weekdays": each day a cover that begins with one key.
create table arrangement (
    id          integer primary key,
    number      text not null unique,
    owner       integer not null references staff,
    coverer     integer not null references staff,
    duties      text not null check (duties <> ''),
    reason      text not null,
    -- '1,2,3,4,5'
    weekdays    text not null check (weekdays <> ''),
    -- minutes of the local day
    starts      integer not null check (starts between 0 and 1439),
    ends        integer not null check (ends > starts and ends <= starts + 720),
    valid_from  integer not null,
    valid_until integer,
    made_by     integer not null references staff,
    agreed_at   integer,
    ended_at    integer,
    seq         integer not null,
    check (owner <> coverer)
) strict;
create index arrangement_running on arrangement (id) where ended_at is null;

-- A step on the way to the next level of a duty.
create table training_step (
    id      integer primary key,
    staff   integer not null references staff,
    duty    text not null,
    step    text not null check (step = 'card-read' or step = 'practised' or step = 'supervised'),
    -- the verb whose card it was
    card    text not null,
    at      integer not null,
    trainer integer references staff,
    result  text not null default '',
    seq     integer not null,
    check ((step = 'supervised') = (trainer is not null)),
    check (trainer is null or trainer <> staff)
) strict;
create index training_step_of on training_step (staff, duty, id);

create table training_plan (
    id      integer primary key,
    number  text not null unique,
    staff   integer not null references staff,
    duty    text not null,
    level   text not null check (level = 'cover' or level = 'own'),
    trainer integer references staff,
    due_day integer not null,
    made_at integer not null,
    ended_at integer,
    ended_how text check (ended_how = 'done' or ended_how = 'dropped'),
    seq     integer not null,
    check ((ended_at is null) = (ended_how is null))
) strict;
create index training_plan_open on training_plan (due_day, id) where ended_at is null;
create unique index training_plan_once on training_plan (staff, duty) where ended_at is null;

-- A question between the desks, a telephone message, a promised call-back, a dispute: with its answers.
create table thread (
    id         integer primary key,
    number     text not null unique,
    kind       text not null check (kind = 'question' or kind = 'phone' or kind = 'call-back' or kind = 'dispute'),
    -- of a question its words, of a message and a call-back who called or is to be called, of a dispute what is disputed
    subject    text not null check (subject <> ''),
    orders     integer references orders,
    customer   integer references customer,
    cover      integer references cover,
    -- the journal line that is disputed
    line       integer,
    -- to a person, to whoever owns or covers a duty, or to a desk
    to_staff   integer references staff,
    to_duty    text,
    to_desk    text check (to_desk = 'front' or to_desk = 'back'),
    urgent     integer not null default 0 check (urgent in (0, 1)),
    phone      text not null default '',
    due_at     integer,
    -- when it begins to wait: when a call-back is due, when anything else was asked
    queue_at   integer not null,
    asked_at   integer not null,
    asked_by   integer not null references staff,
    state      text not null check (state = 'open' or state = 'answered' or state = 'settled'),
    settled_at integer,
    settled_by integer references staff,
    -- how many there are
    entries    integer not null check (entries > 0),
    changed_seq integer not null,
    seq        integer not null,
    check ((to_staff is not null) + (to_duty is not null) + (to_desk is not null) = 1),
    check ((kind = 'call-back') = (due_at is not null)),
    check ((state = 'settled') = (settled_at is not null) and (settled_at is null) = (settled_by is null))
) strict;
create index thread_open on thread (queue_at, id) where state <> 'settled';
create index thread_settled on thread (id) where state = 'settled';
create index thread_to_staff on thread (to_staff) where state <> 'settled' and to_staff is not null;
create index thread_by_order on thread (orders, id) where orders is not null;
create index thread_by_customer on thread (customer, id) where customer is not null;
create index thread_by_cover on thread (cover, id) where cover is not null;

create table thread_entry (
    thread integer not null references thread,
    nr     integer not null check (nr > 0),
    by     integer not null references staff,
    at     integer not null,
    words  text not null,
    cover  integer references cover,
    seq    integer not null,
    primary key (thread, nr)
) strict, without rowid;
create index thread_entry_by_cover on thread_entry (cover, thread, nr) where cover is not null;

-- How often each person has done each thing, and when last: the evidence of a competence, added up from the journal as it grows.
create table evidence (
    staff   integer not null references staff,
    verb    text not null,
    duty    text not null,
    times   integer not null check (times > 0),
    last_at integer not null,
    primary key (staff, verb)
) strict, without rowid;
insert into evidence (staff, verb, duty, times, last_at)
    select staff, verb, max(duty), count(*), max(at) from journal where staff is not null and duty is not null and seq > 1 group by staff, verb;

-- A bin that is counted again settles what waits of the count before.
create index stock_count_waits on stock_count (item, bin) where approved_at is null;
-- Since when somebody was away: their sign-ins, newest first.
create index sign_in_by_staff on sign_in (staff, id);

-- What happened to a customer's card, for their history.
create index journal_of_customer on journal (subject, seq) where verb >= 'customer.' and verb < 'customer/';

-- A payment that was noted by mistake, and the one that takes it back whole.
alter table payment add column takes_back integer references payment;
create unique index payment_taken_back on payment (takes_back) where takes_back is not null;

-- What was done under covers is added up without reading the journal's lines.
drop index journal_by_cover;
create index journal_by_cover on journal (cover, seq, review, orders, at) where cover is not null;
