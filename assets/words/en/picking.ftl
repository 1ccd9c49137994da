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
picking-intro = What was really found / wanted; Tab: from which bin. Less leaves a back-order and tells the front desk.
picking-picked = Packed as { $parcel }; u among the parcels (Tab) unpacks it.
picking-short = { $count ->
    [one] One line is short; the front desk is told.
   *[other] { $count } lines are short; the front desk is told.
  }
picking-unpacked = { $parcel } is unpacked; its goods are in their bins and to be picked again (Tab).
picking-ready-title = Where is { $parcel } put?
picking-ready-intro = The shelf where the counter finds it, such as P3.
picking-is-ready = { $parcel } is ready on { $place }.
picking-wrong-item = { $code } is not in this order.
picking-too-many = That is one { $code } too many.
picking-wrong-bin = Nothing for this order lies in { $bin }.
picking-key-label = label
label-wider = In a window of { $columns } columns the bars are shown.
picking-not-scanned = Not scanned: { $items }. Ctrl-S again packs them as they stand.
