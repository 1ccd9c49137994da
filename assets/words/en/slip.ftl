slip-title = Slip { $number }
slip-order = Order { $order }, parcel { $parcel }
slip-total = Goods with VAT
slip-paid = Paid on the order
slip-due = Still due on the order
slip-collected = Collected by: { $name }
