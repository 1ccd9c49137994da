-- Covers by consent.

-- Why a cover of somebody's duties began without their yes; empty: they agreed, or nobody was named.
alter table cover add column unasked text not null default '' check (unasked = '' or unasked = 'away' or unasked = 'ill' or unasked = 'unanswered');

-- A script signs in beside whoever sits at a screen of the same name, and signs nobody out.
drop index sign_in_open;
create unique index sign_in_open on sign_in (terminal, screen) where closed_at is null;

-- An arrangement that ended because one of the two left the office comes back with them.
alter table arrangement add column ended_with_leaver integer not null default 0 check (ended_with_leaver in (0, 1));
