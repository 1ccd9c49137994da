picking-key-pick = pick
picking-key-all = pick all
picking-key-ready = ready
picking-key-unpack = unpack
picking-key-done = packed
picking-empty = Nothing to pick. Orders appear here by themselves; Tab shows the parcels.
picking-queue = to pick
picking-parcels = parcels here
picking-no-place = not ready
picking-title = Pick { $order }
picking-undecided = to decide
picking-picked = Packed as { $parcel }; u among the parcels (Tab) unpacks it.
picking-short = { $count ->
    [one] One line is short; the front desk is told.
   *[other] { $count } lines are short; the front desk is told.
  }
picking-unpacked = { $parcel } is unpacked; its goods are in their bins and to be picked again (Tab).
picking-unpack-title = Unpack { $parcel }?
picking-unpack-about = Its goods go back to their bins and have to be picked again.
picking-ready-title = Where is { $parcel } put?
picking-ready-intro = The shelf where the counter finds it, such as P3.
picking-is-ready = { $parcel } is ready on { $place }.
picking-wrong-item = { $code } is not in this order.
picking-too-many = That is one { $code } too many.
picking-wrong-bin = Nothing for this order lies in { $bin }.
picking-key-label = label
label-wider = In a window of { $columns } columns the bars are shown.
picking-elsewhere-bin = { $bin } should have { $quantity }
picking-elsewhere-order = { $order } holds { $quantity }
picking-take-title = { $item } for { $order }: where the rest may lie
picking-take-from = Take from
picking-take-nothing = nobody: it waits
picking-taken = { $order } has it now; { $from } waits again.
picking-by = ► { $who }
picking-by-now = ► { $who } is picking this
picking-by-since = { $who } has been picking this since { $when }.
verb-order-take-held = taken from another order
verb-picking-begin = began to pick
verb-picking-leave = left unpicked
refused-less-is-held = The order { $order } holds { $there } { $unit } of { $item } that nobody has picked, no more.
refused-less-is-awaited = The order { $order } waits for { $there } { $unit } of { $item }, no more.
refused-picked-by-another = { $who } has been picking { $order } since { $at }.
picking-all-title = Pick all of { $order }?
picking-all-about = Everything that is held for it leaves its bins and makes one parcel.
refused-bin-no-shelf = { $bin } is a bin for goods and no shelf for parcels. Scan a shelf; r puts the parcel where you type.
refused-shelf-is-bin = { $bin } is a bin for goods and no shelf for parcels. Saving once more makes it one.
refused-shelf-is-new = { $bin } is no shelf yet. Saving once more makes it a new one.
refused-shelf-is-new-near = { $bin } is no shelf yet; near it: { $near }. Saving once more makes it a new one.
picking-key-more = one more
picking-key-less = one less
picking-key-missing = missing
picking-key-bin = other bin
picking-key-shelf = to the shelf
picking-no-other-bin = { $item } lies in no other bin.
picking-over = More than the order wants: { $item }, put { $quantity } back and count it down with -.
picking-nothing-left = { $who }, { $when }: { $what }. Nothing is left to pick; Esc closes.
picking-not-counted = Not counted, and left for later: { $items }.
picking-part-counted = Not all found: { $items }; the rest is missing until the bin is counted.
picking-save-again = Ctrl-S again packs what was counted.
picking-packed-by = { $who } packed it as { $parcel } { $when }. What you counted stays here to compare; Esc closes.
picking-changed = { $who }, { $when }: { $what }. What you counted stays.
picking-scan = Scan
picking-scan-hint = bin, item or piece
picking-pieces = { $done } of { $all } pieces
picking-of = of { $quantity }
picking-there = { $quantity } should lie in { $bin }
picking-elsewhere = others: { $bins }
picking-shelf = Shelf
picking-emptiest = the emptiest that is free
picking-parcels-there = { $count ->
    [0] free
    [one] one parcel
   *[other] { $count } parcels
  }
picking-shelves = Pickup shelves
picking-free = free
picking-beside = where this order stands already
