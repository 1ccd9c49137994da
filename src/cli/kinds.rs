//! What `swingdoor list` can list: the columns of each kind, and the query that reads a page of it.

/// A kind of thing: the names of its columns, and a query that pages by its first column, the key ($1 the last key, $2 a state, $3 a customer, $4 the page).
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    pub(super) sql: &'static str,
}

/// Weekdays as numbers, 1 is Monday; times by the clock in the office, an end before the beginning is on the next day.
const ARRANGEMENTS: &str = "select a.id, a.number, o.code, s.code, a.duties, a.reason, a.weekdays, substr(cast(100 + a.starts / 60 as text), 2) || ':' || substr(cast(100 + a.starts % 60 as text), 2),
              substr(cast(100 + a.ends / 60 % 24 as text), 2) || ':' || substr(cast(100 + a.ends % 60 as text), 2),
              a.valid_from, a.valid_until, m.code, a.agreed_at, a.ended_at
       from arrangement a cross join staff o on o.id = a.owner cross join staff s on s.id = a.coverer cross join staff m on m.id = a.made_by
       where a.id > $1 and ($2 = '' or $2 = 'open' and a.ended_at is null) and $3 = $3 order by a.id limit $4";

/// Stock as it was at the end of a day.
pub(super) const STOCK_AT: &str = "stock at a day";

