customers-key-new = new customer
customers-key-edit = edit
customers-empty = No customers yet. n adds the first.
customers-by-name = by name
customers-newest = newest
customers-name = Name
customers-contact = Contact
customers-email = E-mail
customers-street = Street
customers-postal-code = Post code
customers-company-id = Company id
customers-new-title = New customer
customers-edit-title = Edit { $name }
customers-saved = { $code } is saved.
customers-added = { $code } is added.
customers-key-merge = merge
customers-key-limit = limit on account
customers-key-erase = erase
customers-merge-title = Merge { $name } ({ $code }) into another card
customers-merge-intro = Its orders and payments go there for good; papers stay as they were printed.
customers-merge-typed = Look for (name, phone)
customers-merge-into = Into
customers-merge-nobody = none chosen
customers-merge-found = { $count ->
    [one] One card found: choose it with left or right.
   *[other] { $count } cards found: choose one with left or right.
}
customers-merge-with = This card stays: { $card }; { $orders ->
    [0] without orders
    [one] one order
   *[other] { $orders } orders
}
customers-merged = Merged into { $code }.
customers-limit-title = Limit on account of { $name }
customers-limit-intro = Empty: the office's own limit; 0: nothing leaves unpaid.
customers-erase-title = Erase the personal data of { $name }
customers-erase-intro = Name, telephone, addresses, notes and who collected go for good. Orders, payments and issued papers stay under the code; so does the journal.
customers-erased = The personal data of { $code } are erased.
customers-added-alike = { $code } is added. It looks like { $others }: m merges them.
verb-customer-merge = customers merged
verb-customer-erase = customer erased
verb-customer-set-limit = limit on account set
refused-same-customer = { $customer } is the same card.
refused-customer-merged = { $customer } was merged into { $into }; use that one.
refused-customer-erased = The data of { $customer } were erased.
refused-customer-erased-already = The data of { $customer } are erased already, since { $at }.
refused-customer-has-orders = { $order } of { $customer } still runs; end it first.
customers-key-card = card
customers-key-contacts = contacts
customers-vat-id = VAT id
customers-country = Country
customers-role = For
customers-alike = Known already? { $others }
customers-contacts-title = Contacts of { $name }
customers-contact-new = (a new one)
customers-contact-intro = With all fields empty this contact goes.
customer-merged-into = Merged into { $into }.
customer-erased = The personal data were erased.
customer-ready = READY: { $parcel } on { $place } since { $when } ({ $order })
customer-no-orders = No orders yet.
customer-nothing-open = Nothing is open.
customer-open = { $count ->
    [one] { $count } open order
   *[other] { $count } open orders
}
customer-unpaid = unpaid: { $amount }
customer-on-account = on account: { $owes }
customer-on-account-of = on account: { $owes } of { $limit }
customer-since = customer since { $day }
verb-customer-set-contact = contact changed
refused-bad-company-id = "{ $value }" is no company id: its check digit is wrong. A digit may be mistyped.
refused-bad-vat-id = "{ $value }" is no VAT id: two letters of the country, then its number with the right check digit.
refused-too-many-contacts = A customer has at most { $max } contacts.
customers-merge-drops = Not kept: { $dropped }.
customers-merge-drops-nothing = Nothing is lost.
merge-drops-name = name
merge-drops-vat-id = VAT id
merge-drops-address = address
merge-drops-limit = limit
customers-may-pick-up = May pick up goods
column-person = Person
column-owes = Owes
