section-training = Training
training-key-supervised = supervised step
training-key-plan = plan
training-key-withdraw = withdraw
training-key-drop = drop the plan
training-tab-matrix = Who knows what
training-tab-plan = Plan ({ $open })
training-who-can = own + cover
training-legend = ! runs out within 30 days   × has run out   + training planned   · untrained
training-untrained = Nothing is signed off. t signs it off.
training-signed = { $level }, signed off by { $who } on { $at }
training-discount = discount up to { $discount }
training-ran-out = it ran out on { $day }
training-runs-out = { $days ->
    [0] it runs out today
    [one] it runs out in one day, on { $day }
   *[other] it runs out in { $days } days, on { $day }
  }
training-last = Last practised { $at }: { $done }
training-never = Never done in the office yet.
training-no-loss = Without it the coming four weeks stay as well covered.
training-next = To { $level }:
training-with = with { $who }
training-plan-line = { $plan }: { $level } by { $day }
training-teaches = { $who } teaches
training-step-card-read = card read
training-step-practised = practised
training-step-supervised = under supervision
training-step-signed = signed off
training-supervised-title = { $name }: { $duty } under supervision
training-supervised-intro = Whoever stood beside signs this: own code, own PIN.
training-supervised-done = Kept for { $name }.
training-card = What was done
training-result = How it went
training-trainer-code = Trainer's code
training-trainer-pin = Trainer's PIN
training-due = By (date)
training-trainer = Trainer (code, or none)
training-plan-title = Plan: { $name } learns { $duty }
training-plan-intro = The sign-off ends the plan by itself.
training-planned = { $plan } is planned.
training-dropped = { $plan } is dropped.
training-column-plan = Plan
training-column-trainer = Teaches
training-plan-empty = Nothing is planned. Tab goes to the matrix; there p plans the chosen person's training.
training-plan-empty-wanted = Nothing is planned yet. g plans what is suggested above, due in four weeks; Tab goes to the matrix, where p plans for the chosen person.
training-plan-empty-look = Nothing is planned; management plans. Meanwhile: F1 has the cards to read, F4 the practice.
training-key-resilience = resilience
training-cards-read = { $all ->
    [one] { $read } of { $all } card read
   *[other] { $read } of { $all } cards read
}
plan-open = open
plan-late = late
plan-ended-done = done
plan-ended-dropped = dropped
verb-training-practised = practised
verb-training-supervised = done under supervision
verb-training-plan = training planned
verb-training-drop = training plan dropped
inbox-training-planned = Planned: { $name } learns { $duties } by { $words }
refused-trainer-oneself = Nobody is their own trainer: for { $duty } somebody else stands beside and signs.
refused-trainer-not-owner = A trainer in { $duty } owns that duty or management. Those who do: { $who }.
refused-trainee-gone = { $name } does not work here any more.
refused-level-not-planned = For { $duty } this level cannot be planned; a plan leads to cover or own, in management to own only.
refused-level-reached = { $name } has { $duty } at the level "{ $level }" already, without an end.
refused-planned-already = { $plan } plans { $duty } for { $name } already. Drop it first, or let it be done.
refused-plan-ended = { $plan } is over already.
kind-plan = training plan
staff-withdraw-title = { $name }: withdraw { $duty }
staff-withdraw-intro = From now on they can neither own nor cover it.
staff-withdraw-sure = Withdraw
staff-withdrawn = Withdrawn from { $code }.
refused-store-practice = { $path } is a practice copy; it is not an office, and nothing from it is kept.
refused-practice-no-room = The disk is full: a practice copy needs up to { $megabytes } MB in { $path }, and so much is not free. Nothing was left there; make room, or set TMPDIR to another folder.
inbox-runs-out = { $days ->
    [0] Training in { $duty } runs out today. F9, Training.
    [one] Training in { $duty } runs out in one day. F9, Training.
   *[other] Training in { $duty } runs out in { $days } days. F9, Training.
  }
training-loss = Without it, over four weeks: { $bare } with nobody, { $single } with one person alone.
training-key-take-over = plan what is suggested
training-taken-over = The suggestions are planned.
training-wanted = The fewest trainings that end single points of failure for four weeks:
training-wanted-line = { $name }: { $duty }, one more for { $hours }
training-renew-line = { $name }: renew { $duty }, one more for { $hours }
training-wanted-more = and { $count } more