/// What is known of an item's stock.
const STOCK: &[&str] = &[
    "item",
    "name",
    "unit",
    "on_hand",
    "allocated",
    "missing",
    "free",
];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "order",
        columns: &["number", "customer", "name", "placed_at", "needed_at", "commercial", "fulfilment", "money", "total", "paid", "due",
            "shipped_at", "delivery", "papers", "note", "discount", "with_vat", "deposit", "hold", "cancelled"],
        // What left before this file began bears the day that it bore then.
        sql: "select o.id, o.number, c.code, c.name, o.placed_at, o.promised_at, o.commercial, o.fulfilment, o.money, o.total, o.paid, o.total - o.paid,
                     case when o.fulfilment = 'handed-over' or o.fulfilment = 'returned' then coalesce(nullif(o.reference, ''), (select max(p.handed_at) from parcel p where p.orders = o.id)) end,
                     o.delivery, o.papers, o.note, o.discount, o.with_vat, o.deposit, o.hold, o.cancelled
              from orders o cross join customer c on c.id = o.customer
              where o.id > $1 and ($2 = '' or o.commercial = $2 or o.fulfilment = $2 or o.money = $2 or $2 = 'open' and o.open = 1) and ($3 = '' or c.code = $3) order by o.id limit $4",
    },
    // What is to be paid of each line; of a cancelled order what it had.
    Kind {
        name: "line",
        columns: &["order", "line", "item", "name", "unit", "quantity", "price", "vat_percent", "discount"],
        sql: "select l.orders * 100000 + l.line, o.number, l.line, i.code, l.name, l.unit, case when o.cancelled is null then l.ordered - l.cancelled - l.refunded else l.ordered end,
                     l.price, l.vat, l.discount
              from order_line l cross join orders o on o.id = l.orders cross join item i on i.id = l.item cross join customer c on c.id = o.customer
              where l.orders >= $1 / 100000 and l.orders * 100000 + l.line > $1 and ($2 = '' or $2 = 'open' and o.open = 1) and ($3 = '' or c.code = $3) order by l.orders, l.line limit $4",
    },
    Kind {
        name: "customer",
        columns: &["code", "name", "contact", "phone", "email", "street", "city", "postal_code", "country", "company_id", "vat_id", "note", "limit", "merged_into", "erased_at"],
        sql: "select c.id, c.code, c.name, c.contact, c.phone, c.email, c.street, c.city, c.postal_code, c.country, c.company_id, c.vat_id, c.note, c.account_limit,
                     (select m.code from customer m where m.id = c.merged_into), c.erased_at from customer c
              where c.id > $1 and $2 = $2 and ($3 = '' or c.code = $3) order by c.id limit $4",
    },
    // The people at customers besides the one on the card.
    Kind {
        name: "contact",
        columns: &["customer", "name", "role", "phone", "email", "may_pick_up"],
        sql: "select t.customer * 1000 + t.nr, c.code, t.name, t.role, t.phone, t.email, t.may_pick_up from contact t cross join customer c on c.id = t.customer
              where t.customer >= $1 / 1000 and t.customer * 1000 + t.nr > $1 and $2 = $2 and ($3 = '' or c.code = $3) order by t.customer, t.nr limit $4",
    },
    // Where it lies, a bin a line; what is packed lies in no bin.
    Kind {
        name: "item",
        columns: &["code", "name", "unit", "price", "vat_percent", "on_hand", "allocated", "missing", "free", "active", "barcode", "low_at", "bins"],
        sql: "select i.id, i.code, i.name, i.unit, i.price, i.vat, i.on_hand, i.allocated, i.missing, i.on_hand - i.allocated - i.missing, i.active, i.barcode, i.low_at, i.id
              from item i where i.id > $1 and $2 = $2 and $3 = $3 order by i.id limit $4",
    },
    Kind {
        name: "parcel",
        columns: &["number", "order", "place", "picked_at", "ready_at", "handed_at", "collected_by"],
        sql: "select p.id, p.number, o.number, p.place, p.picked_at, p.ready_at, p.handed_at, p.collected_by from parcel p cross join orders o on o.id = p.orders
              where p.id > $1 and $2 = $2 and $3 = $3 order by p.id limit $4",
    },
    Kind {
        name: "exception",
        columns: &["number", "order", "line", "item", "wanted", "reason", "asked_at", "asked_by", "decision", "decided_at", "decided_by"],
        sql: "select e.id, e.number, o.number, e.line, i.code, e.wanted, e.reason, e.asked_at, a.code, e.decision, e.decided_at, d.code
              from exception e cross join orders o on o.id = e.orders cross join order_line l on l.orders = e.orders and l.line = e.line cross join item i on i.id = l.item
              cross join staff a on a.id = e.asked_by left join staff d on d.id = e.decided_by
              where e.id > $1 and ($2 = '' or $2 = 'open' and e.decision is null) and $3 = $3 order by e.id limit $4",
    },
    Kind {
        name: "cover",
        columns: &["number", "kind", "duties", "reason", "owner", "asked", "coverer", "begins_at", "accepted_at", "starts_at", "ends_at", "ended_at", "ended", "arrangement"],
        sql: "select c.id, c.number, c.kind, c.duties, c.reason, o.code, a.code, s.code, c.begins_at, c.accepted_at, c.starts_at, c.ends_at, c.ended_at, c.ended_how, r.number from cover c
              left join staff o on o.id = c.owner left join staff a on a.id = c.asked left join staff s on s.id = c.coverer left join arrangement r on r.id = c.arrangement where c.id > $1 and $2 = $2 and $3 = $3 order by c.id limit $4",
    },
    Kind {
        name: "arrangement",
        columns: &["number", "owner", "coverer", "duties", "reason", "weekdays", "starts", "ends", "first_date", "last_date", "made_by", "agreed_at", "ended_at"],
        sql: ARRANGEMENTS,
    },
    Kind {
        name: "staff",
        columns: &["code", "name", "desk", "language", "active"],
        sql: "select id, code, name, desk, language, active from staff where id > $1 and $2 = $2 and $3 = $3 order by id limit $4",
    },
    Kind {
        name: "competence",
        columns: &["staff", "duty", "level", "valid_until_at"],
        sql: "select s.id * 100 + c.rank, s.code, c.duty, c.level, c.valid_until from staff s cross join
                (select staff, duty, level, valid_until, row_number() over (partition by staff order by duty) as rank from competence) c on c.staff = s.id
              where s.id * 100 + c.rank > $1 and $2 = $2 and $3 = $3 order by 1 limit $4",
    },
    Kind {
        name: "training",
        columns: &["training", "staff", "duty", "step", "card", "at", "trainer", "result"],
        sql: "select t.id, t.id, s.code, t.duty, t.step, t.card, t.at, r.code, t.result from training_step t cross join staff s on s.id = t.staff
              left join staff r on r.id = t.trainer where t.id > $1 and $2 = $2 and $3 = $3 order by t.id limit $4",
    },
    Kind {
        name: "training-plan",
        columns: &["number", "staff", "duty", "level", "trainer", "due_date", "made_at", "ended_at", "ended"],
        sql: "select p.id, p.number, s.code, p.duty, p.level, r.code, p.due_day, p.made_at, p.ended_at, p.ended_how from training_plan p
              cross join staff s on s.id = p.staff left join staff r on r.id = p.trainer
              where p.id > $1 and ($2 = '' or $2 = 'open' and p.ended_at is null) and $3 = $3 order by p.id limit $4",
    },
    Kind {
        name: "absence",
        columns: &["number", "staff", "name", "kind", "starts_at", "ends_at", "state", "note", "asked_at", "decided_at", "decided_by", "words"],
        sql: "select a.id, a.number, s.code, s.name, a.kind, a.starts_at, a.ends_at, a.state, a.note, a.asked_at, a.decided_at, d.code, a.words
              from absence a cross join staff s on s.id = a.staff left join staff d on d.id = a.decided_by
              where a.id > $1 and ($2 = '' or $2 = 'open' and a.state = 'asked') and $3 = $3 order by a.id limit $4",
    },
    Kind {
        name: "move",
        columns: &["seq", "item", "bin", "delta", "kind", "order"],
        sql: "select m.id, m.seq, i.code, b.code, m.delta, m.kind, o.number from stock_move m cross join item i on i.id = m.item cross join bin b on b.id = m.bin
              left join orders o on o.id = m.orders where m.id > $1 and $2 = $2 and $3 = $3 order by m.id limit $4",
    },
    Kind {
        name: "payment",
        columns: &["number", "order", "amount", "means", "at", "tendered", "rounding", "drawer", "reason"],
        sql: "select p.id, p.number, o.number, p.amount, p.means, p.at, p.tendered, p.rounding, (select d.number from drawer d where d.id = p.drawer), p.reason from payment p cross join orders o on o.id = p.orders where p.id > $1 and $2 = $2 and $3 = $3 order by p.id limit $4",
    },
    Kind {
        name: "missing",
        columns: &["item", "name", "bin", "quantity", "order", "since_at", "noted_by"],
        sql: "select m.item * 1000000 + m.bin, i.code, i.name, b.code, m.quantity, o.number, m.since, s.code from missing_goods m cross join item i on i.id = m.item
              cross join bin b on b.id = m.bin cross join orders o on o.id = m.orders cross join staff s on s.id = m.noted_by
              where m.item * 1000000 + m.bin > $1 and $2 = $2 and $3 = $3 order by 1 limit $4",
    },
    Kind {
        name: "stock",
        columns: STOCK,
        sql: "select id, code, name, unit, on_hand, allocated, missing, on_hand - allocated - missing from item where id > $1 and $2 = $2 and $3 = $3 order by id limit $4",
    },
    // As it was: what is held and missing is known of now alone.
    Kind {
        name: STOCK_AT,
        columns: STOCK,
        // $2: the last line of the journal that counts.
        sql: "select i.id, i.code, i.name, i.unit,
                     cast(coalesce((select sum(m.delta) from stock_move m where m.item = i.id and m.seq <= cast($2 as bigint)), 0) as bigint), null, null, null
              from item i where i.id > $1 and $3 = $3 order by i.id limit $4",
    },
    Kind {
        name: "drawer",
        columns: &["number", "staff", "terminal", "opened_at", "closed_at", "float", "expected", "first_counted", "counts", "counted", "difference", "reason", "closed", "closed_by", "float_left", "card", "transfer"],
        sql: "select d.id, d.number, s.code, d.terminal, d.opened_at, d.closed_at, d.float,
                coalesce(d.expected_at_close, d.expected),
                (select c.counted from drawer_count c where c.drawer = d.id and c.nr = 1), (select count(*) from drawer_count c where c.drawer = d.id),
                d.counted, d.counted - d.expected_at_close, d.reason, d.closed_how, k.code, case when d.closed_at is not null then d.float_left end,
                (select cast(coalesce(sum(p.amount), 0) as bigint) from posting p cross join journal j on j.seq = p.seq
                  where p.seq > d.seq and p.seq < coalesce(d.closed_seq, 9223372036854775807) and p.account = 'card' and j.staff = d.staff),
                (select cast(coalesce(sum(p.amount), 0) as bigint) from posting p cross join journal j on j.seq = p.seq
                  where p.seq > d.seq and p.seq < coalesce(d.closed_seq, 9223372036854775807) and p.account = 'transfer' and j.staff = d.staff)
              from drawer d cross join staff s on s.id = d.staff left join staff k on k.id = d.closed_by
              where d.id > $1 and ($2 = '' or $2 = 'open' and d.closed_at is null) and $3 = $3 order by d.id limit $4",
    },
    Kind {
        name: "posting",
        columns: &["seq", "account", "amount", "drawer", "order"],
        sql: "select p.seq * 100 + p.nr, p.seq, p.account, p.amount, d.number, o.number from posting p left join drawer d on d.id = p.drawer left join orders o on o.id = p.orders
              where p.seq >= $1 / 100 and p.seq * 100 + p.nr > $1 and $2 = $2 and $3 = $3 order by p.seq, p.nr limit $4",
    },
    Kind {
        name: "notice",
        columns: &["notice", "at", "desk", "staff", "kind", "order", "cover", "data", "read_at"],
        sql: "select n.id, n.id, n.at, n.desk, s.code, n.kind, o.number, c.number, n.data, n.read_at from notice n left join staff s on s.id = n.staff
              left join orders o on o.id = n.orders left join cover c on c.id = n.cover where n.id > $1 and $2 = $2 and $3 = $3 order by n.id limit $4",
    },
    Kind {
        name: "question",
        columns: &["number", "kind", "subject", "order", "customer", "cover", "from", "to", "urgent", "phone", "due_at", "asked_at", "state", "settled_at", "settled_by", "entries", "last"],
        sql: "select t.id, t.number, t.kind, t.subject, o.number, c.code, v.number, a.code, coalesce(p.code, t.to_duty, t.to_desk), t.urgent, t.phone, t.due_at, t.asked_at, t.state, t.settled_at, z.code, t.entries, e.words
              from thread t left join orders o on o.id = t.orders left join customer c on c.id = t.customer left join cover v on v.id = t.cover left join staff a on a.id = t.asked_by
              left join staff p on p.id = t.to_staff left join staff z on z.id = t.settled_by left join thread_entry e on e.thread = t.id and e.nr = t.entries
              where t.id > $1 and ($2 = '' or t.state = $2) and ($3 = '' or c.code = $3) order by t.id limit $4",
    },
    Kind {
        name: "journal",
        columns: &["seq", "at", "staff", "terminal", "duty", "cover", "review", "verb", "subject", "data"],
        sql: "select j.seq, j.seq, j.at, s.code, j.terminal, j.duty, c.number, j.review, j.verb, j.subject, j.data from journal j left join staff s on s.id = j.staff
              left join cover c on c.id = j.cover where j.seq > $1 and $2 = $2 and $3 = $3 order by j.seq limit $4",
    },
];
