//! `check`, the rules that one query can say: each finds nothing in an office that is whole.

/// A query that gives one text for every fault.
pub(super) struct Rule {
    /// The number of the invariant.
    pub(super) invariant: u8,
    pub(super) sql: &'static str,
}

pub(super) const RULES: &[Rule] = &[
    Rule { invariant: 1, sql: "select 'journal line ' || seq || ': its postings add up to ' || sum(amount) from posting group by seq having sum(amount) <> 0" },
    Rule { invariant: 2, sql: "select 'journal line ' || seq || ' has one posting' from posting group by seq having count(*) < 2" },
    Rule {
        invariant: 3,
        sql: "select 'order ' || o.number || ' was paid ' || o.paid || ', its postings say ' || coalesce(p.paid, 0) from orders o
              left join (select orders, -sum(amount) as paid from posting where account = 'customers' group by orders) p on p.orders = o.id where o.paid <> coalesce(p.paid, 0)",
    },
    Rule {
        invariant: 1,
        sql: "select 'drawer ' || d.number || ' should hold ' || d.expected || ', its postings say ' || (select coalesce(sum(p.amount), 0) from posting p where p.drawer = d.id) from drawer d
              where d.expected <> (select coalesce(sum(p.amount), 0) from posting p where p.drawer = d.id) or (d.closed_at is not null and d.expected <> 0)",
    },
    Rule {
        invariant: 41,
        sql: "select 'drawer ' || d.number || ' was closed with ' || d.expected_at_close || ' expected, its postings say otherwise' from drawer d
              where (d.closed_at is null) <> (d.expected_at_close is null)
                 or d.expected_at_close <> coalesce((select -p.amount from posting p join journal j on j.seq = p.seq
                    where p.drawer = d.id and p.amount < 0 and j.verb in ('drawer.close', 'drawer.take_over', 'drawer.take_alone') order by p.seq desc limit 1), 0)",
    },
    Rule {
        invariant: 41,
        sql: "select 'drawer ' || d.number || ', count ' || c.nr || ': ' || c.expected || ' expected, its postings until then say otherwise' from drawer_count c join drawer d on d.id = c.drawer
              where c.expected <> (select coalesce(sum(p.amount), 0) from posting p where p.drawer = d.id and p.seq < c.seq)",
    },
    Rule {
        invariant: 52,
        sql: "select 'drawer ' || d.number || ', count ' || c.nr || ' is not what the journal says was counted' from drawer_count c join drawer d on d.id = c.drawer
              left join journal j on j.seq = c.seq and j.verb in ('drawer.count', 'drawer.close', 'drawer.give', 'drawer.take_over', 'drawer.take_alone')
              where j.seq is null or j.staff is not c.counted_by or j.at <> c.at
                 or cast(round(100 * json_extract(j.data, '$.ask.counted')) as integer) is not c.counted or (j.verb = 'drawer.give') <> (c.given_to is not null)",
    },
    Rule {
        invariant: 52,
        sql: "select 'drawer ' || d.number || ' has ' || count(*) || ' counts, the last one is count ' || max(c.nr) from drawer_count c join drawer d on d.id = c.drawer
              group by d.id, d.number having count(*) <> max(c.nr)",
    },
    Rule {
        invariant: 52,
        sql: "select 'drawer ' || d.number || ' was closed by no count of whoever closed it' from drawer d
              where d.closed_at is not null and d.counted is not (select c.counted from drawer_count c where c.drawer = d.id and c.counted_by = d.closed_by and c.seq <= d.closed_seq order by c.nr desc limit 1)
                 or (d.closed_at is null) <> (d.closed_how is null) or d.float_left > coalesce(d.counted, 0)",
    },
    Rule {
        invariant: 52,
        sql: "select 'drawer ' || d.number || ' was not closed as the journal says' from drawer d left join journal j on j.seq = d.closed_seq
              where d.closed_at is not null and (j.seq is null or j.staff is not d.closed_by or j.at <> d.closed_at
                 or case d.closed_how when 'closed' then j.verb <> 'drawer.close' when 'both' then j.verb <> 'drawer.take_over'
                      else j.verb <> 'drawer.take_alone' and (j.verb <> 'drawer.take_over' or json_extract(j.data, '$.got.given') is not null) end
                 or cast(round(100 * coalesce(json_extract(j.data, '$.ask.float'), 0)) as integer) <> d.float_left)",
    },
    // An earlier version posted what stays as a float into the safe too.
    Rule {
        invariant: 52,
        sql: "select 'drawer ' || d.number || ' was closed with ' || d.float_left || ' left in it, its postings say otherwise' from drawer d
              left join (select seq, sum(case when account = 'safe' then amount else 0 end) as safe, sum(case when account = 'cash' and drawer is null then amount else 0 end) as stays
                         from posting group by seq) p on p.seq = d.closed_seq
              where d.closed_how = 'closed' and (coalesce(p.safe, 0) + coalesce(p.stays, 0) <> d.counted or coalesce(p.stays, 0) not in (0, d.float_left))",
    },
    Rule {
        invariant: 52,
        sql: "select 'drawer ' || d.number || ' was taken over as signed by both, and its owner has not signed' from drawer d where d.closed_how = 'both'
              and not exists (select 1 from drawer_count c where c.drawer = d.id and c.counted_by = d.staff and c.given_to = d.closed_by and c.expected = d.expected_at_close and c.seq < d.closed_seq)",
    },
    Rule {
        invariant: 51,
        sql: "select 'order ' || o.number || ' was rounded by ' || sum(p.rounding - p.carried) || ', the coin was ' || max(p.coin) from payment p join orders o on o.id = p.orders
              where p.coin > 0 group by o.id, o.number having 2 * abs(sum(p.rounding - p.carried)) > max(p.coin)",
    },
    Rule {
        invariant: 51,
        sql: "select 'payment ' || p.number || ' carries rounding of ' || p.carried || ' and belongs to no act' from payment p
              where p.carried <> 0 and (p.means <> 'cash' or p.act is null and p.takes_back is null)",
    },
    Rule {
        invariant: 51,
        sql: "select 'payment ' || p.number || ' belongs to an act that is not its customer''s' from payment p
              where p.act is not null and not exists (select 1 from payment f join document d on d.number = f.number where f.id = p.act and f.act is null and f.customer = p.customer)",
    },
    Rule {
        invariant: 9,
        sql: "select 'payment ' || p.number || ' is not what went over the counter' from payment p where p.means <> 'history'
              and not exists (select 1 from posting q where q.seq = p.seq and q.account = p.means and q.amount = p.amount + p.rounding)
              and p.amount + p.rounding <> 0",
    },
    Rule { invariant: 6, sql: "select 'counter ' || series from counter where next < 1" },
    Rule {
        invariant: 6,
        sql: "select 'order ' || number || ' is beyond its counter' from orders o where not exists (select 1 from counter c where c.series = substr(o.number, 1, 7) and cast(substr(o.number, 9) as integer) < c.next)
              and o.number like 'SO-____-%'",
    },
    Rule {
        invariant: 9,
        sql: "select 'order ' || o.number || ' says paid ' || o.paid || ', its payments say ' || (select coalesce(sum(p.amount), 0) from payment p where p.orders = o.id) from orders o
              where o.paid <> (select coalesce(sum(p.amount), 0) from payment p where p.orders = o.id)",
    },
    Rule {
        invariant: 11,
        sql: "select 'item ' || i.code || ' on hand ' || i.on_hand || ', its moves say ' || (select coalesce(sum(m.delta), 0) from stock_move m where m.item = i.id) from item i
              where i.on_hand <> (select coalesce(sum(m.delta), 0) from stock_move m where m.item = i.id)",
    },
    Rule {
        invariant: 11,
        sql: "select 'item ' || i.code || ': its bins do not add up' from item i where i.on_hand <> (select coalesce(sum(s.on_hand), 0) from stock s where s.item = i.id)",
    },
    Rule {
        invariant: 12,
        sql: "select 'item ' || i.code || ' in bin ' || b.code || ' was below zero at move ' || t.id from
              (select id, item, bin, sum(delta) over (partition by item, bin order by id) as balance from stock_move) t
              join item i on i.id = t.item join bin b on b.id = t.bin where t.balance < 0",
    },
    Rule {
        invariant: 13,
        sql: "select 'item ' || code || ' holds ' || allocated || ' of ' || on_hand || ', ' || missing || ' missing' from item where allocated < 0 or missing < 0 or allocated + missing > on_hand",
    },
    Rule {
        invariant: 13,
        sql: "select 'item ' || i.code || ' misses ' || i.missing || ', its bins say ' || coalesce(m.missing, 0) from item i
              left join (select item, sum(quantity) as missing from missing_goods group by item) m on m.item = i.id where i.missing <> coalesce(m.missing, 0)",
    },
    Rule {
        invariant: 13,
        sql: "select 'item ' || i.code || ' misses ' || m.quantity || ' in bin ' || b.code || ', which should hold ' || coalesce(s.on_hand, 0) from missing_goods m
              join item i on i.id = m.item join bin b on b.id = m.bin left join stock s on s.item = m.item and s.bin = m.bin where m.quantity > coalesce(s.on_hand, 0) or b.own = 1",
    },
    Rule { invariant: 19, sql: "select 'missing goods of item ' || m.item from missing_goods m where not exists (select 1 from journal j where j.seq = m.seq and j.verb = 'order.pick')" },
    Rule { invariant: 19, sql: "select 'the picking of order ' || p.orders from picking p where not exists (select 1 from sign_in s where s.staff = p.staff and s.terminal = p.terminal and s.opened_at <= p.since)" },
    Rule {
        invariant: 14,
        sql: "select 'item ' || i.code || ' holds ' || i.allocated || ', its lines say ' || coalesce(h.held, 0) from item i
              left join (select item, sum(allocated) as held from order_line where allocated > 0 group by item) h on h.item = i.id where i.allocated <> coalesce(h.held, 0)",
    },
    Rule {
        invariant: 15,
        sql: "select 'order ' || o.number || ' line ' || l.line || ' handed over ' || l.handed_over || ', its moves differ' from order_line l join orders o on o.id = l.orders
              left join (select orders, line, -sum(delta) as gone from stock_move where kind in ('hand-over', 'history') and orders is not null group by orders, line) g
                on g.orders = l.orders and g.line = l.line
              where l.handed_over <> coalesce(g.gone, 0) or l.handed_over > l.ordered",
    },
    Rule {
        invariant: 15,
        sql: "select 'order ' || o.number || ' line ' || l.line || ' says picked ' || l.picked || ', its parcels differ' from order_line l join orders o on o.id = l.orders
              where l.picked <> (select coalesce(sum(pl.quantity), 0) from parcel p join parcel_line pl on pl.parcel = p.id
                                 where p.orders = l.orders and pl.line = l.line and p.handed_at is null)",
    },
    Rule {
        invariant: 16,
        sql: "select 'order ' || o.number || ' is over and holds goods' from orders o join order_line l on l.orders = o.id
              where o.commercial in ('closed', 'cancelled') and (l.allocated > 0 or l.waiting > 0)",
    },
    Rule {
        invariant: 15,
        sql: "select 'order ' || o.number || ' line ' || l.line || ': came back ' || l.returned || ' of ' || l.handed_over || ', need not be paid ' || l.refunded from order_line l join orders o on o.id = l.orders
              where l.returned > l.handed_over or l.refunded > l.returned
                 or l.returned <> (select coalesce(sum(r.quantity), 0) from return_line r where r.orders = l.orders and r.line = l.line and r.outcome <> 'reject')",
    },
    Rule { invariant: 19, sql: "select 'exception ' || number from exception e where not exists (select 1 from journal j where j.seq = e.seq)" },
    Rule { invariant: 19, sql: "select 'count ' || number from stock_count c where not exists (select 1 from journal j where j.seq = c.seq and (j.verb = 'stock.count' or j.verb in ('stock.adjust', 'stock.write_off') and json_extract(j.data, '$.got.count') = c.number))" },
    Rule { invariant: 17, sql: "select 'order ' || number || ' has no lines' from orders o where not exists (select 1 from order_line l where l.orders = o.id)" },
    Rule {
        invariant: 41,
        sql: "select 'order ' || o.number || ' stands in the lists for ' || o.customer_name || ', its customer is ' || c.name from orders o join customer c on c.id = o.customer where o.customer_name <> c.name",
    },
    Rule { invariant: 18, sql: "select 'request ' || id from request r where not exists (select 1 from journal j where j.seq = r.seq and j.verb = r.verb)" },
    Rule { invariant: 19, sql: "select 'order ' || number from orders o where not exists (select 1 from journal j where j.seq = o.made_seq)" },
    Rule { invariant: 19, sql: "select 'customer ' || code from customer c where not exists (select 1 from journal j where j.seq = c.made_seq)" },
    Rule { invariant: 19, sql: "select 'payment ' || number from payment p where not exists (select 1 from journal j where j.seq = p.seq)" },
    Rule { invariant: 19, sql: "select 'parcel ' || number from parcel p where not exists (select 1 from journal j where j.seq = p.seq)" },
    Rule {
        invariant: 19,
        sql: "select 'evidence of staff ' || coalesce(e.staff, j.staff) || ': ' || coalesce(e.verb, j.verb) || ' ' || coalesce(e.times, 0) || ' times, the journal says ' || coalesce(j.times, 0) from evidence e
              full join (select g.staff, g.verb, g.times, l.at as last_at
                         from (select staff, verb, count(*) as times, max(seq) as seq from journal where staff is not null and duty is not null and seq > 1 group by staff, verb) g
                         join journal l on l.seq = g.seq) j
                on j.staff = e.staff and j.verb = e.verb where e.times is not j.times or e.last_at is not j.last_at",
    },
    Rule {
        invariant: 19,
        sql: "select 'evidence of staff ' || e.staff || ': ' || e.verb || ' is no work in ' || e.duty || ' by the journal' from evidence e
              left join (select distinct staff, verb, duty from journal where staff is not null and duty is not null) j
                on j.staff = e.staff and j.verb = e.verb and j.duty = e.duty where j.staff is null",
    },
    Rule {
        invariant: 20,
        sql: "select 'the journal has lost its guard ' || g.name from (select 'journal_keeps_lines' as name union all select 'journal_keeps_words') g
              where not exists (select 1 from sqlite_master m where m.type = 'trigger' and m.name = g.name)",
    },
    Rule { invariant: 19, sql: "select 'training step ' || id from training_step t where not exists (select 1 from journal j where j.seq = t.seq and j.verb in ('training.read_card', 'training.practised', 'training.supervised'))" },
    Rule { invariant: 19, sql: "select 'training plan ' || number from training_plan p where not exists (select 1 from journal j where j.seq = p.seq and j.verb = 'training.plan')" },
    Rule {
        invariant: 27,
        sql: "select 'training step ' || t.id || ' is signed by somebody else than who wrote it' from training_step t join journal j on j.seq = t.seq
              where j.staff is not coalesce(t.trainer, t.staff)",
    },
    Rule {
        invariant: 19,
        sql: "select 'training plan ' || p.number || ' is fulfilled and open' from training_plan p join competence c on c.staff = p.staff and c.duty = p.duty
              where p.ended_at is null and c.seq > p.seq and (c.level = p.level or c.level = 'own')",
    },
    Rule {
        invariant: 19,
        sql: "select 'question ' || t.number || ' was opened by no journal line' from thread t
              where not exists (select 1 from journal j where j.seq = t.seq and j.verb in ('question.ask', 'call.note', 'callback.promise', 'handback.dispute'))",
    },
    Rule {
        invariant: 19,
        sql: "select 'question ' || t.number || ' entry ' || e.nr || ' was said by no journal line' from thread_entry e join thread t on t.id = e.thread
              where not exists (select 1 from journal j where j.seq = e.seq and j.staff = e.by and j.at = e.at)",
    },
    Rule {
        invariant: 19,
        sql: "select 'question ' || t.number || ' says ' || t.entries || ' entries' from thread t where t.entries <> (select count(*) from thread_entry e where e.thread = t.id)",
    },
    Rule { invariant: 19, sql: "select 'question ' || number || ' is settled without who and when' from thread where state = 'settled' and (settled_at is null or settled_by is null)" },
    Rule { invariant: 19, sql: "select 'question ' || t.number || ' waits for somebody who has left' from thread t join staff s on s.id = t.to_staff where t.state <> 'settled' and s.active = 0" },
    Rule {
        invariant: 27,
        sql: "select 'question ' || t.number || ' entry ' || e.nr || ' lies outside of its cover' from thread_entry e join thread t on t.id = e.thread join cover c on c.id = e.cover
              where e.by is not c.coverer or e.at < c.starts_at or e.at > coalesce(c.ended_at, c.ends_at)",
    },
    Rule { invariant: 22, sql: "select 'move ' || id from stock_move m where not exists (select 1 from journal j where j.seq = m.seq)" },
    Rule {
        invariant: 27,
        sql: "select 'journal line ' || j.seq || ' lies outside of its cover' from journal j join cover c on c.id = j.cover
              where j.staff is not c.coverer or j.at < c.starts_at or j.at > coalesce(case when c.ended_how = 'timed-out' then null else c.ended_at end, c.ends_at + 120000)
                 or ',' || c.duties || ',' not like '%,' || j.duty || ',%'",
    },
    Rule {
        invariant: 29,
        // What was written before a manager has set the time back has times that were never.
        sql: "with back as materialized (select seq, at from journal where verb = 'clock.correct')
              select 'journal line ' || j.seq || ' came from no open sign-in' from journal j left join sign_in s on s.id = j.sign_in
              where j.seq > 1 and j.verb not in ('session.wrong_pin', 'file.restored') and (s.id is null or s.staff is not j.staff or s.terminal <> j.terminal
                 or (j.at < s.opened_at or j.at > coalesce(s.closed_at, j.at)) and not exists (select 1 from back b where b.seq > j.seq and b.at < j.at))",
    },
    Rule {
        invariant: 30,
        sql: "select 'covers ' || a.number || ' and ' || b.number || ' lend one duty to one person at once' from cover a join cover b on b.coverer = a.coverer and b.id > a.id
              join (select 'reception' as duty union all select 'sales' union all select 'marketing' union all select 'service' union all select 'fulfilment'
                    union all select 'stock' union all select 'production' union all select 'accounting') d
                on ',' || a.duties || ',' like '%,' || d.duty || ',%' and ',' || b.duties || ',' like '%,' || d.duty || ',%'
              where a.starts_at is not null and b.starts_at is not null
                and a.starts_at < coalesce(b.ended_at, b.ends_at) and b.starts_at < coalesce(a.ended_at, a.ends_at)",
    },
    Rule { invariant: 31, sql: "select 'cover ' || number || ' lasts too long' from cover where starts_at is not null and ends_at - starts_at > 43200000 or ended_at > ends_at" },
    Rule { invariant: 32, sql: "select 'cover ' || number from cover c where not exists (select 1 from journal j where j.seq = c.seq and j.verb in ('cover.ask', 'cover.offer', 'cover.plan', 'cover.declare', 'cover.hand_on', 'arrangement.begin'))" },
    Rule {
        invariant: 30,
        sql: "select 'covers ' || a.number || ' and ' || b.number || ' are planned for one person and one duty at once' from cover a join cover b on b.coverer = a.coverer and b.id > a.id
              join (select 'reception' as duty union all select 'sales' union all select 'marketing' union all select 'service' union all select 'fulfilment'
                    union all select 'stock' union all select 'production' union all select 'accounting') d
                on ',' || a.duties || ',' like '%,' || d.duty || ',%' and ',' || b.duties || ',' like '%,' || d.duty || ',%'
              where a.ended_at is null and b.ended_at is null and a.begins_at is not null and b.begins_at is not null and a.starts_at is null and b.starts_at is null
                and a.begins_at < b.ends_at and b.begins_at < a.ends_at",
    },
    Rule {
        invariant: 31,
        sql: "select 'cover ' || number || ' was begun outside of its time' from cover
              where begins_at is not null and (accepted_at is null and starts_at is not null or starts_at < begins_at - 900000 or starts_at >= ends_at or ends_at <= begins_at)",
    },
    Rule { invariant: 36, sql: "select 'staff ' || code || ': ' || wrong_pins || ' wrong PINs and not locked' from staff where wrong_pins >= 5 and locked_until is null" },
    Rule {
        invariant: 40,
        sql: "select 'customer ' || c.code || ' is found by no word of its name' from customer c where c.erased_at is null and c.merged_into is null
              and not exists (select 1 from customer_words w where w.rowid = c.id)",
    },
    Rule { invariant: 44, sql: "select 'journal line ' || seq || ' has a PIN' from journal where data like '%\"pin\":\"%'" },
    Rule {
        invariant: 31,
        sql: "select 'cover ' || c.number || ' goes on with ' || p.number || ', which is not for the same owner and duties, or ended later' from cover c join cover p on p.id = c.parent
              where c.owner is not p.owner or c.duties <> p.duties or p.starts_at is null or c.starts_at < coalesce(p.ended_at, p.ends_at)",
    },
    Rule {
        invariant: 31,
        sql: "select 'cover ' || number || ' was handed on to nobody' from cover p where ended_how = 'handed-on' and not exists (select 1 from cover c where c.parent = p.id and c.starts_at = p.ended_at)",
    },
    Rule {
        invariant: 31,
        sql: "select 'cover ' || c.number || ' begins from an arrangement that is not agreed then' from cover c join arrangement a on a.id = c.arrangement
              where a.agreed_at is null or a.agreed_at > c.starts_at or a.ended_at < c.starts_at or a.owner is not c.owner or a.coverer is not c.coverer or a.duties <> c.duties",
    },
    Rule { invariant: 31, sql: "select 'arrangement ' || arrangement || ' was begun twice for one time' from cover where arrangement is not null group by arrangement, begins_at having count(*) > 1" },
    Rule { invariant: 32, sql: "select 'arrangement ' || number from arrangement a where not exists (select 1 from journal j where j.seq = a.seq and j.verb = 'arrangement.make')" },
    Rule { invariant: 19, sql: "select 'usual week of staff ' || staff || ' from day ' || valid_from from roster_week w where not exists (select 1 from journal j where j.seq = w.seq and j.verb = 'roster.set_week')" },
    Rule { invariant: 19, sql: "select 'day ' || day || ' of staff ' || staff from roster_day d where not exists (select 1 from journal j where j.seq = d.seq and j.verb in ('roster.set_day', 'roster.copy_week'))" },
    Rule { invariant: 19, sql: "select 'office day ' || day from office_day d where not exists (select 1 from journal j where j.seq = d.seq and j.verb in ('calendar.close', 'calendar.open'))" },
    Rule { invariant: 19, sql: "select 'absence ' || number from absence a where not exists (select 1 from journal j where j.seq = a.seq and j.verb = 'absence.ask')" },
    Rule {
        invariant: 46,
        sql: "select 'absences ' || a.number || ' and ' || b.number || ' of one person lie at the same time' from absence a join absence b on b.staff = a.staff and b.id > a.id
              where a.state = 'approved' and b.state = 'approved' and a.starts_at < b.ends_at and b.starts_at < a.ends_at",
    },
    Rule {
        invariant: 33,
        sql: "select 'cover ' || c.number || ': line ' || a.line || ' is answered and is not of it' from handback_answer a join cover c on c.id = a.cover
              where not exists (select 1 from journal j where j.seq = a.line and j.cover = a.cover)",
    },
    Rule {
        invariant: 33,
        sql: "select 'cover ' || c.number || ': line ' || a.line || ' is disputed and nobody is asked about it' from handback_answer a join cover c on c.id = a.cover
              where a.answer = 'disputed' and not exists (select 1 from thread t where t.cover = a.cover and t.line = a.line and t.kind = 'dispute')
                and exists (select 1 from journal j where j.seq = a.seq and j.verb = 'handback.dispute' and json_extract(j.data, '$.got.question') is not null)",
    },
    Rule { invariant: 33, sql: "select 'cover ' || number || ' has a first thing and nobody to do it' from cover where first_thing <> '' and (first_by is null or seen_at is null and ended_at is null)" },
    Rule { invariant: 35, sql: "select 'terminal ' || terminal from sign_in where closed_at is null group by terminal, screen having count(*) > 1" },
];
