staff-key-new = new person
staff-key-sign-off = sign off training
staff-key-pin = set PIN
staff-owns-and-covers = { $owns } + { $covers }
staff-until = until { $date }
staff-language = Language
staff-new-title = New person
staff-new-intro = They own the duties of their home desk; training is signed off with t.
staff-added = { $code } is added.
staff-duty = Duty
staff-level = Level
staff-valid-until = Valid until (date)
staff-sign-off-title = Training of { $name }
staff-sign-off-duty-title = { $name }: { $duty }
staff-sign-off-intro = You sign this off with your name.
staff-signed-off = Signed off for { $code }.
staff-signed-off-lower = Signed off for { $name }; what they had was more: { $level }.
staff-lowers = This lowers what they have: { $level }.
staff-pin-title = New PIN of { $name }
staff-new-pin = New PIN
staff-pin-set = { $code } has a new PIN.
staff-discount-max = Discount up to % (sales)
own-pin-title = Change my PIN
own-pin-now = PIN so far
own-pin-again = New PIN again
own-pin-changed = Your PIN is changed.
staff-key-edit = edit
staff-leave-title = { $name } leaves the office
staff-leave-intro = Signed out everywhere; questions to them go to their desk. What they did stays, and l takes them back.
staff-leave-sure = Do they leave?
staff-leave-signed-in = Signed in now: { $terminals }.
staff-leave-covers = With them { $covers ->
    [0] no cover
    [one] one cover or request
   *[other] { $covers } covers and requests
} and { $arrangements ->
    [0] no standing arrangement
    [one] one standing arrangement
   *[other] { $arrangements } standing arrangements
} end.
staff-key-leave = leaves the office
staff-key-return = is back
staff-empty = Nobody yet. n adds somebody.
staff-has-left = has left
staff-edit-title = Change { $name }
staff-edited = { $code } is changed.
staff-left = { $code } has left and is signed out everywhere; l takes them back.
staff-returned = { $code } is back, with PIN and training as before; l lets them go.
staff-locked = Locked by wrong PINs until { $when }; p sets a new PIN and ends it.
staff-badge = Badge (scan it)
staff-has-badge = Badge { $badge }
