slip-title = Lístek { $number }
slip-order = Zakázka { $order }, balík { $parcel }
slip-total = Zboží s DPH
slip-paid = Na zakázku zaplaceno
slip-due = Na zakázce zbývá
slip-collected = Převzal(a): { $name }
