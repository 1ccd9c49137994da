section-coverage = Coverage
coverage-mode-day = Day
coverage-mode-week = Week
coverage-mode-weak = Single points
coverage-mode-depth = Resilience
coverage-key-plan = plan a cover
coverage-key-what-if = what if
coverage-key-as-it-is = back to what is
coverage-key-next-gap = next gap
coverage-key-day = this day
coverage-key-today = today
coverage-key-view = view
coverage-week-of = Week of { $date }
coverage-four-weeks = Four weeks from { $date }
coverage-closed = The office is closed then. Page Up and Page Down turn to another day; the opening hours are in the settings.
coverage-legend-owner = owner on duty
coverage-legend-cover = covered
coverage-legend-possible = so many could cover
coverage-legend-nobody = nobody
coverage-legend-changed = * changed
coverage-legend-underlined = underlined: changed
coverage-not-kept = Nobody was ever signed off for { $duty }, so nobody is missed. Section 1 signs somebody off.
coverage-owners = { $count ->
    [one] its owner is on duty
   *[other] { $count } owners are on duty
}
coverage-covered = covered
coverage-possible = { $count ->
    [one] nobody does it, one person here could
   *[other] nobody does it, { $count } people here could
}
coverage-nobody = nobody does it, and nobody here could
coverage-not-seen = By the roster. Not at a screen now: { $names }
coverage-owned-by = By { $names }
coverage-by-cover = { $coverer } for { $owner } until { $until } ({ $number })
coverage-could-too = Trained and here as well: { $names }
coverage-unowned = Nobody owns it.
coverage-owner-is = { $name } owns it: { $why }
coverage-and-more = and { $count } more
coverage-why-expired = not valid any more since { $date }
coverage-why-away = { $kind } until { $until }
coverage-why-break = at lunch until { $time }
coverage-why-later = comes at { $time }
coverage-why-gone = gone since { $time }
coverage-why-off = does not work on this day
coverage-why-partly = here for a part of it only
coverage-why-lent = has lent it by { $number }
coverage-away-holiday = holiday
coverage-away-sick = ill
coverage-away-errand = out
coverage-away-training = in training
coverage-away-lunch = lunch
coverage-away-other = away
coverage-away-supposed = away by supposition
coverage-nobody-trained = Nobody is trained to cover it: the view Single points says who should be.
coverage-not-here = not here ({ $why })
coverage-signed-in = signed in now
coverage-asked-already = asked, no answer yet
coverage-covers-already = covers { $duties } already
coverage-trained-until = trained until { $date }
coverage-trained = trained
coverage-practised = practised { $times ->
    [one] once
   *[other] { $times } times
}, last { $last }
coverage-never-practised = never practised
coverage-load = { $count ->
    [one] one thing open now
   *[other] { $count } things open now
}
coverage-cash = may take cash
coverage-alone = alone in { $duties }
coverage-no-gap = No gap here. Page Down goes on.
coverage-supposed = WHAT IF (nothing is kept, x goes back): without { $who }
coverage-if-title = What if somebody is away?
coverage-if-intro = Only the board changes, nothing is kept. Left and Right change a choice.
coverage-if-who = Who
coverage-if-when = Away
coverage-if-day = all of { $day }
coverage-if-from = { $day } from { $time } on
coverage-if-week = the whole week shown
coverage-if-next = the week after it
coverage-if-typed = from and until as below
coverage-from = From
coverage-until = Until
coverage-whom = Whom
coverage-anyone = anyone who can
coverage-plan-title = Plan a cover: { $span }
coverage-plan-for = { $duty } of { $owner }. Both are told in their inbox.
coverage-plan-for-nobody = { $duty }, which nobody owns. Whoever is asked is told in their inbox.
coverage-planned = { $number } is planned; both inboxes have it.
coverage-column-duty = Duty
coverage-column-who = Who
coverage-column-hours = Hours
coverage-column-first = First
coverage-column-note = Note
coverage-only = only { $name }
coverage-no-one = nobody
coverage-train = + train { $name } to cover
coverage-renew = + renew what { $name } knows
coverage-all-rounder = { $name } would be the second for { $count } duties: of two people who are away at once they can stand in for one only.
coverage-fixed = { $hours }: too few people are in
coverage-no-weak = Two people or more for every duty, all the time: nobody is irreplaceable.
coverage-no-training = No training ends these: too few people are in the office at those times.
coverage-fewest = { $count ->
    [one] One training is enough so that every duty has two people, or all who are in the office:
   *[other] { $count } trainings, and no fewer, give every duty two people, or all who are in the office:
}
coverage-at-most = { $count ->
    [one] One training is enough so that every duty has two people, or all who are in the office:
   *[other] At most { $count } trainings give every duty two people, or all who are in the office (fewer might do):
}
coverage-depth-intro = The fewest people who could do a duty at any moment: in each week, with the hours that hang on one or none, and in each half-hour of the day.
coverage-thin = { $thin } of { $all } hang on one person or none.
